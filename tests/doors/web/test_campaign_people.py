"""Every number of a campaign's page opens the people behind it; what failed is tried again from there."""

from collections.abc import Callable

import pytest
from django.test import Client

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign, Launch
from polku.kit import clock
from polku.kit.arrays import np
from polku.know.people.models import Profile
from polku.know.people.stores.models import StoreVisit
from polku.know.teams.models import Member, Team, TrailEntry
from polku.say.arms import packed
from polku.say.channels.channel import Failed, Sent
from polku.say.channels.paper.channel import CHANNEL
from polku.say.outbox.ask import put_into_words
from polku.say.outbox.claim import claim
from polku.say.outbox.models import Message
from polku.say.outbox.packed.ask import ask_audience
from polku.say.outbox.settle import settle
from polku.say.tracking.models import Reaction
from tests.doors.web.queries import queries

pytestmark = pytest.mark.django_db
LATE, WRONG = "email_sender|550 not you", "email_recipient|550 no such user"


@pytest.fixture
def campaign(come_by: Callable[..., list[Profile]], noon: object) -> Campaign:
    """Four got it packed, two failed, one is unknown, one waits."""
    people = come_by("Aino", "Devi", "Emile", "Fumi", "Gita", "Hugo", "Ines", "Joel")
    row = Campaign.objects.create(name="Winter", rule={"all": []}, body="Hello")
    Launch.objects.create(campaign=row, at=noon, audience=8, asked_at=noon, at_seq=1)
    put_into_words(cause_of(row), subject="Tea", body="Hello")
    numbers = sorted(person.id for person in people[:6])
    now = clock.now()
    ask_audience(cause_of(row), identity_ids=numbers, channel="paper", campaign_id=row.pk, due_ms=1, now=now)
    block = claim(CHANNEL, now=now)
    outcomes = [Sent()] * 4 + [Failed(LATE), Failed(WRONG)]
    settle(list(zip(block, outcomes, strict=True)), channel=CHANNEL, identities={}, now=now)
    common = {"cause": cause_of(row), "channel": "paper", "campaign_id": row.pk, "due_ms": 1, "asked_ms": 1}
    Message.objects.create(identity_id=people[6].id, state="unknown", reason="worker_died", settled_ms=2, **common)
    Message.objects.create(identity_id=people[7].id, state="asked", **common)
    return row


def names(web: Client, campaign: Campaign, who: str, **more: str) -> list[str]:
    answer = web.get(f"/campaigns/{campaign.pk}/people", {"who": who, **more})
    return sorted(person.name for _line, person in answer.context["rows"])


def test_each_state_and_reason_opens_its_people(web: Client, campaign: Campaign) -> None:
    sizes = {who: len(names(web, campaign, who)) for who in ("", "sent", "failed", "unknown", "asked", "held")}

    assert sizes == {"": 8, "sent": 4, "failed": 2, "unknown": 1, "asked": 1, "held": 0}
    assert len(names(web, campaign, "failed", reason=LATE)) == 1
    assert names(web, campaign, "unknown", reason="worker_died") == ["Ines"]
    page = web.get(f"/campaigns/{campaign.pk}").text
    assert f'href="/campaigns/{campaign.pk}/people?who=unknown&amp;reason=worker_died"' in page
    assert web.get(f"/campaigns/{campaign.pk}/people?who=odd").status_code == 404


def test_reactions_and_the_held_out_open_theirs(web: Client, campaign: Campaign) -> None:
    sent = [line.identity for line, _person in web.get(f"/campaigns/{campaign.pk}/people?who=sent").context["rows"]]
    block = Message.objects.order_by("pk").first()
    assert block is not None
    first = block.pk - 4  # the failed ones kept their numbers of the block
    for number, moments in ((first, {"opened_ms": 3}), (first + 1, {"clicked_ms": 4})):
        Reaction.objects.create(message_id=number, campaign_id=campaign.pk, **moments)
    packed.keep(cause_of(campaign), "holdout", np.asarray(sent[:1]))

    sizes = [len(names(web, campaign, who)) for who in ("opened", "clicked", "unsubscribed", "converted", "held-out")]
    assert sizes == [2, 1, 0, 0, 1]
    assert "got_campaign" in web.get(f"/campaigns/{campaign.pk}/people?who=sent").text


