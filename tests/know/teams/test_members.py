"""Roles, stores and doors of members: what may be changed, and by whom."""

import pytest

from polku.know.teams import members
from polku.know.teams.models import Member, TrailEntry


@pytest.fixture
def aino(db: None) -> Member:
    return Member.objects.create_user("aino@kahvila.example", name="Aino", role="owner")


@pytest.fixture
def max_(db: None) -> Member:
    return Member.objects.create_user("max@kahvila.example", name="Max", role="manager")


@pytest.fixture
def vera(db: None) -> Member:
    return Member.objects.create_user("vera@kahvila.example", name="Vera", role="viewer")


def test_a_role_is_given_and_noted(aino: Member, vera: Member) -> None:
    members.change(vera, role="agent", stores=[" 12 ", "7", "12", ""], by=aino)
    vera.refresh_from_db()
    entry = TrailEntry.objects.get()

    assert (vera.role, vera.stores) == ("agent", ["12", "7"])
    assert (entry.who, entry.action, entry.before) == ("Aino", "member.changed", {"role": "viewer", "stores": []})
    assert entry.after == {"member": "Vera", "role": "agent", "stores": ["12", "7"]}


def test_what_stays_the_same_is_not_noted(aino: Member, vera: Member) -> None:
    members.change(vera, role="viewer", stores=[], by=aino)

    assert not TrailEntry.objects.exists()


def test_the_last_owner_stays_one(aino: Member, max_: Member) -> None:
    for change in (
        lambda: members.change(aino, role="manager", stores=[], by=aino),
        lambda: members.change(aino, role="owner", stores=["12"], by=aino),
        lambda: members.shut_out(aino, by=aino),
    ):
        with pytest.raises(members.MemberError):
            change()
    members.change(max_, role="owner", stores=[], by=aino)
    members.change(aino, role="manager", stores=[], by=aino)
    aino.refresh_from_db()

    assert aino.role == "manager"


def test_an_owner_who_was_shut_out_does_not_count(aino: Member) -> None:
    other = Member.objects.create_user("other@kahvila.example", role="owner")
    members.shut_out(other, by=aino)

    with pytest.raises(members.LastOwner):
        members.change(aino, role="viewer", stores=[], by=aino)


def test_nobody_raises_anybody_above_themselves(aino: Member, max_: Member, vera: Member) -> None:
    for change in (
        lambda: members.change(vera, role="owner", stores=[], by=max_),
        lambda: members.change(max_, role="owner", stores=[], by=max_),
        lambda: members.change(aino, role="viewer", stores=[], by=max_),
        lambda: members.shut_out(aino, by=max_),
        lambda: members.change(vera, role="manager", stores=[], by=vera),
        lambda: members.change(vera, role="janitor", stores=[], by=aino),
    ):
        with pytest.raises(members.AboveYou):
            change()
    members.change(vera, role="manager", stores=[], by=max_)
    vera.refresh_from_db()

    assert vera.role == "manager"


def test_a_manager_limited_to_stores_changes_nobody(max_: Member, vera: Member) -> None:
    Member.objects.filter(pk=max_.pk).update(stores=["12"])
    max_.refresh_from_db()

    with pytest.raises(members.AboveYou):
        members.change(vera, role="agent", stores=[], by=max_)


def test_who_is_shut_out_is_let_in_again(aino: Member, vera: Member) -> None:
    members.shut_out(vera, by=aino)
    vera.refresh_from_db()
    assert not vera.is_active

    members.let_in(vera, by=aino)
    vera.refresh_from_db()
    assert vera.is_active
    assert list(TrailEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "member.shut_out", "member.let_in",
    ]  # fmt: skip


def test_nobody_shuts_themselves_out(max_: Member) -> None:
    with pytest.raises(members.Yourself):
        members.shut_out(max_, by=max_)
