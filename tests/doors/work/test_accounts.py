"""Each account has its own thread: one whose platform hangs holds up no other, and new ones are taken up."""

import time

import pytest

from polku.doors.work.accounts import Accounts
from polku.kit import clock, ids
from polku.know.people.models import Identity, Profile
from polku.say.channels.line import accounts, tokens
from polku.say.channels.line.models import LineFriend
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.models import Message
from tests.say.channels.line.rogue import RogueLine, Say

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rogues():
    made = RogueLine(), RogueLine()
    yield made
    for one in made:
        one.stop()
    tokens._kept.clear()


def account(name, rogue):
    values = {"title": name, "channel_id": "1650000000", "api_base": rogue.base}
    return accounts.make(name, values, secret="s" * 32, by=None)


def ask(made, name):
    user_id = "U" + name.encode().hex().ljust(32, "0")
    number = ids.identity_id("line", user_id)
    Profile.objects.create(id=number, name=name, email="", traits="{}", first_seen_ms=0, last_seen_ms=0)
    Identity.objects.create(id=number, kind="line", value=user_id, profile_id=number, first_seen_ms=0, last_seen_ms=0)
    LineFriend.objects.create(account=made, user_id=user_id, is_friend=True, changed_ms=0)
    put_into_words("campaign:7", subject="", body="Hello")
    channel, now = f"line:{made.name}", clock.now()
    ask_many("campaign:7", identity_ids=[number], channel=channel, campaign_id=7, due_ms=clock.to_ms(now), now=now)


def wait_for(is_true):
    until = time.monotonic() + 10
    while not is_true():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_an_account_whose_platform_hangs_holds_up_no_other_and_a_new_one_is_taken_up(rogues):
    slow, quick = rogues
    is_over = False
    slow.fault = lambda asked: Say(cut=True) if is_over else Say(hang=True)
    ask(account("slow", slow), "devi")
    threads = Accounts("line", give_way=lambda: False)
    threads.tick()
    wait_for(lambda: slow.asked)

    ask(account("quick", quick), "emile")
    threads.tick()

    wait_for(lambda: quick.got.total() == 1)
    is_over = True
    slow.hang_up()
    threads.end()


def test_what_waits_for_an_account_that_has_ended_is_held_with_the_reason(rogues):
    made = account("kahvila", rogues[0])
    ask(made, "devi")
    accounts.end(made, by=None)
    threads = Accounts("line", give_way=lambda: False)

    threads.tick()

    wait_for(lambda: Message.objects.filter(state="held").exists())
    threads.end()
    assert [message.reason for message in Message.objects.all()] == ["line_ended"]
    assert rogues[0].asked == []
