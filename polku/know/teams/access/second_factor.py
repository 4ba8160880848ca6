"""One-time codes from an app on the phone (RFC 6238) as a second factor, and codes for the day the phone is lost."""

from datetime import datetime
from hmac import compare_digest

import pyotp
from django.conf import settings
from django.db import transaction

from polku.kit import clock, seal
from polku.know.teams import trail
from polku.know.teams.access import recovery_codes
from polku.know.teams.access.models import SecondFactor
from polku.know.teams.access.problems import WrongCode, WrongPassword
from polku.know.teams.models import Member

STEP_S = 30


def is_on(member: Member) -> bool:
    return SecondFactor.objects.filter(member=member, confirmed_at__isnull=False).exists()


def begin(member: Member) -> str:
    """The secret to be shown to the member's app; the same one until a right code has confirmed it. Base 32."""
    found = SecondFactor.objects.filter(member=member, confirmed_at=None).first()
    if found is not None:
        return seal.opened(found.secret, key=settings.SECRET_KEY)
    secret = pyotp.random_base32()
    SecondFactor.objects.create(member=member, secret=seal.shut(secret, key=settings.SECRET_KEY))
    return secret


def address(secret: str, member: Member, *, house: str) -> str:
    """What the QR code says: otpauth://…"""
    return pyotp.TOTP(secret, interval=STEP_S).provisioning_uri(name=member.email, issuer_name=house)


@transaction.atomic
def confirm(member: Member, code: str, *, now: datetime) -> list[str]:
    """It is asked for from now on. Gives the recovery codes, which nobody can see again. Raises WrongCode."""
    begun = SecondFactor.objects.filter(member=member, confirmed_at=None).first()
    if begun is None or not _use(begun, code, now=now):
        raise WrongCode
    SecondFactor.objects.filter(pk=begun.pk).update(confirmed_at=now)
    trail.note(member, "second_factor.set_up", subject=f"member:{member.pk}")
    return recovery_codes.renew(member)


def check(member: Member, code: str, *, now: datetime) -> bool:
    """Whether this code, of the app or one for recovery, lets the member in. Each does so once."""
    factor = SecondFactor.objects.filter(member=member, confirmed_at__isnull=False).first()
    if factor is None:
        return False
    if _use(factor, code, now=now):
        return True
    return recovery_codes.use(member, code, now=now)


@transaction.atomic
def new_codes(member: Member, code: str, *, now: datetime) -> list[str]:
    """Other recovery codes; those before open nothing any more. Raises WrongCode."""
    if not check(member, code, now=now):
        raise WrongCode
    trail.note(member, "second_factor.recovery_codes_renewed", subject=f"member:{member.pk}")
    return recovery_codes.renew(member)


def end(member: Member, *, password: str, code: str, now: datetime) -> None:
    """Raises WrongPassword and WrongCode."""
    if not member.check_password(password):
        raise WrongPassword
    if not check(member, code, now=now):
        raise WrongCode
    reset(member, by=member)


@transaction.atomic
def reset(member: Member, *, by: Member | None) -> None:
    """Not asked for any more, until the member sets it up again. Secret and codes are gone."""
    recovery_codes.end(member)
    if SecondFactor.objects.filter(member=member).delete()[0]:
        trail.note(by, "second_factor.ended", subject=f"member:{member.pk}")


def _use(factor: SecondFactor, code: str, *, now: datetime) -> bool:
    """A right code of this half-minute, the one before or the one after, which was not used before."""
    given = "".join(code.split())
    app = pyotp.TOTP(seal.opened(factor.secret, key=settings.SECRET_KEY), interval=STEP_S)
    this_step = clock.to_ms(now) // 1000 // STEP_S
    for step in (this_step, this_step - 1, this_step + 1):
        if compare_digest(app.generate_otp(step).encode(), given.encode()):
            # In one statement: of two browsers with the same code one gets in.
            return bool(SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step))
    return False
