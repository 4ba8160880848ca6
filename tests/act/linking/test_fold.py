"""Whoever taps a button that says so gets the address where they link who they are; once a tap, and only who tapped."""

import re

import pytest

from polku.kit import clock
from polku.know.people.models import Profile
from polku.say.channels.line.linking.links import read_chat
from polku.say.channels.line.models import LineAccount, LineFriend
from polku.say.outbox.models import Message, Wording
from tests.say.channels.line.linking.conftest import USER, Tell

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_tap_is_answered_once_with_an_address_for_who_tapped(
    account: LineAccount,
    devi: Profile,
    line_says: Tell,
) -> None:
    for number in (5, 5, 6):
        line_says("Postback Received", number, data="polku:link" if number == 5 else "other")

    assert LineFriend.objects.get().is_friend
    message = Message.objects.get()
    said = Wording.objects.get(pk=message.cause)
    found = re.search(r"/p/line/kahvila/chat/(\S+)", said.body)
    assert found
    assert read_chat(account, found[1]) == USER
    assert (message.channel, said.purpose, "undo it" in said.body) == ("line:kahvila", "service", True)


def test_taps_in_groups_and_of_long_ago_are_not_answered(
    account: LineAccount,
    devi: Profile,
    line_says: Tell,
) -> None:
    line_says("Postback Received", 5, data="polku:link", group_id="C1")
    line_says("Postback Received", 6, data="polku:link", at_ms=clock.now_ms() - 2 * clock.DAY_MS)

    assert not Message.objects.exists()
