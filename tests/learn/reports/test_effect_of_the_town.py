"""The lab's town has a true effect of messages. The report must find it; clicks would not.

A hundred towns are drawn at once from the town's own habits (lab/town/window.py); `polku bench effect` takes the long
way, through the whole program.
"""

import numpy as np
import pytest

from polku.lab.town.books import Books
from polku.lab.town.town import Town
from polku.lab.town.truth import Truth
from polku.lab.town.window import after, true_effect
from polku.learn.trials.groups import Group
from polku.learn.trials.means import welch
from polku.learn.trials.ratio import ratio
from polku.learn.trials.shares import newcombe

PEOPLE, DAYS, HELD, RUNS = 4_000, 7, 30, 100
# Of a quiet shop: where nearly everybody buys every week, no message changes whether they do.
QUIET = {"purchases": 0.02}


def counted(run, first, second):
    """The two groups as the report counts them: buyers among people."""
    yes = run.bought > 0
    return (int(yes[first].sum()), int(first.sum())), (int(yes[second].sum()), int(second.sum()))


def revenue(run, who):
    spent = run.spent[who]
    return Group(int(who.sum()), float(spent.sum()), float((spent**2).sum()))


@pytest.mark.parametrize("lift", [0.0, 0.3])
def test_the_interval_covers_the_truth_and_clicks_do_not_tell_it(lift):
    truth = Truth(lift=lift, **QUIET)
    share, spent = true_effect(60_000, seed=7, days=DAYS, truth=truth)
    covered, covered_spent, told_by_clicks, off = 0, 0, 0, 0
    for seed in range(RUNS):
        run = after(PEOPLE, seed=seed, days=DAYS, percent=HELD, truth=truth)
        found = newcombe(*counted(run, ~run.is_asked, run.is_asked))
        covered += found.low <= share <= found.high
        each = welch(revenue(run, ~run.is_asked), revenue(run, run.is_asked))
        covered_spent += each.low <= spent <= each.high
        naive = newcombe(*counted(run, run.is_asked & ~run.clicked, run.clicked))
        told_by_clicks += naive.low <= share <= naive.high
        off += ratio([int((~run.is_asked).sum()), int(run.is_asked.sum())], (HELD, 100 - HELD)).is_off

    assert covered >= 93
    assert covered_spent >= 93
    assert told_by_clicks <= 5
    assert off == 0


def test_without_any_effect_clicks_claim_one_in_every_town():
    truth = Truth(lift=0.0, **QUIET)
    claims = []
    for seed in range(20):
        run = after(PEOPLE, seed=seed, days=DAYS, percent=HELD, truth=truth)
        claims.append(newcombe(*counted(run, run.is_asked & ~run.clicked, run.clicked)).low > 0)

    assert all(claims)


def test_what_is_drawn_at_once_is_what_happens_hour_by_hour():
    """The same people live through the week in the town itself: as many buy, with the message and without."""
    truth = Truth(lift=1.0)
    run = after(20_000, seed=3, days=DAYS, percent=50, truth=truth)
    town = Town(2_000, seed=3, begun_ms=1_790_000_000_000, truth=truth)
    town.befriend(np.arange(1_000))
    town.deliver(np.arange(1_000), message=1, can_tap=True)
    books = Books()
    while town.now_ms < 1_790_000_000_000 + DAYS * 86_400_000:
        books.note(town.go_on())
    who, _when, _amounts = books.purchases()
    lived = np.bincount(who, minlength=2_000)

    drawn_ratio = run.bought[run.is_asked].mean() / run.bought[~run.is_asked].mean()
    lived_ratio = lived[:1_000].mean() / lived[1_000:].mean()
    assert lived_ratio == pytest.approx(drawn_ratio, rel=0.15)
