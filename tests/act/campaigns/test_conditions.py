"""Blocks for some: asked once with the audience, and so sent, through a real mail server."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from polku.act.campaigns import loop
from polku.act.campaigns.audience import asked_of
from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.conditions import conditions_of
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Campaign, Frozen
from polku.act.campaigns.uses import of_campaigns
from polku.kit import clock, columns, ids
from polku.know.rules import ask
from polku.know.segments.segments import create
from polku.know.teams.models import Member
from polku.say.arms import conditions as kept
from polku.say.arms.models import Arm
from polku.say.channels.email.settings import keep
from polku.say.content.blocks.read import mail_of
from polku.say.content.conditions.rules import key_of
from polku.say.outbox import loop as outbox
from polku.say.outbox.find import of_campaign
from tests.say.channels.email.office import Office, Server

pytestmark = pytest.mark.django_db

VIP = {"trait": "vip", "op": "is", "value": True}
TOKYO = {"trait": "city", "op": "is", "value": "Tokyo"}
OFTEN = {"did": "Order Completed", "count": {"gte": 2}}
SAID = {"For the very best": VIP, "For Tokyo": TOKYO, "For regulars": OFTEN}
PEOPLE: dict[str, dict[str, Any]] = {
    "devi": {"vip": True, "city": "Tokyo"},
    "emile": {"city": "Tokyo"},
    "fumi": {"vip": True},
    "gus": {"city": "Oslo"},
}


@pytest.fixture
def office(db: None) -> Iterator[Office]:
    office = Office()
    server = Server(office)
    values = {"host": "127.0.0.1", "port": server.port, "security": "none"}
    values |= {"from_name": "Kahvila", "from_address": "aino@kahvila.example"}
    keep(values, password=None, by=None, now=clock.now())
    yield office
    server.stop()


@pytest.fixture
def people(shop: Callable[..., None], log_events: Callable[..., None]) -> dict[str, int]:
    """Fumi and Emile have bought twice."""
    for name, traits in PEOPLE.items():
        log_events({"type": "identify", "userId": name, "traits": {"email": f"{name}@shop.example", **traits}})
    shop(devi=1, emile=2, fumi=2, gus=0)
    return {name: ids.identity_id("user_id", name) for name in PEOPLE}


def mail(*extra: dict[str, Any]) -> Any:
    blocks = [{"kind": "text", "text": words, "only_if": rule} for words, rule in SAID.items()]
    return mail_of({"blocks": [*blocks, *extra]})


def test_everybody_gets_the_blocks_that_are_theirs(
    noon: datetime, people: dict[str, int], office: Office, draft: Callable[..., Campaign]
) -> None:
    campaign = draft(channel="email", mail=mail(), rule={"all": []}, purpose="service")
    row = launch(campaign, by=None, now=noon)
    theirs = {
        name: {words for words, rule in SAID.items() if ask.finds(rule, noon, number)}
        for name, number in people.items()
    }

    loop.tick(noon)
    met = list(Arm.objects.filter(arm=Arm.Name.MEETS).order_by("cause").values_list("cause", "numbers"))
    asked_of(row)
    outbox.tick(noon)

    assert list(Arm.objects.filter(arm=Arm.Name.MEETS).order_by("cause").values_list("cause", "numbers")) == met
    assert Frozen.objects.count() == 1
    got = {str(one["To"]).partition("@")[0].strip("<"): str(one) for one in office.messages()}
    assert {name: {words for words in SAID if words in text} for name, text in got.items()} == {
        name: words for name, words in theirs.items() if words
    }
    assert sorted(theirs) == ["devi", "emile", "fumi", "gus"]
    assert [(one.identity_id, one.reason) for one in of_campaign(campaign.pk, state="held", most=9)] == [
        (people["gus"], "nothing")
    ]
    # Whoever is two people's names meets what either met.
    names = {1: (people["emile"], people["devi"]), 2: (people["gus"],)}
    both = kept.among(names, cause=f"{cause_of(campaign)}/2", keys=[key_of(rule) for rule in SAID.values()])
    assert both == {1: frozenset(key_of(rule) for rule in SAID.values()), 2: frozenset()}


def test_a_launch_waits_until_its_conditions_can_be_asked(
    noon: datetime, people: dict[str, int], draft: Callable[..., Campaign], carry_on: Callable[[], None]
) -> None:
    campaign = draft(channel="email", mail=mail(), rule={"all": []}, purpose="service")
    row = launch(campaign, by=None, now=noon)
    columns.close()

    loop.tick(noon)
    row.refresh_from_db()
    assert (row.asked_at, Frozen.objects.exists()) == (None, False)


def test_a_segment_in_a_condition_is_kept_by_its_number(draft: Callable[..., Campaign], aino: Member) -> None:
    regulars = create("Regulars", rule=VIP, by=aino)
    card = {"kind": "columns", "left": [{"kind": "heading", "text": "Hei", "only_if": {"in_segment": "Regulars"}}]}

    campaign = draft(channel="email", mail=mail(card), rule={"all": []})

    assert conditions_of(campaign)[-1].rule == {"in_segment": regulars.pk}
    assert [one.name for one in of_campaigns(regulars)] == ["Second cup"]


def test_what_cannot_be_asked_is_not_launched(draft: Callable[..., Campaign]) -> None:
    ninth = [{"kind": "text", "text": "x", "only_if": {"trait": f"t{one}", "op": "exists"}} for one in range(9)]
    odd = {"kind": "text", "text": "x", "only_if": {"did": 7}}
    with pytest.raises(Exception, match="at most 8 different"):
        draft(channel="email", mail=mail_of({"blocks": ninth}), rule={"all": []})
    with pytest.raises(Exception, match="Who sees this block"):
        draft(channel="email", mail=mail_of({"blocks": [odd]}), rule={"all": []})
    with pytest.raises(Exception, match="footer is for everybody"):
        draft(channel="email", mail=mail_of({"blocks": [{"kind": "footer", "only_if": VIP}]}), rule={"all": []})
