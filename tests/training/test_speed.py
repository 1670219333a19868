from __future__ import annotations

import ctypes
import sys

import pytest

torch = pytest.importorskip("torch")

from training.speed import POOL, Dropout, keep_memory  # noqa: E402


def test_dropout_does_nothing_outside_training():
    x = torch.ones(100)
    assert torch.equal(Dropout(0.5).eval()(x), x)
    assert torch.equal(Dropout(0.0).train()(x), x)


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_dropout_zeroes_its_share_and_keeps_the_mean(share):
    torch.manual_seed(1)
    found = Dropout(share).train()(torch.ones(400, 500))
    assert (found == 0).float().mean().item() == pytest.approx(share, abs=0.01)
    assert found.mean().item() == pytest.approx(1, abs=0.02)
    assert found[found > 0].unique().numel() == 1


def test_dropout_draws_anew_each_time_and_the_same_from_the_same_seed():
    layer, x = Dropout(0.3).train(), torch.ones(1_000)
    torch.manual_seed(1)
    first, second = layer(x), layer(x)
    torch.manual_seed(1)
    assert torch.equal(layer(x), first)
    assert not torch.equal(first, second)


def test_dropout_keeps_shape_and_kind_and_lets_gradients_through():
    x = torch.randn(3, 4, 5, requires_grad=True)
    found = Dropout(0.5).train()(x)
    assert (found.shape, found.dtype) == (x.shape, x.dtype)
    found.sum().backward()
    assert torch.equal(x.grad == 0, found == 0)


def test_dropout_of_nothing_is_nothing():
    assert Dropout(0.5).train()(torch.zeros(0, 7)).shape == (0, 7)


@pytest.mark.parametrize("more", [0, 1])
def test_dropout_of_more_numbers_than_the_pool_holds(more):
    found = Dropout(0.5).train()(torch.ones(1).expand(POOL + more))
    assert found.shape == (POOL + more,)
    assert found[:1_000_000].mean().item() == pytest.approx(1, abs=0.02)


class Library:
    """A C library that writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def mallopt(self, option: int, value: int) -> int:
        self.told.append((option, value))
        return 1


def test_memory_is_kept_where_the_c_library_can(monkeypatch):
    library = Library()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    keep_memory()
    assert {option for option, _ in library.told} == {-1, -2, -4, -8}
    assert all(value < 2**31 for _, value in library.told)


@pytest.mark.parametrize(("platform", "library"), [("darwin", Library()), ("linux", object())])
def test_elsewhere_nothing_is_done(monkeypatch, platform, library):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    keep_memory()
    assert not getattr(library, "told", [])