def test_they_leave_as_a_file_with_states_and_reasons(web: Client, campaign: Campaign) -> None:
    answer = web.get(f"/campaigns/{campaign.pk}/people.csv?who=failed")

    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[0] == "id,user_id,name,email,phone,state,reason,at"
    assert sorted(line.split(",")[5] for line in lines[1:]) == ["failed", "failed"]
    assert TrailEntry.objects.filter(action="campaign.exported").exists()


@pytest.mark.parametrize(("role", "stores", "status"), [("agent", [], 200), ("viewer", [], 403), ("agent", ["7"], 403)])
def test_only_who_may_export_people_gets_the_file(
    client: Client, team: Team, campaign: Campaign, role: str, stores: list[str], status: int
) -> None:
    member = Member.objects.create_user("gita@kahvila.example", role=role)
    Member.objects.filter(pk=member.pk).update(stores=stores)
    client.force_login(member)

    assert client.get(f"/campaigns/{campaign.pk}/people.csv").status_code == status


def test_the_failed_are_tried_again_where_it_can_help(web: Client, campaign: Campaign) -> None:
    assert "Try the failed again" in web.get(f"/campaigns/{campaign.pk}/people?who=failed").text

    web.post(f"/campaigns/{campaign.pk}/again")

    assert sorted(Message.objects.values_list("state", flat=True)) == ["asked", "asked", "failed", "unknown"]
    assert TrailEntry.objects.get(action="campaign.tried_again").after == {"name": "Winter", "people": 1}
    assert "Try the failed again" not in web.get(f"/campaigns/{campaign.pk}/people?who=failed").text


@pytest.mark.parametrize(("how", "state"), [("sent", "sent"), ("again", "asked"), ("odd", "unknown")])
def test_the_unknown_are_decided(web: Client, campaign: Campaign, how: str, state: str) -> None:
    web.post(f"/campaigns/{campaign.pk}/decision?how={how}")

    assert Message.objects.filter(state=state, identity_id=Message.objects.order_by("-pk")[1].identity_id).exists()
    verbs = list(TrailEntry.objects.filter(action__startswith="campaign.decided").values_list("action", flat=True))
    assert verbs == ([] if how == "odd" else [f"campaign.decided_{how}"])


def test_nothing_of_a_stopped_one_is_tried_again(web: Client, campaign: Campaign) -> None:
    Launch.objects.update(stopped_at=clock.now())

    web.post(f"/campaigns/{campaign.pk}/again")

    assert Message.objects.filter(state="failed").count() == 2


def test_more_people_take_no_more_queries(web: Client, campaign: Campaign) -> None:
    path = f"/campaigns/{campaign.pk}/people"
    few, many = (queries(web, f"{path}?who={who}") for who in ("asked", "failed"))

    assert many <= few + 3


def test_each_number_by_store_and_channel_opens_its_people(web: Client, campaign: Campaign) -> None:
    """Stores are those of the latest visit; whoever named none is in a row of its own. The rows add up to the whole."""
    for name, store, day in (("Aino", "North", 1), ("Aino", "South", 2), ("Devi", "South", 1), ("Ines", "North", 3)):
        StoreVisit.objects.create(identity_id=Profile.objects.get(name=name).id, store=store, day=day)
    first = Message.objects.filter(campaign_id=campaign.pk).count() + 1
    Reaction.objects.create(message_id=first + 10**6, campaign_id=campaign.pk, clicked_ms=5)  # of one that is gone

    page = web.get(f"/campaigns/{campaign.pk}/parts", {"by": "store"})
    rows = {row.title: {cell.title: cell for cell in row.cells} for row in page.context["rows"]}

    assert {title: (cells["Asked"].count, cells["Sent"].count) for title, cells in rows.items()} == {
        "South": (2, len(names(web, campaign, "sent", by="store", of="South"))),
        "North": (1, 0),
        "Store not known": (5, len(names(web, campaign, "sent", by="store", of=""))),
    }
    assert names(web, campaign, "", by="store", of="South") == ["Aino", "Devi"]
    assert names(web, campaign, "unknown", by="store", of="North") == ["Ines"]
    assert web.get(f"/campaigns/{campaign.pk}/people", {"by": "moon", "of": "x"}).status_code == 404
    (paper,) = web.get(f"/campaigns/{campaign.pk}/parts").context["rows"]
    assert [cell.count for cell in paper.cells if cell.title in ("Asked", "Sent", "Failed", "Opened")] == [8, 4, 2]
