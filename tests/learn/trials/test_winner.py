"""A winner is named when the evidence suffices, however often one looks."""

import numpy as np

from polku.learn.trials.groups import Group, of_yes
from polku.learn.trials.power import holdout_shows
from polku.learn.trials.winner import winner


def looks(shares, *, seed, most=4_000, step=100):
    """The winner after every so many people of each variant."""
    dice = np.random.default_rng(seed)
    yes = [np.cumsum(dice.random(most) < share) for share in shares]
    for people in range(step, most + 1, step):
        yield winner([of_yes(int(one[people - 1]), people) for one in yes]).variant


def test_alike_variants_have_a_winner_in_few_trials_though_one_looks_forty_times():
    named = sum(any(one is not None for one in looks((0.1, 0.1, 0.1), seed=seed)) for seed in range(200))

    assert named <= 10


def test_the_better_one_wins():
    firsts = [next((one for one in looks((0.1, 0.14, 0.1), seed=seed) if one is not None), None) for seed in range(40)]

    assert firsts.count(1) >= 32
    assert {0, 2}.isdisjoint(firsts)


def test_nobody_wins_of_one_or_of_few_or_of_those_without_spread():
    assert winner([of_yes(90, 100)]).variant is None
    assert winner([of_yes(0, 50), of_yes(50, 50)]).variant is None
    assert winner([Group(200, 200, 200), Group(200, 400, 800)]).variant is None


def test_what_a_holdout_can_show():
    assert round(holdout_shows(100_000, 10, 0.05), 4) == 0.0064
    assert holdout_shows(100_000, 0, 0.05) is None
