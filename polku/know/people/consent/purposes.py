"""Purposes, and what each stands on: the team decides, the built-in ones have a default."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from polku.kit import ids
from polku.know.people.consent.models import ConsentPurpose

Basis = Literal["opt_in", "opt_out", "not_needed"]
MARKETING, SERVICE = "marketing", "service"
KEY_LENGTH = 40
NOT_MESSAGES = ("profiling", "location")  # what no channel carries

BASIS_NAMES: Mapping[Basis, Promise] = {
    "opt_in": _("Only who has agreed"),
    "opt_out": _("Everybody who has not objected"),
    "not_needed": _("Everybody: it belongs to the service"),
}


@dataclass(frozen=True)
class Purpose:
    key: str
    name: str | Promise
    about: str | Promise
    basis: Basis
    is_built_in: bool = False


BUILT_IN = (
    Purpose(SERVICE, _("Service"), _("Messages about orders, bookings and questions of yours."), "not_needed", True),
    Purpose(MARKETING, _("News and offers"), _("Messages with news, offers and invitations."), "opt_in", True),
    Purpose(
        "profiling", _("Personal recommendations"), _("Using what you buy to choose what we show you."), "opt_in", True
    ),
    Purpose("location", _("Location"), _("Using where you are, to tell you about shops nearby."), "opt_in", True),
)


def purposes() -> list[Purpose]:
    """The built-in ones with what the team changed of them, then its own in the order in which they were made."""
    rows = {row.key: row for row in ConsentPurpose.objects.filter(ended_at=None).order_by("created_at", "key")}
    built_in = [_with(one, rows.pop(one.key, None)) for one in BUILT_IN]
    return built_in + [_own(row) for row in rows.values()]


def carried() -> list[Purpose]:
    """Those for which messages are sent, the usual one first."""
    return sorted((one for one in purposes() if one.key not in NOT_MESSAGES), key=lambda one: one.key != MARKETING)


def basis_of(key: str) -> Basis:
    """What a purpose stands on. One that nobody knows (any more) needs consent."""
    return next((one.basis for one in purposes() if one.key == key), "opt_in")


def keep(key: str, *, name: str = "", about: str = "", basis: Basis) -> ConsentPurpose:
    """A purpose as the team wants it: one of its own, or a built-in one in other words or on another basis."""
    row, _is_new = ConsentPurpose.objects.update_or_create(
        key=key, defaults={"name": name, "about": about, "basis": basis, "ended_at": None}
    )
    return row


def end(key: str, *, now: datetime) -> bool:
    """An own purpose is no longer used; what people said about it stays. A built-in one is as polku has it again."""
    return bool(ConsentPurpose.objects.filter(key=key, ended_at=None).update(ended_at=now))


def key_of(name: str) -> str:
    """ "Birthday gift" → birthday-gift; a name without Latin letters gets a number made of it."""
    made = slugify(name)[:KEY_LENGTH].strip("-")
    return made or f"p-{ids.public(ids.hash63(name.strip().encode()))}"


def _with(built_in: Purpose, row: ConsentPurpose | None) -> Purpose:
    if row is None:
        return built_in
    basis = cast(Basis, row.basis)
    return Purpose(built_in.key, row.name or built_in.name, row.about or built_in.about, basis, True)


def _own(row: ConsentPurpose) -> Purpose:
    return Purpose(row.key, row.name or row.key, row.about, cast(Basis, row.basis))
