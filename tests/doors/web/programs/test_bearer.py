"""Who bears the cost: changed on the form and by API, for what is given from then on."""

import pytest

from polku.act.rewards import programs
from polku.act.rewards.ledger.models import Program, Terms
from polku.know.teams.models import TrailEntry
from tests.doors.web.programs.sent import sent

pytestmark = pytest.mark.django_db
OLD, NEW = "Tea Import Oy", "Leaf & Co"


def borne():
    return list(Terms.objects.order_by("number").values_list("number", "bearer"))


@pytest.mark.parametrize("kind", ["coupon", "points", "stamps"])
def test_it_changes_for_what_is_given_from_now_on(web, make, kind):
    tea = make("Tea")
    terms = {
        "coupon": programs.latest(tea).terms,
        "points": {"title": "Beans"},
        "stamps": {"title": "Card", "size": 1, "rewards": [{"at": 1, "prize": {"program": tea.pk}}]},
    }[kind]
    Terms.objects.all().delete()
    row = programs.create("Autumn", terms, kind=kind, currency="EUR", bearer=OLD, by=None)
    programs.become(row, "live", by=None)
    typed = sent(web.get(f"/rewards/{row.pk}/edit").text)
    assert typed["bearer"] == [OLD]

    assert web.post(f"/rewards/{row.pk}/edit", typed | {"bearer": NEW}).status_code == 302

    assert borne() == [(1, OLD), (2, NEW)]
    assert Program.objects.get(pk=row.pk).bearer == NEW
    entry = TrailEntry.objects.get(action="program.changed")
    assert (entry.before, entry.after) == ({"bearer": OLD}, {"bearer": NEW})
    assert OLD in web.get(f"/rewards/{row.pk}").text


def test_the_same_said_again_is_no_change(web, make):
    row = make("Tea")

    for bearer in (None, ""):
        programs.change(row, bearer=bearer, by=None)

    assert borne() == [(1, "")]
