"""Every error that Rashomon raises on purpose.

RashomonError
├── InputError        what the user gave can't be used: a path, a setting, a file
│   ├── UnreadError   one text can't be read; the run lists it and goes on
│   └── RecordError   a line of a records file does not follow its schema
├── ModelError        the model file is missing, damaged, or does not fit this version
└── OutputError       the result can't be written
"""

from __future__ import annotations


class RashomonError(Exception):
    """Base of all errors raised on purpose; its text is a sentence for the user."""


class InputError(RashomonError):
    """What the user gave can't be used as it stands."""


class UnreadError(InputError):
    """One text can't be read; its message is the reason shown under "not read"."""


class RecordError(InputError):
    """A line of a records file does not follow its schema."""


class ModelError(RashomonError):
    """The model file is missing, damaged, or made for another version."""


class OutputError(RashomonError):
    """The result can't be written where the user asked."""
