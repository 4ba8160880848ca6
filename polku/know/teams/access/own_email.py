"""Another e-mail address for oneself: asked with the password and a code, confirmed from the new mailbox.

The link carries all it needs and is kept nowhere. It is made of the password and the address as they are: when either
changes, so also after its first use, it opens nothing any more. It works only for who is signed in as the member who
asked: an address typed wrongly must not give a stranger the account.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from polku.kit import clock, seal
from polku.know.teams import trail
from polku.know.teams.access import second_factor, sign_ins
from polku.know.teams.access.models import Recovery, SignIn
from polku.know.teams.access.problems import AlreadyMember, LinkOver, NotAnAddress, WrongCode, WrongPassword
from polku.know.teams.models import Member

PURPOSE = "own-email"
VALID = timedelta(hours=1)


@dataclass(frozen=True)
class Wish:
    member: Member
    email: str


def ask(member: Member, *, email: str, password: str, code: str, now: datetime) -> Wish:
    """Raises NotAnAddress, AlreadyMember, WrongPassword and WrongCode."""
    if not member.check_password(password):
        raise WrongPassword
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as problem:
        raise NotAnAddress from problem
    if len(email) > 254:
        raise NotAnAddress
    if Member.objects.filter(email=email).exists():
        raise AlreadyMember
    # Last: a code is used up by being right.
    if second_factor.is_on(member) and not second_factor.check(member, code, now=now):
        raise WrongCode
    return Wish(member, email)


def link_for(wish: Wish, *, now: datetime) -> str:
    """The token of the link that goes to the new mailbox."""
    text = f"{_state_of(wish.member)} {wish.email}"
    return seal.signed(text, key=settings.SECRET_KEY, purpose=PURPOSE, expires_ms=clock.to_ms(now + VALID))


def behind(token: str, member: Member, *, now: datetime) -> Wish:
    """Raises LinkOver, also where somebody else is signed in."""
    try:
        text = seal.verified(token, key=settings.SECRET_KEY, purpose=PURPOSE, now_ms=clock.to_ms(now))
    except seal.SealError as problem:
        raise LinkOver from problem
    state, _space, email = text.partition(" ")
    if state != _state_of(member):
        raise LinkOver
    return Wish(member, email)


def change(wish: Wish, *, here: SignIn | None) -> None:
    """All other sign-ins end, and so do links in the old mailbox. Raises AlreadyMember."""
    member, before = wish.member, wish.member.email
    try:
        with transaction.atomic():
            Member.objects.filter(pk=member.pk).update(email=wish.email)
            Recovery.objects.filter(member=member, used_at=None).update(used_at=clock.now())
            sign_ins.end_all(member, but=here)
            trail.note(
                member,
                "member.email_changed",
                subject=f"member:{member.pk}",
                before={"email": before},
                after={"email": wish.email},
            )
    except IntegrityError as problem:  # somebody came in with it meanwhile
        raise AlreadyMember from problem
    member.email = wish.email


def _state_of(member: Member) -> str:
    return seal.fingerprint(f"{member.pk} {member.email} {member.password}")[:32]
