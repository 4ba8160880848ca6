"""The built-in channel that sends nothing: it writes down what each person would have got."""

import pytest

from polku.say.channels.channel import Letter, Recipient, Sent
from polku.say.channels.paper.models import PaperCopy
from polku.say.channels.registry import UnknownChannel, channel, channels

pytestmark = pytest.mark.django_db


def letter(key, text="Hello"):
    return Letter(key, 7, 1, "devi@shop.example", "Tea", text)


def test_the_folder_is_the_registration():
    assert "paper" in [found.name for found in channels()]
    assert channel("paper").name == "paper"


def test_a_channel_that_does_not_exist_is_said_so():
    with pytest.raises(UnknownChannel):
        channel("pigeon")


def test_the_same_key_twice_is_one_copy_and_the_first_stays():
    paper = channel("paper")

    outcomes = [*paper.send([letter("k1"), letter("k2")]), *paper.send([letter("k1", text="again"), letter("k3")])]

    assert outcomes == [Sent()] * 4
    assert list(PaperCopy.objects.order_by("key").values_list("key", "text")) == [
        ("k1", "Hello"),
        ("k2", "Hello"),
        ("k3", "Hello"),
    ]


@pytest.mark.parametrize(
    ("recipient", "address"),
    [
        (Recipient(1, "", "devi@shop.example", "+358", (("user_id", "d"),)), "devi@shop.example"),
        (Recipient(1, "", "", "+358", (("user_id", "d"),)), "+358"),
        (Recipient(1, "", "", "", (("user_id", "d"),)), "user_id d"),
        (Recipient(1, "", "", "", ()), None),
    ],
)
def test_paper_reaches_everybody_who_has_a_name_of_any_kind(recipient, address):
    assert channel("paper").address_of(recipient) == address
