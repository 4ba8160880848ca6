"""Who is erased is forgotten with their calls; one that carries others too stays as it is until they are through."""

from datetime import timedelta

import pytest
from django.db import transaction

from polku.kit import clock
from polku.know.events.forgetting.whom import Whom
from polku.know.people.models import Identity, Profile
from polku.say.channels.line.calls.forget import forget
from polku.say.channels.line.calls.models import LineCall
from polku.say.outbox.claim import LEASE_MS, claim
from polku.say.outbox.loop import tick_channel
from polku.say.outbox.models import Message
from polku.say.outbox.prepare import prepare
from tests.say.channels.line.conftest import user

pytestmark = pytest.mark.django_db


def erase(number, name):
    Message.objects.filter(identity_id=number).delete()
    Identity.objects.filter(id=number).delete()
    Profile.objects.filter(id=number).delete()
    return forget(Whom([{number: ("line", user(name))}]))


def write_down(line, now):
    ready = prepare(claim(line, now=now), line)
    with transaction.atomic():
        line.write_down(list(ready.verdicts.values()))


def test_a_call_to_them_alone_goes(noon, line, friend, ask):
    devi = friend("devi")
    ask(devi)
    write_down(line, noon)

    assert erase(devi, "devi") == 1
    assert LineCall.objects.count() == 0


def test_a_call_to_many_stays_until_the_others_are_through(noon, line, friend, ask, rogue):
    devi, emile, fumi = friend("devi"), friend("emile"), friend("fumi")
    ask(devi, emile, fumi)
    write_down(line, noon)

    assert (erase(devi, "devi"), LineCall.objects.count()) == (1, 1)
    later = noon + timedelta(milliseconds=LEASE_MS)
    with clock.fixed(later):
        tick_channel(line, now=later)

    assert LineCall.objects.count() == 0
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
