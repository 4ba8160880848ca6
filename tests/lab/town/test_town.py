"""The town is the same again from the same seed, and its true effect can be found in its books."""

from dataclasses import asdict

import numpy as np
import pytest

from polku.lab.town.books import Books
from polku.lab.town.shoppers import shoppers
from polku.lab.town.town import STEP_MS, Town
from polku.lab.town.trial import Lift, lift, purchases_after
from polku.lab.town.truth import Truth

BEGUN_MS = 1_775_000_000_000
DAY = 24 * 4  # steps
MESSAGE, GHOST = 1, 2


@pytest.fixture(scope="module")
def trial() -> tuple[Books, Town]:
    """100,000 people, of whom a random half gets one message; six days."""
    town, books = Town(100_000, seed=5, begun_ms=BEGUN_MS), Books()
    is_treated = np.random.default_rng(1).random(town.count) < 0.5
    town.deliver(np.flatnonzero(is_treated), message=MESSAGE, can_tap=True)
    town.deliver(np.flatnonzero(~is_treated), message=GHOST, can_tap=True, is_ghost=True)
    for _ in range(6 * DAY):
        books.note(town.go_on())
    return books, town


def found(trial: tuple[Books, Town]) -> Lift:
    books, town = trial
    return lift(books, message=MESSAGE, ghost=GHOST, people=town.count, hours=town.truth.lasts_h)


def test_the_stated_effect_lies_within_what_the_books_say(trial: tuple[Books, Town]) -> None:
    effect = found(trial)

    assert effect.low < 1 + Truth().lift < effect.high
    assert effect.low > 1.2
    assert effect.high < 1.4


def test_whoever_compares_openers_with_the_rest_finds_too_much(trial: tuple[Books, Town]) -> None:
    books, town = trial
    seen = books.first_seen(MESSAGE, people=town.count)
    never = np.where(seen == 0, BEGUN_MS, 0)

    openers = purchases_after(books, seen, hours=72).mean()
    others = purchases_after(books, never, hours=72).mean()

    assert openers / others > 1.5


def test_the_same_seed_and_the_same_messages_make_the_same_town() -> None:
    first, second = _a_few_days(seed=3), _a_few_days(seed=3)

    assert [_plain(one) for one in first] == [_plain(one) for one in second]
    assert [_plain(one) for one in first] != [_plain(one) for one in _a_few_days(seed=4)]


def test_a_shopper_is_the_same_in_a_larger_town() -> None:
    few, many = shoppers(100, seed=9, truth=Truth()), shoppers(5_000, seed=9, truth=Truth())

    for name, column in asdict(few).items():
        assert np.array_equal(column, asdict(many)[name][:100]), name


def test_rates_are_as_stated() -> None:
    people = shoppers(200_000, seed=2, truth=Truth())

    assert people.looks.mean() == pytest.approx(5.0, rel=0.02)
    assert people.visits.mean() * 0.6 == pytest.approx(0.12, rel=0.02)
    assert np.median(people.opens) == pytest.approx(0.6, abs=0.01)


def _a_few_days(*, seed: int) -> list[object]:
    town = Town(500, seed=seed, begun_ms=BEGUN_MS)
    town.befriend(np.arange(400))
    happened: list[object] = []
    for step in range(2 * DAY):
        if step == DAY:
            town.deliver(np.arange(0, 400, 2), message=MESSAGE, can_tap=True)
        happened.append(town.go_on())
    assert town.now_ms == BEGUN_MS // STEP_MS * STEP_MS + 2 * DAY * STEP_MS
    return happened


def _plain(happened: object) -> dict[str, object]:
    return {name: value.tolist() if hasattr(value, "tolist") else value for name, value in vars(happened).items()}
