"""Asking somebody to join: nobody gives more than they have, and a link opens once."""

from datetime import datetime, timedelta

import pytest

from polku.kit import clock, seal
from polku.know.teams.access import invitations
from polku.know.teams.access.models import Invitation
from polku.know.teams.access.problems import AlreadyMember, LinkOver, NotYours, WeakPassword
from polku.know.teams.models import Member, TrailEntry

GOOD = "kissat istuvat ikkunalla"


def test_who_is_invited_joins_with_the_role_and_stores_that_were_given(aino: Member) -> None:
    asked, token = invitations.invite("Chen@Kahvila.example ", role="till", stores=["turku"], by=aino)

    chen = invitations.accept(token, name=" Chen ", password=GOOD)

    chen.refresh_from_db()
    asked.refresh_from_db()
    assert (chen.email, chen.name, chen.role, chen.stores) == ("chen@kahvila.example", "Chen", "till", ["turku"])
    assert chen.check_password(GOOD)
    assert asked.member == chen
    assert [entry.action for entry in TrailEntry.objects.order_by("pk")] == ["member.invited", "member.joined"]


def test_a_manager_cannot_make_an_owner(bo: Member) -> None:
    with pytest.raises(NotYours):
        invitations.invite("chen@kahvila.example", role="owner", by=bo)

    assert Invitation.objects.count() == 0


def test_an_invitation_is_worth_no_more_than_its_giver_has_today(aino: Member, bo: Member) -> None:
    _, token = invitations.invite("chen@kahvila.example", role="manager", by=bo)
    Member.objects.filter(pk=bo.pk).update(role="editor")

    with pytest.raises(LinkOver):
        invitations.accept(token, name="Chen", password=GOOD)


def test_a_link_opens_once(aino: Member) -> None:
    _, token = invitations.invite("chen@kahvila.example", role="editor", by=aino)
    invitations.accept(token, name="Chen", password=GOOD)

    with pytest.raises(LinkOver):
        invitations.accept(token, name="Mallory", password=GOOD)

    assert Member.objects.filter(email="chen@kahvila.example").get().name == "Chen"


def test_a_link_is_over_after_seven_days(aino: Member, noon: datetime) -> None:
    _, token = invitations.invite("chen@kahvila.example", role="editor", by=aino)

    with clock.fixed(noon + timedelta(days=6, hours=23)):
        assert invitations.behind(token, now=clock.now()).email == "chen@kahvila.example"
    with clock.fixed(noon + timedelta(days=7)), pytest.raises(LinkOver):
        invitations.behind(token, now=clock.now())


def test_a_new_link_ends_the_one_before(aino: Member) -> None:
    asked, first = invitations.invite("chen@kahvila.example", role="editor", by=aino)
    second = invitations.renew(asked)

    with pytest.raises(LinkOver):
        invitations.behind(first, now=clock.now())
    assert invitations.behind(second, now=clock.now()) == asked


def test_the_same_address_asked_twice_is_one_invitation_with_the_newer_role(aino: Member) -> None:
    first, _ = invitations.invite("chen@kahvila.example", role="editor", by=aino)
    second, _ = invitations.invite("CHEN@kahvila.example", role="viewer", by=aino)

    assert first.pk == second.pk
    assert Invitation.objects.get().role == "viewer"


def test_a_withdrawn_link_opens_nothing_and_cannot_be_renewed(aino: Member) -> None:
    asked, token = invitations.invite("chen@kahvila.example", role="editor", by=aino)
    invitations.withdraw(asked, by=aino)

    with pytest.raises(LinkOver):
        invitations.accept(token, name="Chen", password=GOOD)
    with pytest.raises(LinkOver):
        invitations.renew(asked)


def test_members_are_not_invited_again(aino: Member, bo: Member) -> None:
    with pytest.raises(AlreadyMember):
        invitations.invite("bo@kahvila.example", role="editor", by=aino)


def test_a_weak_password_leaves_the_link_open(aino: Member) -> None:
    _, token = invitations.invite("chen@kahvila.example", role="editor", by=aino)

    with pytest.raises(WeakPassword):
        invitations.accept(token, name="Chen", password="password12")

    assert invitations.accept(token, name="Chen", password=GOOD).email == "chen@kahvila.example"


def test_nothing_in_the_database_opens_the_link(aino: Member) -> None:
    asked, token = invitations.invite("chen@kahvila.example", role="editor", by=aino)

    kept = Invitation.objects.filter(pk=asked.pk).values().get()
    assert token not in str(kept)
    with pytest.raises(LinkOver):
        invitations.behind(kept["fingerprint"], now=clock.now())


def test_a_link_of_another_purpose_or_another_house_opens_nothing(aino: Member, settings) -> None:
    _, token = invitations.invite("chen@kahvila.example", role="editor", by=aino)
    secret = seal.verified(token, key=settings.SECRET_KEY, purpose="invitation")

    for other in (
        seal.signed(secret, key=settings.SECRET_KEY, purpose="recovery"),
        seal.signed(secret, key="another house", purpose="invitation"),
        secret,
        "",
        token[:-1],
    ):
        with pytest.raises(LinkOver):
            invitations.behind(other, now=clock.now())
