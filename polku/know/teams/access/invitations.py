"""Asking somebody to join, by a link that opens once. Nobody gives a role that may do more than they may."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from polku.kit import clock
from polku.know.teams import rights, trail
from polku.know.teams.access import letters, links, passwords
from polku.know.teams.access.models import Invitation, Letter
from polku.know.teams.access.problems import AlreadyMember, LinkOver, NotYours
from polku.know.teams.members import OwnerWithStores, clean_stores
from polku.know.teams.models import Member

PURPOSE = "invitation"
VALID = timedelta(days=7)


@transaction.atomic
def invite(
    email: str, *, role: str, by: Member, stores: Sequence[str] = (), language: str = "en"
) -> tuple[Invitation, str]:
    """The invitation and the token of its link. The same address asked twice keeps one invitation, with a new link.

    Raises NotYours, AlreadyMember and, of members, OwnerWithStores.
    """
    if not rights.may_give(by, role):
        raise NotYours
    if role == "owner" and stores:
        raise OwnerWithStores
    email = email.strip().lower()
    if Member.objects.filter(email=email).exists():
        raise AlreadyMember
    now = clock.now()
    token, fingerprint = links.new_link(PURPOSE, expires_at=now + VALID)
    asked = open_ones().filter(email=email).first() or Invitation(email=email)
    asked.role, asked.stores, asked.language, asked.invited_by = role, clean_stores(stores), language, by
    asked.fingerprint, asked.expires_at = fingerprint, now + VALID
    asked.save()
    trail.note(by, "member.invited", subject=f"invitation:{asked.pk}", after={"email": email, "role": role})
    return asked, token


@transaction.atomic
def renew(invitation: Invitation, *, by: Member | None = None) -> str:
    """A new link, valid from now; the one before opens nothing any more. Raises LinkOver when it is not open.

    `by` is None when it goes straight into a letter.
    """
    expires_at = clock.now() + VALID
    token, fingerprint = links.new_link(PURPOSE, expires_at=expires_at)
    is_open = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if not is_open.update(fingerprint=fingerprint, expires_at=expires_at):
        raise LinkOver
    if by is not None:
        trail.note(by, "invitation.renewed", subject=f"invitation:{invitation.pk}", after={"email": invitation.email})
    return token


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Member) -> None:
    """Its link opens nothing any more, and no letter goes out. A second time changes nothing."""
    now = clock.now()
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(withdrawn_at=now):
        return
    Letter.objects.filter(invitation=invitation, ended_at=None).update(ended_at=now)
    trail.note(by, "invitation.withdrawn", subject=f"invitation:{invitation.pk}", before={"email": invitation.email})


def send(invitation: Invitation) -> None:
    """Have the letter written, with a link of its own."""
    letters.ask(Letter.INVITATION, invitation.email, language=invitation.language, invitation=invitation)


def open_ones() -> QuerySet[Invitation]:
    """Not accepted and not withdrawn, the newest first; also those whose time is over, for they can be renewed."""
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None).select_related("invited_by").order_by("-pk")


def behind(token: str, *, now: datetime) -> Invitation:
    """The open invitation of a link. Raises LinkOver."""
    found = open_ones().filter(fingerprint=links.fingerprint_of(token, PURPOSE), expires_at__gt=now).first()
    # Who invited may have less to give by now: what they could not give today, their old link does not give.
    if found is None or found.invited_by is None or not rights.may_give(found.invited_by, found.role):
        raise LinkOver
    return found


@transaction.atomic
def accept(token: str, *, name: str, password: str) -> Member:
    """The new member. Raises LinkOver, AlreadyMember and WeakPassword."""
    now = clock.now()
    invitation = behind(token, now=now)
    if Member.objects.filter(email=invitation.email).exists():
        raise AlreadyMember
    passwords.check(password, email=invitation.email, name=name)
    # Two browsers with one link: the first one gets in.
    if not open_ones().filter(pk=invitation.pk, fingerprint=invitation.fingerprint).update(accepted_at=now):
        raise LinkOver
    member = Member.objects.create_user(invitation.email, password, role=invitation.role, name=name.strip())
    member.stores = invitation.stores
    member.save(update_fields=["stores"])
    Invitation.objects.filter(pk=invitation.pk).update(member=member)
    joined = {"email": member.email, "role": member.role, "stores": member.stores}
    trail.note(member, "member.joined", subject=f"member:{member.pk}", after=joined)
    return member
