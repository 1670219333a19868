"""How much memory the encoder takes for texts that no one writes.

A text of one sentence takes 126 MiB, nearly all of it the model. Sentences are cut where trees, which take
memory by the square, would be large; long texts are read in stretches, of which a few are held at once. Seen
were 264 MiB for the long sentence, and 418 MiB for a text of 36,000 words.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("resource", reason="the peak of a process is asked of Unix")

# What the process that starts another one holds is counted to the other: this one holds little.
_BETWEEN = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]], check=True)"
_ANALYSING = """
import resource, sys
from rashomon.language import Analyser
(analysis,) = Analyser().analyse([sys.stdin.read()])
print(len(analysis.words), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
SENTENCE = "Osk told Verrel that the ferry to Halm would not sail before Friday. "


def words_and_peak(text: str) -> tuple[int, int]:
    """Return how many words are found in a text, and the most memory held at once, in the system's unit."""
    command = [sys.executable, "-c", _BETWEEN, _ANALYSING]
    found = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout  # noqa: S603
    words, peak = found.split()
    return int(words), int(peak)


@pytest.fixture(scope="module")
def short() -> int:
    return words_and_peak(SENTENCE)[1]


def test_one_sentence_of_five_thousand_words_takes_a_few_times_the_memory_of_a_short_one(short):
    words, peak = words_and_peak(SENTENCE.rstrip(" .").replace("Friday", "Friday, and ") * 357 + ".\n")
    assert words > 5_000
    assert peak < 3.5 * short


def test_a_long_text_takes_a_few_times_the_memory_of_a_short_one(short):
    words, peak = words_and_peak("\n\n".join([SENTENCE * 8] * 240))
    assert words > 25_000
    assert peak < 5 * short
