"""Whom a list of ids means."""

import pytest

from polku.kit import ids
from polku.know.people.models import Identity, Profile
from polku.know.segments import naming
from tests.know.segments.conftest import number

pytestmark = pytest.mark.django_db


def known(kind: str, value: str, owner: str | None = None) -> int:
    mine = ids.identity_id(kind, value)
    profile = number(owner) if owner else mine
    seen = {"first_seen_ms": 0, "last_seen_ms": 0}
    Identity.objects.create(id=mine, kind=kind, value=value, profile_id=profile, **seen)
    Profile.objects.get_or_create(id=profile, defaults={"name": value, **seen})
    return mine


def test_people_are_named_by_whatever_they_are_called():
    devi, emile, fumi = known("user_id", "devi"), known("user_id", "emile"), known("user_id", "fumi")
    mail, card = known("email", "emile@kahvila.example", "emile"), known("club", "7", "fumi")

    found = naming.whom([ids.public(devi), "Emile@Kahvila.example", "", "club:7"])

    assert found.people == {devi: devi, emile: mail, fumi: card}
    assert found.refused == []


def test_whoever_is_not_known_is_refused_with_the_line():
    devi = known("user_id", "devi")

    found = naming.whom(["nobody", "devi", "devi", "'; DROP TABLE people; --", "a\0b"])

    assert list(found.people) == [devi]
    assert found.again == 1
    assert [(one.line, one.given) for one in found.refused] == [
        (1, "nobody"),
        (4, "'"),
        (5, "a\0b"),
    ]
    assert found.refused[0].why == "Nobody is known by this."


def test_a_heading_says_of_which_kind_all_are():
    by_mail, by_user = known("email", "a@b.example"), known("user_id", "a@b.example")

    assert list(naming.whom(["a@b.example"]).people) == [by_user]
    assert list(naming.whom(["Email", "a@b.example,Aino"]).people) == [by_mail]
    assert list(naming.whom(["a@b.example"], kind="email").people) == [by_mail]


def test_two_names_of_one_person_are_one_person():
    devi = known("user_id", "devi")
    known("email", "devi@kahvila.example", "devi")

    found = naming.whom(['"devi","Devi, Rao"', "devi@kahvila.example"])

    assert (found.people, found.again) == ({devi: devi}, 1)


def test_of_very_many_refused_lines_only_the_first_are_told(monkeypatch):
    monkeypatch.setattr(naming, "MOST_REFUSED", 2)
    monkeypatch.setattr(naming, "AT_ONCE", 3)

    found = naming.whom(f"nobody-{line}" for line in range(10))

    assert (found.refused_count, [one.line for one in found.refused]) == (10, [1, 2])
