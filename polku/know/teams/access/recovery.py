"""A forgotten password: a link by e-mail, valid for an hour, that lets its member choose another once."""

from datetime import datetime, timedelta

from django.db import transaction

from polku.know.teams.access import links, passwords
from polku.know.teams.access.models import Recovery
from polku.know.teams.access.problems import LinkOver
from polku.know.teams.models import Member

PURPOSE = "recovery"
VALID = timedelta(hours=1)


def link_for(email: str, *, now: datetime) -> str | None:
    """The token of a new link; None when nobody who may sign in has this address."""
    member = Member.objects.filter(email=email.strip().lower(), is_active=True).first()
    if member is None:
        return None
    token, fingerprint = links.new_link(PURPOSE, expires_at=now + VALID)
    Recovery.objects.create(member=member, fingerprint=fingerprint, expires_at=now + VALID)
    return token


def behind(token: str, *, now: datetime) -> Recovery:
    """Raises LinkOver."""
    unused = Recovery.objects.filter(used_at=None, expires_at__gt=now, member__is_active=True)
    found = unused.filter(fingerprint=links.fingerprint_of(token, PURPOSE)).select_related("member").first()
    if found is None:
        raise LinkOver
    return found


@transaction.atomic
def recover(token: str, new: str, *, now: datetime) -> Member:
    """Every sign-in of the member ends, and so do all links like this one. Raises LinkOver and WeakPassword."""
    recovery = behind(token, now=now)
    passwords.check(new, email=recovery.member.email, name=recovery.member.name)
    # Two browsers with one link: the first one changes it.
    if not Recovery.objects.filter(pk=recovery.pk, used_at=None).update(used_at=now):
        raise LinkOver
    passwords.replace(recovery.member, new, by=recovery.member)
    return recovery.member
