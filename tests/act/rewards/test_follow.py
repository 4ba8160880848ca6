"""Rooms of rewards are handed the events that their programs wait for, once, of people whom we know."""

import pytest

from polku.act.rewards import follow
from polku.act.rewards.follow import Follower
from polku.act.rewards.ledger.models import Program
from polku.flow import READERS
from polku.know.events.read import place
from polku.know.teams.models import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch):
    """What a room was handed: names of events, and numbers of programs."""
    told = []

    def act(events, programs, _now):
        told.extend((event.name, event.id, [program.pk for program in programs]) for event in events)

    one = Follower(frozenset(("stamps",)), lambda programs: {program.name for program in programs}, act)
    monkeypatch.setattr(follow, "FOLLOWERS", [one])
    return told


def reviewed(name="Review Posted", number="e1"):
    return {"type": "track", "event": name, "userId": "devi", "messageId": number}


def test_a_room_gets_what_its_programs_name_and_nothing_twice(noon, heard, log_events, carry_on):
    program = Program.objects.create(kind="stamps", name="Review Posted", state="paused", currency="EUR")
    Program.objects.create(kind="stamps", name="Survey Completed", state="draft", currency="EUR")
    Program.objects.create(kind="coupon", name="Page Viewed", state="live", currency="EUR")

    log_events(reviewed(), reviewed(), reviewed("Survey Completed", "e2"), reviewed("Page Viewed", "e3"))
    log_events(reviewed())
    carry_on()

    assert heard == [("Review Posted", "e1", [program.pk])]


def test_where_nothing_is_begun_the_log_is_only_passed(noon, heard, log_events, carry_on):
    log_events(reviewed())
    carry_on()
    reader = next(one for one in READERS if one.name == "rewards")

    assert (heard, reader.heeds(), place("rewards")) == ([], False, place("orders"))


def test_one_program_that_breaks_is_paused_and_the_others_go_on(noon, monkeypatch, log_events, carry_on):
    told = []

    def act(events, programs, _now):
        for program in programs:
            told.append((program.name, Program.objects.filter(pk=program.pk).update(bearer="moved")))
            if program.currency == "JPY":
                raise OverflowError

    one = Follower(frozenset(("stamps",)), lambda programs: {program.name for program in programs}, act)
    monkeypatch.setattr(follow, "FOLLOWERS", [one])
    for currency in ("EUR", "JPY", "USD"):
        Program.objects.create(kind="stamps", name="Review Posted", state="live", currency=currency)

    log_events(reviewed())
    carry_on()
    log_events(reviewed(number="e2"))
    carry_on()

    now = {row.currency: (row.state, row.bearer) for row in Program.objects.all()}
    assert now == {"EUR": ("live", "moved"), "JPY": ("paused", ""), "USD": ("live", "moved")}
    assert TrailEntry.objects.filter(action="program.broke").count() == 1
