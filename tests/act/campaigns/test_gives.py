"""A campaign that gives everybody whom it asks a coupon, and shows its code."""

import pytest

from polku import flow
from polku.act.campaigns import loop, write
from polku.act.campaigns.checklist.collect import checklist
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Launch
from polku.act.campaigns.problems import NotReady
from polku.act.rewards import programs
from polku.act.rewards.coupons.wallet import coupon
from polku.act.rewards.ledger.models import Counter, Lot, Program
from polku.know.people import columns as people_columns
from polku.know.teams.models import Team
from polku.say.channels.paper.models import PaperCopy
from polku.say.content import elsewhere
from polku.say.outbox import loop as outbox

pytestmark = pytest.mark.django_db
TERMS = {"title": "Free tea", "benefit": {"kind": "free_delivery"}}
SHOWS = 'Hello {{ person.first_name }}: {{ person.coupon }} {{ person.coupon_code | default: "none" }}'


@pytest.fixture
def tea(aino):
    Team.objects.create(name="Kahvila", currency="EUR", time_zone="Europe/Helsinki")
    row = programs.create("Tea", TERMS, currency="EUR", by=aino)
    programs.become(row, "live", by=aino)
    return row


@pytest.fixture(autouse=True)
def _new_process():
    loop._not_before.clear()
    assert flow.READERS
    assert elsewhere.SOURCES


def run_to_the_end(now):
    while loop.tick(now) + outbox.tick(now):
        pass


def test_each_has_it_before_they_read_its_code(shop, draft, aino, noon, carry_on, tea):
    shop(devi=2, emile=1, fumi=3)
    launch(draft(gives=tea.pk, body=SHOWS), by=aino, now=noon)
    carry_on()
    run_to_the_end(noon)

    codes = {coupon(lot.pk).code for lot in Lot.objects.all()}
    told = sorted(PaperCopy.objects.values_list("text", flat=True))
    assert [text.rsplit(" ", 1)[0] for text in told] == ["Hello Devi: Free tea", "Hello Fumi: Free tea"]
    assert {text.rsplit(" ", 1)[1] for text in told} == codes
    assert len(codes) == 2


def test_what_is_not_live_does_not_go_and_what_was_paused_since_waits(shop, draft, aino, noon, carry_on, tea):
    shop(devi=2)
    campaign = draft(gives=tea.pk)
    Program.objects.update(state="paused")
    with pytest.raises(NotReady) as no:
        launch(campaign, by=aino, now=noon)
    Program.objects.update(state="live")
    launch(campaign, by=aino, now=noon)
    Program.objects.update(state="paused")
    carry_on()
    run_to_the_end(noon)
    waits = Launch.objects.get()
    Program.objects.update(state="live")
    loop._not_before.clear()
    run_to_the_end(noon)

    assert [problem.field for problem in no.value.problems] == ["gives"]
    assert (waits.asked_at, "Tea" in waits.trouble) == (None, True)
    assert (Lot.objects.count(), PaperCopy.objects.count()) == (1, 1)


def test_only_what_can_be_given_is_chosen(draft):
    with pytest.raises(NotReady):
        draft(gives=999)
    plain = draft()
    assert write.change(plain, name="Tea", channel="paper", subject="Tea", body="Hello", rule=plain.rule).gives is None


def test_the_checklist_says_what_is_given_and_of_what_there_is_not_enough(shop, draft, aino, noon, columns, carry_on):
    Team.objects.create(name="Kahvila", currency="EUR", time_zone="Europe/Helsinki")
    few = programs.create("Tea", TERMS | {"limits": {"total": 1}}, currency="EUR", by=aino)
    programs.become(few, "live", by=aino)
    shop(devi=2, fumi=3)
    carry_on()
    people_columns.sync()
    campaign = draft(gives=few.pk)

    def told():
        return [(one.state, one.sentence) for one in checklist(campaign, now=noon) if one.key == "gives"]

    assert told() == [("warning", "Of “Tea”, which it gives, 1 is left, and it reaches 2: who comes later gets none.")]
    programs.change(few, terms=TERMS, by=aino)
    assert told() == [("ok", "It gives “Tea” to everybody whom it writes to.")]
    Program.objects.update(budget_minor=1000)
    Counter.objects.create(program_id=few.pk, scope="cost", count=900)
    assert [state for state, _sentence in told()] == ["warning"]
    programs.change(few, terms=TERMS | {"valid": {"ends": "2026-01-01T00:00:00Z"}}, by=aino)
    assert told()[0] == (
        "blocks",
        "“Tea”, which it gives, cannot be given any more. Its time is over: give it a later end.",
    )
