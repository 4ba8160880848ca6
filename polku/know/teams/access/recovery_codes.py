"""Codes for the day the phone is lost: each lets its member in once, and is kept as a fingerprint."""

import secrets
from datetime import datetime

from polku.kit import ids, seal
from polku.know.teams import trail
from polku.know.teams.access.models import RecoveryCode
from polku.know.teams.models import Member

CODES = 10
CODE_LETTERS = 16  # of 5 bits each: nobody guesses one, not even from its fingerprint


def use(member: Member, code: str, *, now: datetime) -> bool:
    """Whether this is one of the member's, unused until now."""
    unused = RecoveryCode.objects.filter(member=member, used_at=None, fingerprint=seal.fingerprint(_plain(code)))
    # In one statement: of two browsers with the same code one gets in.
    if not unused.update(used_at=now):
        return False
    trail.note(member, "second_factor.recovery_code_used", subject=f"member:{member.pk}", after={"left": left(member)})
    return True


def left(member: Member) -> int:
    """How many recovery codes were not used yet."""
    return RecoveryCode.objects.filter(member=member, used_at=None).count()


def end(member: Member) -> None:
    """None of them opens anything any more."""
    RecoveryCode.objects.filter(member=member).delete()


def renew(member: Member) -> list[str]:
    """Other codes, which nobody can see again; those before open nothing any more."""
    RecoveryCode.objects.filter(member=member).delete()
    codes = ["".join(secrets.choice(ids.ALPHABET) for _ in range(CODE_LETTERS)) for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(member=member, fingerprint=seal.fingerprint(code)) for code in codes)
    return ["-".join(code[at : at + 4] for at in range(0, CODE_LETTERS, 4)) for code in codes]


def _plain(code: str) -> str:
    return "".join(letter for letter in code.lower() if letter.isalnum())
