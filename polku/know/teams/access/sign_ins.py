"""Browsers in which members are signed in: what a member sees of them, and how they end."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import QuerySet

from polku.kit import clock
from polku.know.teams.access.models import SignIn
from polku.know.teams.models import Member

SEEN_EVERY = timedelta(minutes=1)  # pages come in dozens; a write for each would be waste
KEPT = timedelta(days=90)


def begin(member: Member, *, address: str, agent: str, how: str) -> SignIn:
    now = clock.now()
    return SignIn.objects.create(
        member=member, address=address[:45], agent=agent[:300], how=how, began_at=now, seen_at=now
    )


def living(*, now: datetime) -> QuerySet[SignIn]:
    """Neither ended, nor idle for too long, nor too old."""
    return SignIn.objects.filter(
        ended_at=None,
        seen_at__gt=now - timedelta(hours=settings.SESSION_IDLE_H),
        began_at__gt=now - timedelta(days=settings.SESSION_MOST_D),
    )


def see(number: int, member: Member, *, address: str, now: datetime, is_busy: bool = True) -> SignIn | None:
    """The living sign-in of this number, seen now; None when it is over. `is_busy`: no, when a page asks by itself."""
    found = living(now=now).filter(pk=number, member=member).first()
    if found is not None and is_busy and (found.seen_at <= now - SEEN_EVERY or found.address != address[:45]):
        SignIn.objects.filter(pk=found.pk).update(seen_at=now, address=address[:45])
    return found


def of(member: Member, *, now: datetime) -> list[SignIn]:
    """The living ones, the one seen last first."""
    return list(living(now=now).filter(member=member).order_by("-seen_at"))


def end(number: int, member: Member) -> None:
    """A second time changes nothing; nobody ends another member's."""
    SignIn.objects.filter(pk=number, member=member, ended_at=None).update(ended_at=clock.now())


def end_all(member: Member, *, but: SignIn | None = None) -> int:
    """Sign out everywhere, but in one browser where it is named; gives how many it was."""
    others = SignIn.objects.filter(member=member, ended_at=None)
    return (others.exclude(pk=but.pk) if but is not None else others).update(ended_at=clock.now())


def forget_old(now: datetime) -> int:
    """Rows of sign-ins that ended, or were last seen, a season ago; and Django's of sessions that are over."""
    SessionStore.clear_expired()
    long_ago = now - max(KEPT, timedelta(days=settings.SESSION_MOST_D))
    return SignIn.objects.filter(seen_at__lt=long_ago).delete()[0]
