"""What a run is made of: stages, the pipeline that checks and runs them, and progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """How far a stage is: `done` documents of `total`, which is `None` while nobody knows."""

    stage: str
    done: int
    total: int | None = None


class Progress(Protocol):
    """What wants to know how far a run is; called for each document, so it should return at once."""

    def __call__(self, step: Step) -> None:
        """Take note of `step`."""


def ignore(step: Step) -> None:
    """Take no note of `step`."""


def told(items: Iterator[T], stage: str, progress: Progress, total: int | None = None) -> Iterator[T]:
    """Yield `items`, telling `progress` after each; a total that proves too small is dropped."""
    for done, item in enumerate(items, start=1):
        yield item
        progress(Step(stage, done, total if total is not None and done <= total else None))


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a run.

    Attributes:
        name: What people read while it runs.
        needs: The types of the values that `function` takes, in order.
        gives: The types of the values that it returns, as a tuple in this order.
        function: Takes values and returns new ones; it changes none of those it takes.
    """

    name: str
    needs: tuple[type, ...]
    gives: tuple[type, ...]
    function: Callable[..., tuple[object, ...]]


class Values:
    """The values of a run by their type; a later value of a type takes the place of an earlier one."""

    def __init__(self) -> None:
        self._by_type: dict[type, Any] = {}

    def __getitem__(self, kind: type[T]) -> T:
        value: T = self._by_type[kind]
        return value

    def put(self, kind: type, value: object) -> None:
        """Keep `value` as the value of type `kind`.

        Raises:
            TypeError: it is of another type.
        """
        if not isinstance(value, kind):
            message = f"expected a value of type {kind.__name__}, got {type(value).__name__}"
            raise TypeError(message)
        self._by_type[kind] = value


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Stages in order, and the types of the values that a run starts from.

    Raises:
        ValueError: a stage needs what nothing before it gives.
    """

    given: tuple[type, ...]
    stages: tuple[Stage, ...]

    def __post_init__(self) -> None:
        """Check that every stage gets what it needs."""
        there = set(self.given)
        for stage in self.stages:
            missing = ", ".join(kind.__name__ for kind in stage.needs if kind not in there)
            if missing:
                message = f'stage "{stage.name}" needs {missing}, which nothing before it gives'
                raise ValueError(message)
            there.update(stage.gives)

    def run(self, *start: object, progress: Progress = ignore) -> Values:
        """Run all stages in order on the values of `start`, one for each type of `given`."""
        values = Values()
        for kind, value in zip(self.given, start, strict=True):
            values.put(kind, value)
        for stage in self.stages:
            progress(Step(stage.name, 0))
            results = stage.function(*(values[kind] for kind in stage.needs))
            for kind, value in zip(stage.gives, results, strict=True):
                values.put(kind, value)
        return values
