"""When the team wants a second pair of eyes."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from polku.act.campaigns.approval.models import ApprovalRule
from polku.know.teams import trail
from polku.know.teams.models import ApiKey, Member
from polku.know.teams.rights import TABLE

KEYS = "api_key"  # among the roles: whatever a program launches with a key
MOST = 2_000_000_000
MAY_LAUNCH = tuple(role for role, rights in TABLE.items() if "campaigns.launch" in rights)


class RuleError(ValueError):
    """A number of people from 0 on, and roles that may send campaigns."""

    @property
    def sentence(self) -> str:
        return _("Write a whole number of people, 0 or more.")


def current() -> ApprovalRule:
    """What holds now; nothing needs approval where nobody has said anything."""
    return ApprovalRule.objects.order_by("-pk").first() or ApprovalRule(above=None, roles=[])


def is_on(rule: ApprovalRule) -> bool:
    return rule.above is not None or bool(rule.roles)


def change(*, above: int | None, roles: Sequence[str], by: Member | None) -> ApprovalRule:
    """Off with neither. What was approved stays approved; what is still to go is held to the rule of its moment.

    Raises RuleError.
    """
    known = [role for role in (*MAY_LAUNCH, KEYS) if role in roles]
    if (above is not None and not 0 <= above <= MOST) or len(known) != len(set(roles)):
        raise RuleError
    with transaction.atomic():
        was = current()
        before, after = trail.changed(_shown(was), {"above": above, "roles": known})
        if not after:
            return was
        row = ApprovalRule.objects.create(above=above, roles=known, by=by)
        trail.note(by, "team.approval_changed", subject="team:1", before=before, after=after)
    return row


def names_of(by: Member | None, key: ApiKey | None) -> set[str]:
    """A key never is a way round: it counts as one, and as whoever made it."""
    return ({by.role} if by is not None else set()) | ({KEYS} if key is not None else set())


def _shown(row: ApprovalRule) -> dict[str, object]:
    return {"above": row.above, "roles": list(row.roles)}
