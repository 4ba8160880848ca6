"""A launched campaign reaches its audience, once."""

from datetime import timedelta

import pytest

from polku.act.campaigns import loop
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Launch
from polku.act.campaigns.problems import NotReady
from polku.act.campaigns.progress import progress, state_of
from polku.kit import bulk
from polku.kit import columns as store
from polku.kit.columns import ColumnsError
from polku.know.events.models import Cursor, LogBatch
from polku.know.people.models import Identity
from polku.say.channels.paper.models import PaperCopy
from polku.say.content.link_tags.policy import change as change_tags
from polku.say.content.link_tags.tags import stored as stored_tags
from polku.say.outbox import loop as outbox
from polku.say.outbox.models import Message, Wording
from tests.act.campaigns.conftest import order

pytestmark = pytest.mark.django_db


def run_to_the_end(now):
    while loop.tick(now) + outbox.tick(now):
        pass


@pytest.fixture(autouse=True)
def _new_process():
    """What the loop remembers between ticks is lost with its process."""
    loop._not_before.clear()


def test_everybody_in_the_audience_gets_their_own_message(shop, draft, aino, noon, carry_on):
    shop(devi=2, emile=1, fumi=3)
    campaign = draft()

    launch(campaign, by=aino, now=noon)
    carry_on()
    run_to_the_end(noon)

    assert sorted(PaperCopy.objects.values_list("text", flat=True)) == ["Hello Devi", "Hello Fumi"]
    done = progress(campaign)
    assert (done.asked, done.sent, done.settled) == (2, 2, 2)
    row = Launch.objects.get()
    assert (row.audience, row.asked_at, row.trouble, row.by) == (2, noon, "", aino)
    campaign.refresh_from_db()
    assert state_of(campaign, done=done) == "done"


def test_pressing_twice_is_one_launch(shop, draft, aino, noon, carry_on):
    shop(devi=2)
    campaign = draft()

    first = launch(campaign, by=aino, now=noon)
    carry_on()
    run_to_the_end(noon)
    second = launch(campaign, by=None, now=noon + timedelta(hours=1))
    run_to_the_end(noon + timedelta(hours=1))

    assert first == second
    assert progress(campaign).asked == 1
    told = [bytes(payload) for payload in LogBatch.objects.values_list("payload", flat=True)]
    assert sum(payload.count(b'"Campaign Launched"') for payload in told) == 1


def test_the_audience_waits_until_the_columns_have_all_that_was_accepted_before_the_launch(
    shop, draft, noon, carry_on, log_events
):
    shop(devi=2)
    Cursor.objects.filter(reader="columns").update(seq=0)
    campaign = draft()
    launch(campaign, by=None, now=noon)

    assert loop.tick(noon) == 0
    assert state_of(campaign, done=progress(campaign)) == "asking"
    assert loop.tick(noon + timedelta(seconds=31)) == 0
    assert Launch.objects.get().trouble == "The audience waits until the newest events have been read."
    Cursor.objects.filter(reader="columns").update(seq=Launch.objects.get().at_seq)

    assert loop.tick(noon + timedelta(seconds=32)) == 1
    assert Launch.objects.get().trouble == ""


def test_who_qualifies_after_the_launch_is_not_asked(shop, draft, noon, carry_on, log_events):
    shop(devi=2)
    launch(draft(), by=None, now=noon)
    for number in range(2):
        log_events(order("gita", f"g{number}", at=noon + timedelta(minutes=5)), received_ms=None)
    shop()
    run_to_the_end(noon + timedelta(minutes=10))

    assert PaperCopy.objects.count() == 1


def test_a_process_killed_in_the_middle_of_asking_has_asked_for_nobody(shop, draft, noon, carry_on, monkeypatch):
    shop(**{f"p{number}": 2 for number in range(7)})
    campaign = draft()
    launch(campaign, by=None, now=noon)

    def killed(cursor, *values, **named):
        raise KeyboardInterrupt

    with monkeypatch.context() as killing:
        killing.setattr(bulk, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            loop.tick(noon)
    assert (progress(campaign).asked, state_of(campaign, done=progress(campaign))) == (0, "asking")

    run_to_the_end(noon)

    assert progress(campaign).sent == 7
    assert PaperCopy.objects.count() == 7


def test_two_programs_that_ask_at_once_ask_once(shop, draft, noon):
    shop(devi=2, emile=2)
    campaign = draft()
    row = launch(campaign, by=None, now=noon)
    audience = sorted(Identity.objects.values_list("id", flat=True))

    assert [loop.ask(row, audience, now=noon), loop.ask(row, audience, now=noon)] == [2, 0]
    assert progress(campaign).asked == 2


def test_trouble_with_the_columns_is_said_and_passes(shop, draft, noon, settings):
    shop(devi=2)
    campaign = draft()
    launch(campaign, by=None, now=noon)
    store.close()

    assert loop.tick(noon) == 0
    campaign.refresh_from_db()
    assert state_of(campaign, done=progress(campaign)) == "trouble"
    assert Launch.objects.get().trouble.startswith("The audience cannot be found at the moment: ")

    try:
        store.open(settings.COLUMNS_URL)
    except ColumnsError:
        pytest.skip("the embedded engine opens once in a process")
    loop._not_before.clear()
    run_to_the_end(noon)
    assert (Launch.objects.get().trouble, progress(campaign).sent) == ("", 1)


def test_the_progress_of_a_running_campaign_adds_up_and_gives_reasons(draft):
    campaign = draft()
    counts = {("asked", ""): 3, ("claimed", ""): 1, ("sent", ""): 5, ("held", "no_address"): 2, ("failed", "full"): 4}
    number = 0
    for (state, reason), count in counts.items():
        for _ in range(count):
            number += 1
            Message.objects.create(
                cause="c", identity_id=number, channel="paper", campaign_id=campaign.pk, state=state, reason=reason,
                due_ms=0, asked_ms=0,
            )  # fmt: skip

    done = progress(campaign)

    assert (done.asked, done.waiting, done.claimed, done.sent, done.held, done.failed, done.unknown) == (
        15, 3, 1, 5, 2, 4, 0,
    )  # fmt: skip
    assert [(one.state, one.reason, one.count) for one in done.reasons] == [
        ("failed", "full", 4),
        ("held", "They have no address for this channel.", 2),
    ]


def test_links_are_tagged_as_it_was_said_at_the_launch(draft, noon):
    change_tags({"is_on": True, "content": "{variant}-{date}"}, by=None)
    campaign = draft(name="Second Cup", link_tags={"medium": "card"})

    launch(campaign, by=None, now=noon)
    change_tags({"is_on": False}, by=None)

    tags = stored_tags(Wording.objects.get(cause=f"campaign:{campaign.pk}").link_tags)
    assert dict(tags.parameters) == {
        "utm_source": "polku",
        "utm_medium": "card",
        "utm_campaign": "second_cup",
        "utm_content": f"a-{noon.date()}",
    }


def test_tags_that_nobody_knows_are_refused(draft):
    with pytest.raises(NotReady) as refused:
        draft(link_tags={"medium": "{colour}"})

    assert [one.field for one in refused.value.problems] == ["link_tags.medium"]
