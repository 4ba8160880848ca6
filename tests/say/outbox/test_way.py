"""Who still waits for what goes first: its messages tell; until all are asked for, whoever has none yet."""

import pytest

from polku.kit.arrays import np
from polku.say.channels.channel import Recipient
from polku.say.limits.way import keep
from polku.say.limits.way.keep import First
from polku.say.outbox import way
from polku.say.outbox.ask import put_into_words
from polku.say.outbox.lately.persons import Persons
from polku.say.outbox.models import Message
from polku.say.outbox.people import Addressee

pytestmark = pytest.mark.django_db
PEOPLE = {1: "asked", 2: "sent", 3: "claimed", 4: "held"}  # 5 and 6 have no message; 6 is not wanted, 2 merged with 7


def told(number, *others):
    recipient = Recipient(number, "", "", "", ())
    return Addressee(("user_id", str(number)), recipient, {}, (number, *others))


@pytest.fixture
def trial(db):
    """Some of its people have their message, the others wait for the winner."""
    first = First("campaign:2", "Sale", 5, [("paper", "marketing")], "campaign:2", np.array([1, 2, 3, 4, 5]))
    keep.keep("campaign:1", [first])
    put_into_words("campaign:2", subject="", body="Tea")
    for number, state in PEOPLE.items():
        Message.objects.create(
            id=100 + number, cause="campaign:2", identity_id=number, channel="paper", campaign_id=2, state=state,
            due_ms=0, asked_ms=0,
        )  # fmt: skip


@pytest.mark.parametrize(("is_asked", "expected"), [(False, {1, 5}), (True, {1})])
def test_whoever_has_it_takes_no_second_place(trial, is_asked, expected):
    people = [told(number, *((7,) if number == 2 else ())) for number in range(1, 7)]
    if is_asked:
        keep.asked("campaign:2")

    (found,) = way.ahead(way.firsts({"campaign:1/2"}), Persons(people), ours=(), now_ms=9)["campaign:1"]

    assert (found.to, found.at_ms, found.scopes) == ("campaign:2", 9, (("paper", "marketing"),))
    assert set((np.nonzero(found.whom)[0] + 1).tolist()) == expected


def test_what_we_have_in_hand_ourselves_is_not_decided_yet(trial):
    (found,) = way.ahead(way.firsts({"campaign:1"}), Persons([told(3)]), ours={103}, now_ms=9)["campaign:1"]

    assert found.whom.all()
    keep.became("campaign:2", "campaign:9")
    assert [row.to for row in way.firsts({"campaign:1"}).values()] == ["campaign:9"]
