"""The clock is set back while messages wait."""

from datetime import timedelta

import pytest

from polku.kit import clock
from polku.say.outbox import jump, loop
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.models import Message

pytestmark = pytest.mark.django_db


def ask(identity: int, *, at, now) -> None:
    put_into_words("campaign:1", subject="Hello", body="Hi")
    ask_many("campaign:1", identity_ids=[identity], channel="pigeon", campaign_id=1, due_ms=clock.to_ms(at), now=now)


def states() -> list[str]:
    return list(Message.objects.order_by("identity_id").values_list("state", flat=True))


def test_what_was_due_goes_out_although_the_clock_was_set_back_a_day(person, pigeon, noon, monkeypatch):
    monkeypatch.setattr(jump, "_ahead_ms", None)
    ask(person("devi"), at=noon, now=noon)
    jump.tick(noon)

    yesterday = noon - timedelta(days=1)
    loop.tick(yesterday)
    assert states() == ["asked"]

    assert jump.tick(yesterday) == 1
    loop.tick(yesterday)
    assert states() == ["sent"]


def test_what_was_planned_for_later_keeps_its_hour(person, pigeon, noon, monkeypatch):
    monkeypatch.setattr(jump, "_ahead_ms", None)
    ask(person("devi"), at=noon + timedelta(hours=3), now=noon)
    jump.tick(noon)

    assert jump.tick(noon - timedelta(days=1)) == 0
    assert list(Message.objects.values_list("due_ms", flat=True)) == [clock.to_ms(noon + timedelta(hours=3))]


def test_a_clock_set_forward_sends_nothing_twice(person, pigeon, noon, monkeypatch):
    monkeypatch.setattr(jump, "_ahead_ms", None)
    ask(person("devi"), at=noon, now=noon)
    jump.tick(noon)
    loop.tick(noon)

    tomorrow = noon + timedelta(days=1)
    assert jump.tick(tomorrow) == 0
    assert loop.tick(tomorrow) == 0
    assert states() == ["sent"]
