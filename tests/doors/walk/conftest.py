"""A small house with something of every kind in it, all of it named by somebody who means harm."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from django.core.cache import cache
from django.test import Client

from polku.act.campaigns import write
from polku.act.campaigns.launch import launch
from polku.kit import clock, ids
from polku.know.events.newest import newest
from polku.know.people import columns as people_columns
from polku.know.people.find import by_identity
from polku.know.people.models import Merge
from polku.know.segments import segments
from polku.know.teams import trail
from polku.know.teams.models import Member, Team, create_api_key, create_source
from polku.know.teams.rights import TABLE, Role
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox.models import Message
from tests.doors.walk.rooms import furnish

HOSTILE = "<img src=x onerror=alert(1)>\"'{{7*7}}"
RULE = {"did": "Order Completed", "within": "90d", "count": {"gte": 1}}


@dataclass
class House:
    """`ids`: by the name that an address has for them."""

    members: dict[Role, Member] = field(default_factory=dict)
    ids: dict[str, object] = field(default_factory=dict)
    elsewhere: str = ""  # the id of somebody who was at no store

    @property
    def owner(self) -> Member:
        return self.members["owner"]


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


@pytest.fixture
def house(db: None, log_events: Callable[..., None], carry_on: Callable[[], None]) -> Iterator[House]:
    Team.objects.create(name=HOSTILE, currency="EUR", time_zone="Europe/Helsinki")
    made = House()
    for role in TABLE:
        made.members[role] = Member.objects.create_user(f"{role}@kahvila.example", role=role, name=f"{role} {HOSTILE}")
    _people(log_events, carry_on, made)
    _things(made)
    return made


def _people(log_events: Callable[..., None], carry_on: Callable[[], None], made: House) -> None:
    traits = {"name": HOSTILE, "first_name": HOSTILE, "phone": HOSTILE, "city": HOSTILE, HOSTILE: HOSTILE}
    order = {
        "order_id": HOSTILE, "revenue": 5, "currency": "EUR", "store": HOSTILE[:100], HOSTILE: HOSTILE,
        "products": [{"product_id": HOSTILE, "sku": HOSTILE, "name": HOSTILE, "price": 5, "quantity": 1}],
    }  # fmt: skip
    log_events({"type": "page", "anonymousId": HOSTILE, "name": HOSTILE, "properties": {"url": HOSTILE}})
    log_events({"type": "identify", "userId": "devi", "anonymousId": HOSTILE, "traits": traits})
    log_events({"type": "track", "userId": "devi", "event": "Order Completed", "properties": order})
    log_events({"type": "track", "userId": "devi", "event": HOSTILE, "properties": {HOSTILE: [HOSTILE]}})
    log_events({"type": "identify", "userId": "emile", "traits": {"name": "Emile"}})
    carry_on()
    devi, emile = by_identity("user_id", "devi"), by_identity("user_id", "emile")
    assert devi
    assert emile
    made.elsewhere = ids.public(emile.id)
    made.ids |= {
        "public_id": ids.public(devi.id),
        "person_id": ids.public(devi.id),
        "person order: number": ids.public(ids.hash63(HOSTILE.encode())),
        "merge_id": Merge.objects.get().pk,
    }


def _things(made: House) -> None:
    owner = made.owner
    source = create_source(HOSTILE)
    key, _secret = create_api_key(HOSTILE, by=owner, scopes=["people.see"], stores=[HOSTILE])
    segment = segments.create(HOSTILE, rule=RULE, by=owner)
    draft = write.create(HOSTILE, subject="Hello", body="Hello", segment=segment, by=owner)
    sent = write.create(f"sent {HOSTILE}", subject=HOSTILE.replace("{{7*7}}", ""), body="Hello", rule=RULE, by=owner)
    launch(sent, by=owner, now=clock.now())
    trail.note(
        owner, "segment.changed", subject=f"segment:{HOSTILE}", before={HOSTILE: HOSTILE}, after={"name": HOSTILE}
    )
    hostile = next(event for event in newest(limit=50) if event.name == HOSTILE)
    told = {"campaign_id": sent.pk, "identity_id": ids.number(str(made.ids["person_id"]))}
    ms = clock.now_ms()
    Message.objects.create(
        **told, cause=f"campaign:{sent.pk}", channel="paper", state="sent", due_ms=ms, asked_ms=ms, settled_ms=ms
    )
    PaperCopy.objects.create(**told, key="k", address=HOSTILE, subject=HOSTILE, text=HOSTILE, at=clock.now())
    made.ids |= {
        "source_id": source.pk,
        "key_id": key.pk,
        "segment_id": segment.pk,
        "campaign_id": sent.pk,
        "campaign edit: campaign_id": draft.pk,
        "campaign launch: campaign_id": draft.pk,
        "member_id": made.members["viewer"].pk,
        "number": made.members["viewer"].pk,
        "seq": hostile.seq,
        "index": hostile.index,
    }
    made.ids |= furnish(HOSTILE, by=owner, person=told["identity_id"] or 0)


@pytest.fixture
def come_in(house: House) -> Callable[..., Client]:
    """A browser in which a member of this role is signed in; with `strict`, forms need their token."""

    def run(member: Member, *, strict: bool = False) -> Client:
        client = Client(enforce_csrf_checks=strict)
        client.force_login(member)
        return client

    return run


@pytest.fixture
def follow(columns: None) -> Callable[[], None]:
    """Let the column store catch up with people."""

    def run() -> None:
        while people_columns.sync(1_000):
            pass

    return run
