"""Passwords that are hard to guess, and what ends when one changes."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from polku.kit import clock
from polku.know.teams.access import passwords, recovery, sign_ins
from polku.know.teams.access.problems import LinkOver, WeakPassword, WrongPassword
from polku.know.teams.models import Member

GOOD = "kissat istuvat ikkunalla"


@pytest.mark.parametrize(
    "weak", ["short-one", "password12", "1234567890123", "aino.kahvila", "kahvila.example", "qwertyuiop", ""]
)
def test_a_password_that_is_easy_to_guess_is_refused_with_a_reason(aino: Member, weak: str) -> None:
    with translation.override("en"), pytest.raises(WeakPassword) as problem:
        passwords.check(weak, email=aino.email, name=aino.name)

    assert all(flaw.endswith(".") for flaw in problem.value.flaws)


def test_the_reason_is_told_in_the_language_of_the_reader() -> None:
    with translation.override("ja"), pytest.raises(WeakPassword) as problem:
        passwords.check("kort", email="aino@kahvila.example")

    assert "10" in problem.value.flaws[0]
    assert "パスワード" in problem.value.flaws[0]


def test_a_few_words_make_a_good_one(aino: Member) -> None:
    passwords.change(aino, old="kahvia-kiitos", new=GOOD, here=None)

    aino.refresh_from_db()
    assert aino.check_password(GOOD)
    assert aino.password.startswith("argon2$argon2id$")


def test_changing_takes_the_old_one(aino: Member) -> None:
    with pytest.raises(WrongPassword):
        passwords.change(aino, old="guess", new=GOOD, here=None)

    aino.refresh_from_db()
    assert aino.check_password("kahvia-kiitos")


def test_changing_ends_all_other_sign_ins(aino: Member, bo: Member) -> None:
    here, there = (sign_ins.begin(aino, address="10.0.0.1", agent="", how="password") for _ in range(2))
    other = sign_ins.begin(bo, address="10.0.0.2", agent="", how="password")

    passwords.change(aino, old="kahvia-kiitos", new=GOOD, here=here)

    assert sign_ins.of(aino, now=clock.now()) == [here]
    assert sign_ins.of(bo, now=clock.now()) == [other]
    assert there.ended_at is None  # the row in hand is an old copy


def test_a_recovery_link_changes_the_password_once_and_ends_every_sign_in(aino: Member) -> None:
    sign_ins.begin(aino, address="10.0.0.1", agent="", how="password")
    token = recovery.link_for("AINO@kahvila.example", now=clock.now())

    assert token is not None
    recovery.recover(token, GOOD, now=clock.now())

    aino.refresh_from_db()
    assert aino.check_password(GOOD)
    assert sign_ins.of(aino, now=clock.now()) == []
    with pytest.raises(LinkOver):
        recovery.recover(token, GOOD + " taas", now=clock.now())


def test_a_recovery_link_is_over_after_an_hour(aino: Member, noon: datetime) -> None:
    token = recovery.link_for(aino.email, now=noon)

    assert token is not None
    assert recovery.behind(token, now=noon + timedelta(minutes=59)).member == aino
    with clock.fixed(noon + timedelta(hours=1)), pytest.raises(LinkOver):
        recovery.behind(token, now=clock.now())


def test_changing_the_password_ends_links_that_were_asked_for_before(aino: Member) -> None:
    token = recovery.link_for(aino.email, now=clock.now())
    passwords.change(aino, old="kahvia-kiitos", new=GOOD, here=None)

    with pytest.raises(LinkOver):
        recovery.behind(token or "", now=clock.now())


def test_nobody_unknown_and_nobody_disabled_gets_a_link(aino: Member) -> None:
    Member.objects.filter(pk=aino.pk).update(is_active=False)

    assert recovery.link_for("nobody@kahvila.example", now=clock.now()) is None
    assert recovery.link_for(aino.email, now=clock.now()) is None


def test_a_link_of_a_member_disabled_since_opens_nothing(aino: Member) -> None:
    token = recovery.link_for(aino.email, now=clock.now())
    Member.objects.filter(pk=aino.pk).update(is_active=False)

    with pytest.raises(LinkOver):
        recovery.recover(token or "", GOOD, now=clock.now())
