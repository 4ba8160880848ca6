"""Who gets tests, and making somebody one of them."""

from django.db import transaction
from django.db.models import QuerySet

from polku.kit import ids
from polku.know.people import find
from polku.know.people.models import Identity, Profile
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.outbox.testers.models import Tester

MOST = 50  # it is for colleagues, not for sending around a campaign


class TesterError(Exception):
    """Something is wrong with testers."""


class TooManyTesters(TesterError):
    """There are enough testers: take one of them off first."""


def testers() -> list[Profile]:
    """The eldest first; each person once."""
    numbers = list(Tester.objects.order_by("pk").values_list("identity_id", flat=True))
    belong = find.profile_ids(numbers)
    people = find.profiles(belong.values())
    return list({one.id: one for number in numbers if (one := people.get(belong.get(number, 0))) is not None}.values())


def is_tester(profile: Profile) -> bool:
    return _rows_of(profile).exists()


def make(profile: Profile, *, by: Member | None) -> None:
    """Twice is once. Raises TooManyTesters."""
    with transaction.atomic():
        if is_tester(profile):
            return
        if Tester.objects.count() >= MOST:
            raise TooManyTesters
        Tester.objects.create(identity_id=profile.id, by=by)
        trail.note(by, "person.made_tester", subject=f"person:{ids.public(profile.id)}")


def end(profile: Profile, *, by: Member | None) -> None:
    with transaction.atomic():
        if _rows_of(profile).delete()[0]:
            trail.note(by, "person.ended_tester", subject=f"person:{ids.public(profile.id)}")


def _rows_of(profile: Profile) -> QuerySet[Tester]:
    theirs = Identity.objects.filter(profile_id=profile.id).values("id")
    return Tester.objects.filter(identity_id__in=theirs)
