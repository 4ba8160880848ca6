"""Who gets tests: made and ended, kept through a merge, forgotten with the person."""

import pytest

from polku.know.events.forgetting.whom import Whom
from polku.know.people.models import Identity, Profile
from polku.know.teams.models import Member, TrailEntry
from polku.say.outbox.testers import forget, testers
from polku.say.outbox.testers.models import Tester as Row

pytestmark = pytest.mark.django_db


@pytest.fixture
def devi() -> Profile:
    _identity(1, "user_id", "devi", profile=1)
    return Profile.objects.create(id=1, first_seen_ms=1, last_seen_ms=1)


@pytest.fixture
def aino() -> Member:
    return Member.objects.create_user("aino@kahvila.example", "kahvia-kiitos", name="Aino")


def test_somebody_is_made_a_tester_once_and_ends_being_one(devi: Profile, aino: Member) -> None:
    testers.make(devi, by=aino)
    testers.make(devi, by=aino)
    assert (testers.testers(), testers.is_tester(devi)) == ([devi], True)

    testers.end(devi, by=aino)
    testers.end(devi, by=aino)
    assert testers.testers() == []
    assert [*TrailEntry.objects.order_by("pk").values_list("action", flat=True)] == [
        "person.made_tester", "person.ended_tester",
    ]  # fmt: skip


def test_a_tester_stays_one_after_a_merge(devi: Profile, aino: Member) -> None:
    testers.make(devi, by=aino)
    whole = Profile.objects.create(id=2, first_seen_ms=1, last_seen_ms=1)
    _identity(2, "email", "devi@kahvila.example", profile=2)
    Identity.objects.filter(id=1).update(profile_id=2)
    devi.delete()

    assert (testers.testers(), testers.is_tester(whole)) == ([whole], True)


def test_there_are_only_so_many(devi: Profile, aino: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testers, "MOST", 0)

    with pytest.raises(testers.TooManyTesters):
        testers.make(devi, by=aino)


def test_who_is_forgotten_is_no_tester_any_more(devi: Profile, aino: Member) -> None:
    testers.make(devi, by=aino)
    assert forget.tell([1, 7]) == {"gets_tests": True}

    assert forget.forget(Whom(({1: ("user_id", "devi"), 7: ("user_id", "d")},))) == 1
    assert not Row.objects.exists()


def _identity(number: int, kind: str, value: str, *, profile: int) -> None:
    Identity.objects.create(
        id=number, kind=kind, value=value, profile_id=profile, is_named=True, first_seen_ms=1, last_seen_ms=1
    )
