"""People with a history, and a question about them."""

import json
from collections.abc import Callable

import pytest

from polku.kit import ids
from polku.know.people import columns as people_columns
from polku.know.people.models import Changed, Identity, Profile
from polku.know.rules import ask
from tests.conftest import NOON

NOON_MS = round(NOON.timestamp() * 1000)


@pytest.fixture
def live(columns, log_events, carry_on) -> Callable[..., None]:
    """`live("devi", {"city": "Pune"}, {"Order Completed": [1, 40]})`: traits, and events so many days before noon."""

    def someone(name: str, traits: dict | None = None, did: dict[str, list[float]] | None = None) -> None:
        number = ids.identity_id("user_id", name)
        for event, days_ago in (did or {}).items():
            for days in days_ago:
                time_ms = NOON_MS - round(days * 86_400_000)
                log_events({"type": "track", "event": event, "userId": name, "timestamp": time_ms}, received_ms=NOON_MS)
        carry_on()
        facts = {"name": name, "traits": json.dumps(traits or {}), "first_seen_ms": 0, "last_seen_ms": 0}
        Profile.objects.update_or_create(id=number, defaults=facts)
        own = {"kind": "user_id", "value": name, "profile_id": number, "first_seen_ms": 0, "last_seen_ms": 0}
        Identity.objects.update_or_create(id=number, defaults=own)
        Changed.objects.update_or_create(id=number, defaults={"at_seq": 1})

    return someone


@pytest.fixture
def who(columns) -> Callable[[object], list[str]]:
    """Names of those who meet a rule at noon."""

    def names(rule: object) -> list[str]:
        while people_columns.sync():
            pass
        found = ask.people(rule, NOON)
        assert ask.count(rule, NOON) == len(found)
        return sorted(Profile.objects.filter(id__in=found).values_list("name", flat=True))

    return names
