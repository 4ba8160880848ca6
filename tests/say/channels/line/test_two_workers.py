"""Two workers whose steps fall between each other's, who die, stall and get no answers: everybody gets one message."""

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from polku.kit import clock
from polku.say.channels.line.calls.models import LineCall
from polku.say.channels.line.channel import accounts as channels
from polku.say.outbox.claim import LEASE_MS, claim, still_held
from polku.say.outbox.loop import results, tick_channel
from polku.say.outbox.models import Message
from polku.say.outbox.prepare import prepare
from polku.say.outbox.settle import settle
from tests.say.channels.line.rogue import Say

pytestmark = pytest.mark.django_db
LEASE = timedelta(milliseconds=LEASE_MS)
PEOPLE, STEPS = 7, 40
FAULTS = (
    Say(500),
    Say(503, after=True),
    Say(cut=True),
    Say(cut=True, after=True),
    Say(429, {"message": "Too many messages"}),
)


@dataclass
class Worker:
    """Where one is between taking a block and telling what became of it."""

    channel: Any
    step: int = 0
    block: Any = None
    ready: Any = None
    written: Any = None
    outcomes: Any = None

    def go_on(self, now, dice):
        (self._take, self._write, self._send, self._tell)[self.step](now, dice)

    def dies(self):
        self.step = 0

    def _take(self, now, dice):
        self.block = claim(self.channel, now=now, most=dice.randint(1, PEOPLE))
        if self.block:
            self.ready = prepare(self.block, self.channel)
            self.step = 1

    def _write(self, now, dice):
        letters = [one for one in self.ready.verdicts.values() if hasattr(one, "key")]
        with transaction.atomic():
            held = still_held(self.block)
            self.written = self.channel.write_down([letter for letter in letters if letter.message_id in held])
        self.step = 2

    def _send(self, now, dice):
        outcomes = self.channel.send_written(self.written)
        self.outcomes = dict(zip((letter.key for letter in self.written.letters), outcomes, strict=True))
        self.step = 3

    def _tell(self, now, dice):
        told = results(self.block, self.ready, self.outcomes)
        settle(told, channel=self.channel, identities=self.ready.identities, now=now)
        self.step = 0


@pytest.mark.parametrize("body", ["Hello", "Hi {{ person.name }}"])
@pytest.mark.parametrize("seed", range(8))
def test_everybody_gets_exactly_one_message(noon, line, friend, ask, rogue, monkeypatch, seed, body):
    monkeypatch.setattr("polku.say.channels.line.calls.carry_out.QUICKLY_S", 0.0)
    dice, now = random.Random(f"{seed} {body}"), noon
    ask(*[friend(f"p{number}") for number in range(PEOPLE)], body=body)
    rogue.fault = lambda asked: dice.choice(FAULTS) if "/message/" in asked.path and dice.random() < 0.4 else None
    workers = [Worker(line), Worker(line)]

    for _step in range(STEPS):
        now += dice.choice((timedelta(0), timedelta(seconds=3), LEASE))
        worker = dice.choice(workers)
        with clock.fixed(now):
            worker.dies() if dice.random() < 0.1 else worker.go_on(now, dice)
    rogue.fault = lambda asked: None
    for _hour in range(12):
        now += timedelta(hours=1)
        with clock.fixed(now):
            while tick_channel(channels()[0], now=now):
                pass

    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert (len(rogue.got), set(rogue.got.values())) == (PEOPLE, {1})
    assert (rogue.changed, LineCall.objects.count()) == ([], 0)
