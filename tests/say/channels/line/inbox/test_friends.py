"""Who is a friend follows from what happened, not from the order in which LINE told it, nor from how often."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.know.events.event import read_batch
from polku.know.events.models import LogBatch
from polku.know.people.models import Identity, Profile
from polku.know.teams.own_doors import source_of
from polku.say.channels.line.inbox.friends import keep, standings
from polku.say.channels.line.inbox.heard import heard
from polku.say.channels.line.inbox.received import read
from polku.say.channels.line.models import LineFriend
from tests.examples import examples
from tests.say.channels.line.webhooks import DEVI, FUMI, NOON_MS, account, body, event, text

pytestmark = pytest.mark.django_db


def follow(at=0, user=DEVI, *, again=False, **more):
    return event("follow", user=user, at_ms=NOON_MS + at, follow={"isUnblocked": again}, **more)


def block(at=0, user=DEVI, **more):
    return event("unfollow", user=user, at_ms=NOON_MS + at, **more)


def hello(at=0, user=DEVI, **more):
    return text("Hi", user=user, at_ms=NOON_MS + at, **more)


def friends():
    return {
        row.user_id: (row.is_friend, row.changed_ms - NOON_MS, row.first_ms and row.first_ms - NOON_MS)
        for row in LineFriend.objects.all()
    }


def added():
    events = [one for batch in LogBatch.objects.all() for one in json.loads(bytes(batch.payload))["batch"]]
    found = {one["messageId"]: one for one in events if one.get("event") == "Friend Added"}
    return [(one["identity"][1], one["timestamp"] - NOON_MS, one["properties"]) for one in found.values()]


def trait(user=DEVI):
    person = Profile.objects.get(id=Identity.objects.get(kind="line", value=user).profile_id)
    return json.loads(person.traits).get("line_kahvila")


def test_a_follow_makes_a_friend_and_is_told_once(tell, carry_on, db):
    account()
    tell(follow(10))
    carry_on()
    tell(block(20), follow(30, again=True))
    carry_on()

    assert friends() == {DEVI: (True, 30, 10)}
    assert added() == [(DEVI, 10, {"channel": "line:kahvila", "is_first": True})]
    assert trait() == "friend"


def test_who_comes_back_was_here_before_polku_was(tell, carry_on):
    account()
    tell(follow(10, again=True))
    carry_on()

    assert added() == [(DEVI, 10, {"channel": "line:kahvila", "is_first": False})]


def test_a_block_that_is_told_late_changes_nothing(tell, carry_on):
    account()
    tell(follow(30))
    tell(block(20))
    carry_on()

    assert friends() == {DEVI: (True, 30, 30)}
    assert trait() == "friend"


def test_of_a_block_and_a_follow_at_one_time_the_block_counts(tell, carry_on):
    account()
    tell(block(10, number="01A"), follow(10, number="01B"))
    tell(follow(10, FUMI, number="01D"), block(10, FUMI, number="01C"))
    carry_on()

    assert {user: found[0] for user, found in friends().items()} == {DEVI: False, FUMI: False}
    assert (trait(DEVI), trait(FUMI)) == ("blocked", "blocked")


def test_who_writes_is_a_friend_of_long_ago(tell, carry_on):
    account()
    tell(hello(10))
    carry_on()

    assert friends() == {DEVI: (True, 10, None)}
    assert added() == []
    assert trait() == "friend"


def test_who_writes_in_a_group_need_not_be_one(tell, carry_on):
    account()
    tell(hello(10) | {"source": {"type": "group", "groupId": "Ca", "userId": DEVI}})
    carry_on()

    assert friends() == {}


def test_nobody_speaks_as_line_with_a_write_key(carry_on, log_events):
    account()
    log_events({"type": "track", "event": "LINE Followed", "identity": ["line", DEVI], "timestamp": NOON_MS,
                "properties": {"channel": "line:kahvila"}})  # fmt: skip
    carry_on()

    assert friends() == {}
    assert added() == []


def test_each_account_has_friends_of_its_own(tell, carry_on):
    first, second = account(), account("toinen")
    tell(follow(10))
    tell(follow(20), name="toinen")
    carry_on()

    assert set(LineFriend.objects.values_list("account", "user_id")) == {(first.pk, DEVI), (second.pk, DEVI)}
    assert len(added()) == 2


HAPPENED = st.lists(
    st.builds(
        lambda make, at, user: make(at, user),
        st.sampled_from((follow, block, hello)),
        st.integers(0, 4),
        st.sampled_from((DEVI, FUMI)),
    ),
    max_size=12,
)


@pytest.fixture
def folded(db):
    """Rows after some lists of events, each a block."""
    account()

    source = source_of("line", name="LINE")

    def run(*blocks):
        LineFriend.objects.all().delete()
        for seq, said in enumerate(blocks, 1):
            given = {"source": source, "received_ms": NOON_MS}
            batch = read(body(*said), account="kahvila", latest_ms=NOON_MS + 60_000, **given).batch
            if batch is not None:
                keep(standings(heard(read_batch(seq, payload=batch.payload, **given))))
        return friends()

    return run


def test_any_order_any_split_and_any_repetition_make_the_same_friends(folded):
    @settings(max_examples=examples(60), deadline=None)
    @given(HAPPENED, st.randoms(use_true_random=False))
    def holds(events, dice: random.Random):
        told = [*events, *dice.choices(events, k=len(events) // 3)] if events else []
        dice.shuffle(told)
        cuts = sorted(dice.randrange(len(told) + 1) for _ in range(3))
        parts = [told[one:other] for one, other in zip([0, *cuts], [*cuts, len(told)], strict=True)]

        assert folded(*parts) == folded(events)

    holds()


def test_traits_and_rows_agree_whatever_came_when(tell, carry_on):
    account()
    dice = random.Random(7)
    for round_ in range(12):
        user = f"U{round_:032x}"
        events = [dice.choice((follow, block, hello))(dice.randrange(5), user) for _ in range(5)]
        for event_ in (*events, *events[:2]):
            tell(event_)
            if dice.random() < 0.5:
                carry_on()
    carry_on()

    rows = {row.user_id: "friend" if row.is_friend else "blocked" for row in LineFriend.objects.all()}
    assert {user: trait(user) for user in rows} == rows
    assert len(rows) == 12
