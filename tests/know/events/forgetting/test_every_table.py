"""After an erasure no table of the database, and none of the column store, holds anything that names them.

A room that begins to keep something of people and forgets to say how it forgets (flow.KEEPERS) is found here, as soon
as it writes something in the story below.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.db import connection

from polku.flow import KEEPERS, READERS
from polku.kit import columns as store
from polku.kit import ids
from polku.know.events.forgetting.work import Forgetter
from polku.know.events.models import Refusal
from polku.know.people import columns as people_columns
from polku.know.people.consent.models import ConsentAsked
from polku.know.people.erase import erase
from polku.know.people.models import Identity, Profile
from polku.know.segments import columns as list_columns
from polku.know.segments.lists import make_list
from polku.know.teams.trail import note
from polku.say.channels.email.models import Suppressed
from polku.say.channels.paper.channel import CHANNEL
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.loop import tick_channel

pytestmark = pytest.mark.django_db(transaction=True)
DEVI = ids.identity_id("user_id", "devi-4711")
SAID = ["devi-4711", "devi@kahvila.example", "Devi Rao", "+358401234567", "+358 40 123 4567", "device-9-of-theirs"]


@pytest.fixture
def lived(columns: None, noon: datetime, log_events: Callable[..., None], carry_on: Callable[[], None]) -> None:
    theirs = {"userId": "devi-4711"}
    traits = {"email": "Devi@Kahvila.example", "name": "Devi Rao", "phone": "+358 40 123 4567"}
    given = {"purpose": "marketing", "channel": "paper", "source": "counter"}
    log_events(
        {"type": "identify", **theirs, "anonymousId": "device-9-of-theirs", "messageId": "i1", "traits": traits},
        {"type": "track", "event": "Consent Given", **theirs, "messageId": "c1", "properties": given},
        {"type": "track", "event": "Seen", "anonymousId": "device-9-of-theirs", "messageId": "s1"},
        {"type": "track", "event": "Seen", "userId": "emile", "messageId": "s2"},
        {"type": "track", "event": "Order Completed", **theirs, "messageId": "o1"}
        | {"properties": {"order_id": "A-1", "revenue": 5, "store_id": "Turku"}},
    )
    carry_on()
    put_into_words("campaign:1", subject="For {{ person.name }}", body="{{ person.email }}")
    ask_many("campaign:1", identity_ids=[DEVI], channel="paper", campaign_id=1, due_ms=0, now=noon)
    tick_channel(CHANNEL, now=noon)
    Refusal.objects.create(received_ms=1, source=1, reason="form", detail="", event='{"name": "Devi Rao", …')
    Suppressed.objects.create(address="devi@kahvila.example", why="bounced", at_ms=1)
    ConsentAsked.objects.create(email="devi@kahvila.example", sayings=[], asked_ms=1, expires_ms=2)
    make_list("Tasters", identities=[DEVI])
    list_columns.tick(noon)
    note(None, "person.changed", subject=f"person:{ids.public(DEVI)}", before={"name": "Devi Rao"})
    carry_on()
    people_columns.sync()


@pytest.mark.usefixtures("lived")
def test_nothing_names_them(carry_on: Callable[[], None]) -> None:
    theirs = list(Identity.objects.filter(profile_id=DEVI).values_list("id", flat=True))
    words = SAID + [text for number in theirs for text in (str(number), ids.public(number))]
    before = {table for table, text in tables() if any(word in text for word in words)}
    assert {
        "profile",
        "identity",
        "identity_link",
        "message",
        "paper_copy",
        "consent",
        "log_batch",
        "segment_list_member",
        "columns list_members",
    } <= before

    erase(list(Profile.objects.filter(id=DEVI)), by="Aino")
    Forgetter(READERS, KEEPERS).tick()
    carry_on()
    people_columns.sync()

    assert len(theirs) == 4
    assert [(table, word) for table, text in tables() for word in words if word in text] == []


def tables() -> Iterator[tuple[str, str]]:
    """Every table as text; the log's payloads as what they say."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')
            yield name, " ".join(text(value) for row in cursor.fetchall() for value in row)
    for (name,) in store.query("SELECT name FROM system.tables WHERE database = currentDatabase() AND total_rows > 0"):
        yield f"columns {name}", json.dumps(store.query(f"SELECT * FROM {name}"), default=str, ensure_ascii=False)


def text(value: object) -> str:
    return bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
