"""What each role may do: the one table. Pages, the API and the menus all ask it, and the product shows it."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polku.know.teams.models import ApiKey, Member

Right = Literal[
    "home.see",
    "people.see", "people.edit", "people.export", "people.erase",
    "consent.see", "consent.edit",
    "segments.see", "segments.edit", "segments.export",
    "campaigns.see", "campaigns.edit", "campaigns.launch",
    "rewards.see", "rewards.edit", "rewards.give",
    "events.see", "imports.run",
    "channels.edit", "webhooks.edit", "sources.edit", "keys.edit",
    "team.edit", "trail.see", "settings.edit", "retention.edit",
    "till.use", "till.undo",
]  # fmt: skip
Role = Literal["owner", "manager", "editor", "agent", "till", "viewer"]

RIGHTS: tuple[Right, ...] = get_args(Right)
_READING = frozenset[Right](
    ("home.see", "people.see", "consent.see", "segments.see", "campaigns.see", "rewards.see", "events.see")
)

# Whoever comes earlier may do more: nobody gives a role that holds a right which they do not hold themselves.
TABLE: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        "owner": frozenset(RIGHTS),
        "manager": frozenset(RIGHTS) - {"settings.edit", "retention.edit"},
        "editor": _READING | {"segments.edit", "campaigns.edit", "rewards.edit"},
        "agent": _READING | {"people.edit", "people.export", "consent.edit"},
        "till": frozenset[Right](("people.see", "till.use")),
        "viewer": _READING,
    }
)

# What can be limited to the people of some stores. Whoever is limited holds nothing else: other pages show everybody.
WITHIN_STORES = frozenset[Right](
    (
        "people.see",
        "people.edit",
        "people.export",
        "people.erase",
        "consent.see",
        "consent.edit",
        "till.use",
        "till.undo",
    )
)

ROLE_NAMES: Mapping[Role, Promise] = {
    "owner": _("owner"),
    "manager": _("manager"),
    "editor": _("editor"),
    "agent": _("agent"),
    "till": _("store staff"),
    "viewer": _("viewer"),
}

RIGHT_NAMES: Mapping[Right, Promise] = {
    "home.see": _("See Home with its numbers"),
    "people.see": _("See people and their stories"),
    "people.edit": _("Change people, undo merges"),
    "people.export": _("Export people"),
    "people.erase": _("Erase people for good"),
    "consent.see": _("See consents"),
    "consent.edit": _("Record and withdraw consents"),
    "segments.see": _("See segments"),
    "segments.edit": _("Make and remove segments"),
    "segments.export": _("Export everybody in a segment"),
    "campaigns.see": _("See campaigns and what came of them"),
    "campaigns.edit": _("Write campaigns"),
    "campaigns.launch": _("Send campaigns"),
    "rewards.see": _("See rewards and what came of them"),
    "rewards.edit": _("Write rewards"),
    "rewards.give": _("Begin and end rewards, change what has begun, give them to people, undo uses"),
    "events.see": _("See events as they come in"),
    "imports.run": _("Import files, and undo imports"),
    "channels.edit": _("Set up channels"),
    "webhooks.edit": _("Set up webhooks"),
    "sources.edit": _("Make and end sources"),
    "keys.edit": _("Make and end API keys"),
    "team.edit": _("Invite members and give roles"),
    "trail.see": _("See who changed what"),
    "settings.edit": _("Change the team’s settings"),
    "retention.edit": _("Say how long data is kept"),
    "till.use": _("Serve customers at the till"),
    "till.undo": _("Undo what was done at the till"),
}

_BY_NAME: dict[str, frozenset[Right]] = {str(role): rights for role, rights in TABLE.items()}
_NOTHING = frozenset[Right]()

EVERYTHING = "*"  # among a key's scopes: every right there is, and those to come


def role_name(role: str) -> str:
    """As pages call it."""
    return next((str(name) for known, name in ROLE_NAMES.items() if known == role), role)


def rights_of(role: str) -> frozenset[Right]:
    """Nothing for a role that nobody knows."""
    return _BY_NAME.get(role, _NOTHING)


def held_by(member: Member) -> frozenset[Right]:
    """All that a member may do, as far as their stores go; asks no database."""
    if not member.is_active:
        return _NOTHING
    return rights_of(member.role) & WITHIN_STORES if member.stores else rights_of(member.role)


def may(member: Member, right: Right) -> bool:
    return right in held_by(member)


def key_may(key: ApiKey, right: Right) -> bool:
    """Whether a key's scopes hold this, as far as its stores go."""
    return (EVERYTHING in key.scopes or right in key.scopes) and (not key.stores or right in WITHIN_STORES)


def may_give(member: Member, role: str) -> bool:
    """Whether a member may make somebody this: nobody raises anybody above themselves."""
    return role in TABLE and may(member, "team.edit") and rights_of(role) <= rights_of(member.role)


@cache
def in_groups(held: frozenset[Right]) -> Mapping[str, Mapping[str, bool]]:
    """For templates: `may.campaigns.launch`."""
    groups: dict[str, dict[str, bool]] = {}
    for right in RIGHTS:
        subject, _dot, verb = right.partition(".")
        groups.setdefault(subject, {})[verb] = right in held
    return MappingProxyType(groups)
