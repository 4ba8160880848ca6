"""Two people, or two tabs, at one segment: whoever is later is told, and nothing goes back unasked."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from polku.doors.web.segments.meanwhile import ChangedMeanwhile, Mine, save
from polku.know.segments.models import Segment
from polku.know.segments.segments import create, edit
from polku.know.teams.models import Member

pytestmark = pytest.mark.django_db
Click = Callable[..., Any]
TWICE, THRICE, FIVE_TIMES = ({"all": [{"did": "Order Completed", "count": {"gte": number}}]} for number in (2, 3, 5))


@pytest.fixture
def regulars(shoppers: None) -> Segment:
    return create("Regulars", rule=TWICE)


@pytest.fixture
def tab(web: Client, regulars: Segment, aino: Member) -> Any:
    """The form as it was opened before somebody else asked for three times."""
    page = web.get(f"/segments/{regulars.pk}/edit")
    edit(regulars, rule=THRICE, by=aino)
    return page


@pytest.fixture
def press(click: Click, regulars: Segment) -> Click:
    """Send the form of a page with its hidden fields."""

    def send(page: Any, **fields: str) -> Any:
        hidden = {name: page.context[name] for name in ("opened", "told")}
        return click(page, address=f"/segments/{regulars.pk}/edit", **{"name": "Regulars", **hidden, **fields})

    return send


def now(segment: Segment) -> tuple[str, Any]:
    row = Segment.objects.get(pk=segment.pk)
    return row.name, row.rule


def test_what_was_saved_meanwhile_is_told_and_stays(tab: Any, press: Click, regulars: Segment, aino: Member) -> None:
    page = press(tab, name="Mine", **{"r2.number": "5"})

    assert now(regulars) == ("Regulars", THRICE)
    assert "This segment was changed while it was open here." in page.text
    assert "Everyone who bought at least 3 times" in page.text
    assert page.context["clash"].now.by == aino
    assert (page.context["name"]["name"].value(), page.context["stage"].rule) == ("Mine", FIVE_TIMES)


def test_a_second_press_saves_what_was_written_here(tab: Any, press: Click, regulars: Segment) -> None:
    page = press(tab, name="Mine", **{"r2.number": "5"})

    press(page, name="Mine", save="mine")

    assert now(regulars) == ("Mine", FIVE_TIMES)


def test_a_rule_that_was_not_touched_is_never_written_back(tab: Any, press: Click, regulars: Segment) -> None:
    page = press(tab, name="Mine")
    told = "You have not changed the rule: the new one stays, and only your name is saved."

    press(page, name="Mine", save="mine")

    assert told in page.text
    assert now(regulars) == ("Mine", THRICE)


def test_whoever_changed_nothing_is_asked_nothing_and_overwrites_nothing(
    tab: Any, press: Click, regulars: Segment
) -> None:
    assert press(tab).status_code == 302
    assert now(regulars) == ("Regulars", THRICE)


def test_what_comes_after_it_was_told_is_told_as_well(tab: Any, press: Click, regulars: Segment) -> None:
    page = press(tab, name="Mine")
    edit(regulars, name="Theirs", by=None)

    again = press(page, name="Mine", save="mine")

    assert "This segment was changed while it was open here." in again.text
    assert now(regulars) == ("Theirs", THRICE)


def test_what_is_in_use_asks_its_own_question_after_it(tab: Any, press: Click, regulars: Segment) -> None:
    create("Friends", rule={"in_segment": regulars.pk})

    asked = press(press(tab, **{"r2.number": "5"}), save="mine")
    before = now(regulars)
    press(asked, save="sure")

    assert "This segment is in use. Save the change?" in asked.text
    assert (before[1], now(regulars)[1]) == (THRICE, FIVE_TIMES)


def test_a_version_of_before_is_a_change_of_the_rule(web: Client, press: Click, regulars: Segment) -> None:
    edit(regulars, rule=THRICE, by=None)

    press(web.get(f"/segments/{regulars.pk}/edit?version=1"))

    assert now(regulars) == ("Regulars", TWICE)


def test_between_the_look_and_the_saving_nobody_slips_in(regulars: Segment, aino: Member) -> None:
    edit(Segment.objects.get(pk=regulars.pk), rule=THRICE, by=None)

    with pytest.raises(ChangedMeanwhile):
        save(regulars, Mine(rule=FIVE_TIMES), by=aino)

    assert now(regulars) == ("Regulars", THRICE)
