"""Changing members: their role, their stores, and whether they may come in. It acts on their next click.

`by` is None where the command line does it: whoever sits at the machine may do everything.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polku.know.teams import trail
from polku.know.teams.access import sign_ins
from polku.know.teams.models import Member
from polku.know.teams.rights import may_give

STORE_LENGTH, MOST_STORES = 100, 200


class MemberError(Exception):
    """This cannot be done with a member. `sentence`: why, for the reader."""

    sentence: str | Promise


class AboveYou(MemberError):
    """Nobody raises anybody above themselves, nor changes those who are."""

    sentence = _("You cannot change members who may do more than you, nor give a role that may.")


class LastOwner(MemberError):
    """A team keeps one owner who may come in and who sees every store."""

    sentence = _("This is the last owner. Make somebody else an owner first.")


class Yourself(MemberError):
    """Nobody shuts themselves out."""

    sentence = _("You cannot shut yourself out. Ask another owner or manager.")


class OwnerWithStores(MemberError):
    """An owner sees every store."""

    sentence = _("An owner sees every store. Choose another role to limit a member to some.")


def change(member: Member, *, role: str, stores: Sequence[str], by: Member | None) -> None:
    """Give a member a role, and limit them to stores, or to none. Raises MemberError."""
    with _told(member, by=by, action="member.changed") as ours:
        if by is not None and not may_give(by, role):
            raise AboveYou
        if role == "owner" and stores:
            raise OwnerWithStores
        if ours.role == "owner" and role != "owner":
            _not_the_last(ours)
        ours.role = role
        ours.stores = clean_stores(stores)


def shut_out(member: Member, *, by: Member | None) -> None:
    """They cannot come in any more, and are out at once. Raises MemberError."""
    with _told(member, by=by, action="member.shut_out") as ours:
        if by is not None and ours.pk == by.pk:
            raise Yourself
        if ours.role == "owner":
            _not_the_last(ours)
        ours.is_active = False
        sign_ins.end_all(ours)


def let_in(member: Member, *, by: Member | None) -> None:
    """They may come in again, in the role they had. Raises MemberError."""
    with _told(member, by=by, action="member.let_in") as ours:
        ours.is_active = True


def clean_stores(stores: Sequence[str]) -> list[str]:
    """Without blanks and repetitions, in order."""
    told = (store.replace("\0", "").strip()[:STORE_LENGTH] for store in stores)
    return sorted({store for store in told if store})[:MOST_STORES]


@contextmanager
def _told(member: Member, *, by: Member | None, action: str) -> Iterator[Member]:
    """The member as of now; what was changed inside is kept, and noted."""
    with transaction.atomic():
        # Every owner is held, so that two cannot remove each other at the same time.
        list(Member.objects.select_for_update().filter(role="owner").order_by("pk"))
        ours = Member.objects.select_for_update().get(pk=member.pk)
        if by is not None and not may_give(by, ours.role):
            raise AboveYou
        was = _state(ours)
        yield ours
        before, after = trail.changed(was, _state(ours))
        if after:
            ours.save(update_fields=["role", "stores", "is_active"])
            trail.note(by, action, subject=f"member:{ours.pk}", before=before, after={"member": str(ours), **after})


def _state(member: Member) -> dict[str, object]:
    return {"role": member.role, "stores": member.stores, "is_active": member.is_active}


def _not_the_last(owner: Member) -> None:
    if not Member.objects.filter(role="owner", is_active=True).exclude(pk=owner.pk).exists():
        raise LastOwner
