"""Saying which plan an account has, or what the team pays instead."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money.models import LinePrices
from polku.say.channels.line.money.plans import OWN, plans
from polku.say.channels.line.wrong import Wrong

MOST_TIERS = 10


@transaction.atomic
def choose(account: LineAccount, plan: str, *, by: Member | None = None) -> None:
    """A plan of limits.toml, OWN where the team has entered prices, "" for none. Raises Wrong."""
    if plan not in ("", OWN, *plans()):
        raise Wrong("plan", _("There is no such plan."))
    before = account.plan
    if before != plan:
        LineAccount.objects.filter(pk=account.pk).update(plan=plan)
        account.plan = plan
        trail.note(by, "line.changed", subject=f"line:{account.pk}", before={"plan": before}, after={"plan": plan})


@transaction.atomic
def set_prices(
    account: LineAccount, *, currency: str, monthly_minor: int, messages: int, tiers: str, by: Member | None = None
) -> None:
    """The team's own prices, which hold from now on. `tiers`: see `tiers_in`. Raises Wrong."""
    more = tiers_in(tiers)
    row, _is_new = LinePrices.objects.update_or_create(
        account=account,
        defaults={
            "currency": currency,
            "monthly_minor": monthly_minor,
            "messages": messages,
            "more": more,
            "changed_at": clock.now(),
            "changed_by": by,
        },
    )
    said = {"currency": currency, "monthly": monthly_minor, "messages": messages, "more": more}
    trail.note(by, "line.priced", subject=f"line:{row.account_id}", after=said)
    choose(account, OWN, by=by)


def tiers_in(text: str) -> list[dict[str, Any]]:
    """Lines like "50000 3.0": up to so many messages beyond those in the plan, this much each. The last may be "* 2.8".

    Raises Wrong.
    """
    found: list[dict[str, Any]] = []
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), start=1):
        up_to, price = _tier(line.split(), number)
        last = found[-1]["up_to"] if found else 0
        if last is None or (up_to is not None and up_to <= last) or number > MOST_TIERS:
            raise Wrong("tiers", _("Line {line}: tiers grow from line to line.").format(line=number))
        found.append({"up_to": up_to, "price": str(price)})
    return found


def in_lines(tiers: Sequence[dict[str, Any]]) -> str:
    """The inverse of `tiers_in`."""
    return "\n".join(f"{'*' if one['up_to'] is None else one['up_to']} {one['price']}" for one in tiers)


def _tier(words: Sequence[str], number: int) -> tuple[int | None, Decimal]:
    problem = Wrong("tiers", _("Line {line}: write a count and a price, like “50000 3.0”.").format(line=number))
    if len(words) != 2 or not (words[0] == "*" or (words[0].isascii() and words[0].isdecimal())):
        raise problem
    try:
        price = Decimal(words[1])
    except InvalidOperation:
        raise problem from None
    if not price.is_finite() or not 0 <= price < 1_000_000 or len(words[0]) > 12:
        raise problem
    return (None if words[0] == "*" else int(words[0])), price
