"""What was promised stays: of a draw that has opened, of tickets that were given, of a list that is frozen."""

import pytest

from polku.act.rewards import programs
from polku.act.rewards.draws import loop, tickets
from polku.act.rewards.ledger.promise import TermsProblem
from tests.act.rewards.draws.conftest import BIKE, DAY, INSTANT, NOW, SCHEDULED, TEA

pytestmark = pytest.mark.django_db
TWO = {"prizes": [BIKE | {"stock": 2}], "wins_person": 2, "mixes": "Lotto"}


def refused(program, terms):
    """At which field; None: it is changed."""
    try:
        programs.change(program, terms=terms, by=None)
    except TermsProblem as found:
        return found.problem.field if found.problem.sentence else "without a word"
    return None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"mode": "instant", "closes": None, "mixes": "", "prizes": [TEA]}, "mode"),
        ({"prizes": [BIKE]}, "prizes"),
        ({"prizes": [BIKE | {"key": "car", "stock": 2}]}, "prizes"),
        ({"wins_person": 1}, "wins_person"),
        ({"mixes": ""}, "mixes"),
        ({"prizes": [BIKE | {"stock": 3, "title": "A red bicycle"}, {"key": "tea", "title": "Tea", "stock": 1}]}, None),
        ({"closes": (NOW + 2 * DAY).isoformat(), "title": "Longer", "who": {"least_age": 18}}, None),
    ],
)
def test_with_tickets_nothing_that_was_promised_is_taken_away(draw, change, field):
    program = draw(**TWO)
    loop.tick(NOW)
    if change.get("mode") != "instant":
        assert refused(program, SCHEDULED | TWO | {"how": "x"}) is None
        assert refused(program, SCHEDULED | TWO | {"prizes": [BIKE]}) is None  # nobody has a ticket yet
        assert refused(program, SCHEDULED | TWO) is None
        tickets.give(program, [1], "welcome", now=NOW)

    assert refused(program, SCHEDULED | TWO | change) == field


def test_a_game_s_odds_may_change_and_its_kind_may_not(game):
    program = game()
    tickets.give(program, [1], "welcome", now=NOW)

    assert refused(program, INSTANT | {"prizes": [TEA | {"stock": 1, "chance": {"of": 3}}]}) is None
    assert refused(program, SCHEDULED) == "mode"


def test_what_has_closed_changes_no_more(draw):
    program = draw()
    loop.tick(NOW + DAY)

    assert refused(program, SCHEDULED | {"title": "Other"}) == ""
    programs.change(program, name="Only for us", terms=SCHEDULED, by=None)


def test_a_draft_changes_as_it_likes(draw):
    program = draw()

    assert refused(program, INSTANT) is None
