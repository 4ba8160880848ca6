"""A LINE identity and a customer become one and are parted again, as often as somebody likes."""

import pytest

from polku.kit import clock
from polku.know.people import find
from polku.know.people.models import Identity, Merge, Profile
from polku.know.people.rebuild import rebuild
from polku.know.teams.models import Member, TrailEntry
from polku.say.channels.line.linking.join import customer_of, disconnect, is_joined, join, line_identities
from polku.say.channels.line.linking.problems import OtherCustomer
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line.linking.conftest import USER, CarryOn, Tell, one, told

pytestmark = pytest.mark.django_db(transaction=True)


def joined(account: LineAccount, person: Profile, key: str = "1", user: str = USER) -> bool:
    name, profile = customer_of(person.id) or (("", ""), person)
    now_ms = clock.now_ms()
    return join(account, user, name=name, profile=profile, how="login", key=key, now_ms=now_ms, at_ms=now_ms)


def parted(*, by: Member | None = None) -> bool:
    return disconnect(Identity.objects.get(kind="line"), one("line", USER), by=by)


def test_they_become_one_and_what_was_said_on_line_is_the_customers(
    account: LineAccount, devi: Profile, carry_on: CarryOn
) -> None:
    assert not is_joined(USER, devi)

    assert joined(account, devi)
    carry_on()

    assert is_joined(USER, one("user_id", "devi"))
    assert [row.value for row in line_identities(one("user_id", "devi"))] == [USER]
    assert told("LINE Connected") == [{"channel": "line:kahvila", "how": "login"}]
    assert not joined(account, one("user_id", "devi"), "2")


def test_parted_they_are_as_before_and_stay_so(
    account: LineAccount, devi: Profile, log_events: Tell, carry_on: CarryOn, line_says: Tell
) -> None:
    joined(account, devi)
    carry_on()

    assert parted()
    carry_on()
    line_says("Message Received", 2, kind="text", text="Still here", message_id="2")

    assert [(row.kind, row.value) for row in find.identities_of(one("user_id", "devi").id)] == [
        ("user_id", "devi"),
        ("email", "devi@shop.example"),
    ]
    assert one("line", USER).id != one("user_id", "devi").id
    assert told("LINE Disconnected") == [{"by": "customer"}]
    assert not parted()
    assert list(TrailEntry.objects.order_by("pk").values_list("action", "who")) == [
        ("person.connected", "themselves"),
        ("person.disconnected", "themselves"),
    ]


def test_parted_and_joined_again_they_are_one_also_from_the_beginning(
    account: LineAccount, devi: Profile, carry_on: CarryOn
) -> None:
    joined(account, devi)
    carry_on()
    for number in range(2):
        parted()
        carry_on()
        assert not is_joined(USER, one("user_id", "devi"))
        joined(account, one("user_id", "devi"), f"again {number}")
        carry_on()
        assert is_joined(USER, one("user_id", "devi"))

    rebuild()
    carry_on()

    assert is_joined(USER, one("user_id", "devi"))


def test_a_member_parts_them_with_their_name_and_the_merge_is_shown_as_undone(
    account: LineAccount, devi: Profile, carry_on: CarryOn
) -> None:
    aino = Member.objects.create_user("aino@kahvila.example")
    joined(account, devi)
    carry_on()

    parted(by=aino)
    carry_on()

    assert [(row.undone_by, row.undone_at_ms is not None) for row in Merge.objects.all()] == [(aino.email, True)]
    assert told("LINE Disconnected") == [{"by": "member"}]


def test_a_device_that_hangs_on_the_line_identity_alone_goes_with_it(
    account: LineAccount, devi: Profile, log_events: Tell, carry_on: CarryOn
) -> None:
    external = {"externalIds": [{"type": "anonymous_id", "id": "phone"}]}
    log_events({"type": "identify", "identity": ("line", USER), "messageId": "d", "context": external})
    joined(account, devi)
    carry_on()
    assert len(find.identities_of(one("user_id", "devi").id)) == 4

    parted()
    carry_on()

    assert {row.kind for row in find.identities_of(one("line", USER).id)} == {"line", "anonymous_id"}


def test_who_is_another_customer_already_is_not_joined(
    account: LineAccount, devi: Profile, log_events: Tell, carry_on: CarryOn
) -> None:
    log_events({"type": "identify", "userId": "emile", "traits": {"email": "emile@shop.example"}})
    carry_on()
    joined(account, devi)
    carry_on()

    with pytest.raises(OtherCustomer):
        joined(account, one("user_id", "emile"), "2")


def test_somebody_known_by_line_alone_is_joined_by_what_else_is_known(
    account: LineAccount, devi: Profile, log_events: Tell, carry_on: CarryOn
) -> None:
    joined(account, devi)
    carry_on()
    line = Identity.objects.get(kind="line")

    name, _profile = customer_of(line.id) or (("", ""), devi)

    assert name == ("user_id", "devi")
