"""Passwords: what makes one good enough, and changing it."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.access import sign_ins
from polku.know.teams.access.models import Recovery, SignIn
from polku.know.teams.access.problems import WeakPassword, WrongPassword
from polku.know.teams.models import Member


def check(password: str, *, email: str, name: str = "") -> None:
    """Raises WeakPassword with a sentence for each thing that is wrong, in the reader's language."""
    try:
        validate_password(password, Member(email=email, name=name))
    except ValidationError as problem:
        raise WeakPassword(problem.messages) from problem


@transaction.atomic
def change(member: Member, *, old: str, new: str, here: SignIn | None) -> None:
    """All other sign-ins of the member end. Raises WrongPassword and WeakPassword."""
    if not member.check_password(old):
        raise WrongPassword
    replace(member, new, by=member, but=here)


@transaction.atomic
def replace(member: Member, new: str, *, by: Member | None, but: SignIn | None = None) -> None:
    """A new password without asking for the old one; links to recover it are over. Raises WeakPassword."""
    check(new, email=member.email, name=member.name)
    member.set_password(new)
    member.save(update_fields=["password"])
    Recovery.objects.filter(member=member, used_at=None).update(used_at=clock.now())
    sign_ins.end_all(member, but=but)
    trail.note(by, "member.password_changed", subject=f"member:{member.pk}")
