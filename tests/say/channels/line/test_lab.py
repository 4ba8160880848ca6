"""What we ask of LINE is what LINE's own description allows: the lab checks every request, and keeps books."""

import asyncio
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest

from polku.kit import clock, ids
from polku.know.people.models import Identity, Profile
from polku.lab.line.world import World
from polku.say.channels.line import accounts, tokens
from polku.say.channels.line.channel import accounts as channels
from polku.say.channels.line.models import LineFriend
from polku.say.outbox.loop import tick_channel
from polku.say.outbox.models import Message
from tests.lab.line.running import served
from tests.official_line import Heard

pytestmark = pytest.mark.django_db
FRIENDS = 40


@contextmanager
def running(world):
    """The lab in a thread of its own."""
    found, is_over, is_up, heard = [], threading.Event(), threading.Event(), Heard(others=("/lab/",))

    async def live():
        async with served(world, heard) as url:
            found.append(url)
            is_up.set()
            await asyncio.to_thread(is_over.wait)

    thread = threading.Thread(target=lambda: asyncio.run(live()))
    thread.start()
    assert is_up.wait(20)
    yield found[0]
    is_over.set()
    thread.join()
    heard.tell()


@pytest.fixture
def lab():
    world = World(seed=3, friends=FRIENDS)
    with running(world) as url:
        yield world, url
    tokens._kept.clear()


@pytest.fixture
def people(lab):
    """The lab's friends, all of them known to us, by the numbers of their identities."""
    world, url = lab
    official = world.accounts[0]
    values = {"title": "Kahvila", "channel_id": official.channel_id, "api_base": url, "data_api_base": url}
    account = accounts.make("kahvila", values, secret=official.secret, by=None)
    numbers = []
    for at in range(FRIENDS):
        name = official.ids.of(at)
        number = ids.identity_id("line", name)
        Profile.objects.create(id=number, name=f"F{at}", email="", traits="{}", first_seen_ms=0, last_seen_ms=0)
        Identity.objects.create(id=number, kind="line", value=name, profile_id=number, first_seen_ms=0, last_seen_ms=0)
        LineFriend.objects.create(account=account, user_id=name, is_friend=True, changed_ms=0)
        numbers.append(number)
    return numbers


@pytest.mark.parametrize("body", ["Hello", "Hello {{ person.name }}"])
@pytest.mark.parametrize("fault", ["", "error_after", "cut_after", "cut", "rate"])
def test_everybody_gets_one_message_by_the_labs_own_books(lab, people, ask, body, fault):
    from polku.lab.line import books
    from polku.lab.line.faults.fault import Faults

    world, _url = lab
    if fault:
        world.shelf(Faults).order(fault, endpoint="POST /v2/bot/message/*", share=30.0, count=12, status=500)
    ask(*people, body=body)

    now = clock.now()
    for minutes in range(30):
        (channel,) = channels()
        with clock.fixed(now + timedelta(minutes=minutes)):
            tick_channel(channel, now=now + timedelta(minutes=minutes))
        if not Message.objects.exclude(state="sent").exists():
            break

    channel.close()
    told = books.summary(world.accounts[0], people=world.people)
    assert told["people_by_count"] == {"1": FRIENDS}
    assert told["retry_keys"]["with_another_request"] == 0
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
