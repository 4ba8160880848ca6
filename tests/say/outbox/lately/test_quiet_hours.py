"""By the clock of whoever is written to: nothing but what belongs to the service arrives while they sleep."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from polku.kit import clock
from polku.know.teams.models import Team
from polku.say.limits import quiet_hours
from polku.say.limits.quiet import Hours
from polku.say.outbox.ask import put_into_words
from polku.say.outbox.loop import tick
from polku.say.outbox.models import Message
from polku.say.outbox.packed.models import MessageBlock
from tests.say.limits.test_quiet import ZONES
from tests.say.outbox.ways import everybodys, in_both_ways

pytestmark = [pytest.mark.django_db, in_both_ways]
NIGHT = Hours(21 * 60, 8 * 60)
EVENING = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)  # 22:30 in Helsinki


@pytest.fixture(autouse=True)
def team(db):
    return Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")


@pytest.fixture
def at():
    """`at(EVENING)`: the outbox carries on until nothing is due any more."""

    def run(now):
        with clock.fixed(now):
            while tick(now):
                pass

    return run


def states():
    return {one.identity_id: one.state for one in everybodys()}


def test_a_message_waits_until_the_morning(person, ask, pigeon, at):
    quiet_hours.say("", NIGHT, by=None)
    with clock.fixed(EVENING):
        devi, emile = person("devi"), person("emile")
        ask(devi, emile)

    at(EVENING)
    at(EVENING + timedelta(hours=9, minutes=29))
    assert (states(), pigeon.letters) == ({devi: "asked", emile: "asked"}, [])
    at(EVENING + timedelta(hours=9, minutes=30))

    assert states() == {devi: "sent", emile: "sent"}


def test_a_slice_in_which_everybody_sleeps_stays_packed(request, person, ask, pigeon, at):
    quiet_hours.say("", NIGHT, by=None)
    with clock.fixed(EVENING):
        ask(*(person(f"p{number}") for number in range(5)))

    at(EVENING)

    is_packed = "[packed]" in request.node.name
    assert (Message.objects.count(), MessageBlock.objects.count()) == ((0, 1) if is_packed else (5, 0))


def test_everybody_has_a_clock_and_hours_of_their_own(person, ask, pigeon, at):
    quiet_hours.say("", NIGHT, by=None)
    quiet_hours.say("JP", Hours(0, 12 * 60), by=None)
    with clock.fixed(EVENING):
        who = {
            "here": {},
            "by zone": {"timezone": "America/New_York"},
            "by country": {"country": "jp"},  # 05:30 there, and nothing before noon
            "by address": {"address": {"country": "IN"}},  # 02:00
            "owl": {"quiet_from": "06:00", "quiet_to": "14"},
            "nonsense": {"timezone": 7, "country": ["FI"], "quiet_from": "late"},
        }
        numbers = {person(name, traits=json.dumps(traits)): name for name, traits in who.items()}
        ask(*numbers)

    at(EVENING)
    awake = {name for number, name in numbers.items() if states()[number] == "sent"}
    due = {}
    for hours in range(1, 14):
        at(EVENING + timedelta(hours=hours))
        due |= {numbers[number]: hours for number, state in states().items() if state == "sent"} | due

    assert awake == {"by zone", "owl"}
    assert {name: due[name] for name in due.keys() - awake} == {
        "by address": 6, "by country": 7, "here": 10, "nonsense": 10
    }  # fmt: skip


def test_what_belongs_to_the_service_wakes_people_up(person, ask, pigeon, at):
    quiet_hours.say("", NIGHT, by=None)
    with clock.fixed(EVENING):
        put_into_words("campaign:8", subject="", body="Your code", purpose="service")
        ask(person("devi"), cause="campaign:8")

    at(EVENING)

    assert pigeon.arrived.total() == 1


def test_they_hold_in_thirty_zones_on_the_nights_on_which_clocks_are_changed(person, ask, pigeon, at):
    quiet_hours.say("", NIGHT, by=None)
    sent = {}
    for number, day in enumerate((datetime(2026, 3, 8, 1, tzinfo=UTC), datetime(2026, 10, 24, 23, tzinfo=UTC))):
        with clock.fixed(day):
            people = {person(f"{zone} {number}", traits=json.dumps({"timezone": zone})): zone for zone in ZONES}
            ask(*people, cause=f"campaign:{number}")
        for half_hour in range(0, 50, 3):
            now = day + timedelta(minutes=30 * half_hour)
            at(now)
            sent |= {one: now for one in states() if one in people and one not in sent and states()[one] == "sent"}
        walls = [sent[one].astimezone(ZoneInfo(zone)) for one, zone in people.items()]
        assert [wall for wall in walls if NIGHT.hold(wall)] == []
        assert len(walls) == 30
