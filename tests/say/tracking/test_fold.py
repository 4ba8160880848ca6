"""What came back of each message, from the log."""

import pytest

from polku.kit import clock, ids
from polku.know.events.append import News, tell
from polku.say.channels.email.models import Suppressed
from polku.say.outbox.models import Message
from polku.say.tracking.models import Reaction

pytestmark = pytest.mark.django_db
DEVI = ("user_id", "devi")


@pytest.fixture
def happen(noon, carry_on):
    """`happen(("Message Opened", 100), …)`: told at so many milliseconds, in this order; then the readers catch up."""

    def run(*events, **properties):
        for number, (name, at_ms, *more) in enumerate(events):
            given = {"message_id": 5, "campaign_id": 7, **properties, **(more[0] if more else {})}
            tell([News(name, DEVI, f"{name} {at_ms} {number}", given, clock.to_ms(noon) + at_ms)])
        carry_on()

    return run


def moment(noon, at_ms):
    return clock.to_ms(noon) + at_ms


def test_each_things_first_moment_is_kept(noon, happen):
    happen(("Message Opened", 300), ("Message Opened", 100), ("Message Clicked", 200), ("Message Opened", 400))

    found = Reaction.objects.get()
    assert (found.message_id, found.campaign_id) == (5, 7)
    assert (found.opened_ms, found.clicked_ms) == (moment(noon, 100), moment(noon, 200))


def test_machines_are_kept_apart(noon, happen):
    happen(("Message Opened", 100, {"machine": True}), ("Message Clicked", 200, {"machine": True}))

    found = Reaction.objects.get()
    assert (found.opened_ms, found.clicked_ms) == (None, None)
    assert (found.machine_opened_ms, found.machine_clicked_ms) == (moment(noon, 100), moment(noon, 200))


def test_a_burst_takes_its_first_click_along_but_not_a_persons_before_it(noon, happen):
    burst = {"machine": True, "since_ms": moment(noon, 5_000)}
    happen(("Message Clicked", 5_000), ("Message Clicked", 5_100, burst))
    assert Reaction.objects.get().clicked_ms is None

    happen(("Message Clicked", 9_000), ("Message Clicked", 9_500, {"machine": True, "since_ms": moment(noon, 9_400)}))
    assert Reaction.objects.get().clicked_ms == moment(noon, 9_000)


def test_who_unsubscribes_by_campaign_is_found_by_their_message(noon, happen):
    message = Message.objects.create(
        cause="campaign:7", identity_id=ids.identity_id(*DEVI), channel="email", campaign_id=7, due_ms=0, asked_ms=0
    )

    happen(("Message Unsubscribed", 100), message_id=None)

    assert Reaction.objects.values_list("message_id", "unsubscribed_ms").get() == (message.pk, moment(noon, 100))


def test_an_address_is_suppressed_until_it_is_released(happen):
    bounce = {"address": "Devi@Shop.example", "is_hard": True, "reason": "email_recipient|550 5.1.1 nobody"}

    happen(("Message Bounced", 100, bounce))
    assert Suppressed.objects.values_list("address", "sentence").get() == ("devi@shop.example", "550 5.1.1 nobody")

    happen(("Address Released", 200, {"address": "devi@shop.example"}))
    assert not Suppressed.objects.exists()


def test_a_second_reading_changes_nothing(noon, happen, carry_on):
    from polku.know.events.models import Cursor

    burst = {"machine": True, "since_ms": moment(noon, 5_000)}
    happen(("Message Opened", 1), ("Message Clicked", 5_000), ("Message Clicked", 5_100, burst))
    before = Reaction.objects.values().get()

    Cursor.objects.filter(reader="tracking").update(seq=0)
    carry_on()

    assert Reaction.objects.values().get() == before
