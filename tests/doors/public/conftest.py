"""Devi, a customer, and the links that they find in our messages."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from polku.kit import clock, ids
from polku.know.people.consent import links
from polku.know.people.consent.may_send import may_send
from polku.know.people.consent.record import GIVEN, Statement, record
from polku.know.people.find import by_identity
from polku.know.people.models import Profile
from polku.know.teams.models import Team
from polku.say.channels.registry import channel
from polku.say.outbox.ask import put_into_words
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.consents import refusals
from polku.say.outbox.models import Wording
from polku.say.outbox.people import addressees
from tests.say.channels.email.conftest import office, serve, set_up  # noqa: F401 fixtures: a mail server

NAME = ("user_id", "devi")


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def team(db: None) -> Team:
    return Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")


@pytest.fixture
def devi(team: Team, log_events: Callable[..., None], carry_on: Callable[[], None]) -> Profile:
    """She has agreed to marketing."""
    log_events({"type": "identify", "userId": "devi", "traits": {"name": "Devi", "email": "devi@shop.example"}})
    carry_on()
    record([Statement(NAME, GIVEN, "marketing")])
    found = by_identity(*NAME)
    assert found is not None
    return found


@pytest.fixture
def outside(team: Team) -> Client:
    """A browser of somebody who has no account here, and which keeps to the rules on forgery."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def proved(devi: Profile) -> Client:
    """A browser in which Devi has proved who she is."""
    return as_person(devi)


def as_person(profile: Profile) -> Client:
    from polku.doors.public.wallet.looking import KEY
    from polku.know.people.own_pages import sessions

    client = Client(enforce_csrf_checks=True)
    client.cookies[KEY] = sessions.proved_by_line(profile.id, now_ms=clock.now_ms())
    return client


@pytest.fixture
def why(devi: Profile) -> Callable[..., str]:
    """Why Devi may not be sent marketing by a channel; "" where they may."""

    def ask(channel: str = "email", **given: str) -> str:
        return may_send([devi.id], purpose=given.pop("purpose", "marketing"), channel=channel, **given)[devi.id]

    return ask


@pytest.fixture
def path(devi: Profile) -> Callable[..., str]:
    """`path(links.unsubscribe_url, channel="email")`: of a link of Devi's."""

    def of(make: Callable[..., str] = links.preferences_url, **given: object) -> str:
        return make(devi.id, **given).split("//", 1)[1].partition("/")[2].join(("/", ""))

    return of


@pytest.fixture
def log_told() -> Callable[[str], list[dict[str, object]]]:
    """`log_told("Message Unsubscribed")`: the properties of all events of that name."""
    from polku.know.events.models import LogBatch
    from polku.know.events.read import read_block

    def read(name: str) -> list[dict[str, object]]:
        block = read_block(0, LogBatch.objects.latest("seq").seq)
        return [event.properties for event in block.events if event.name == name] if block else []

    return read


@pytest.fixture
def mail_to() -> Callable[..., list[str]]:
    """`mail_to("emile", "fumi")`: to whom of them the outbox would send marketing by e-mail now."""

    def ask(*users: str) -> list[str]:
        put_into_words("c", subject="", body="Hello")
        block = [
            Claimed(number, "c", ids.identity_id("user_id", user), "email", None, 1)
            for number, user in enumerate(users)
        ]
        people = addressees(block, currency="EUR")
        refused = refusals(block, channel("email"), people=people, wordings=Wording.objects.in_bulk())
        return [user for number, user in enumerate(users) if number not in refused]

    return ask
