"""What it promises, in sentences for the team."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.referrals.terms import read
from polku.doors.web.programs import prize_field
from polku.kit.amounts import money, number


def lines(terms: Mapping[str, Any], currency: str) -> list[str]:
    try:
        read(terms)
    except TermsProblem as problem:
        return [problem.problem.sentence]
    return list(_lines(terms, currency))


def _lines(terms: Mapping[str, Any], currency: str) -> Iterator[str]:
    if found := prize_field.said(terms.get("friend")):
        yield _("The friend gets {prize}").format(prize=found)
    if found := prize_field.said(terms.get("referrer")):
        yield _("Whoever brings them gets {prize}").format(prize=found)
    for tier in terms.get("tiers", ()):
        text = ngettext("For {count} friend besides: {prize}", "For {count} friends besides: {prize}", tier["friends"])
        yield text.format(count=number(tier["friends"]), prize=prize_field.said(tier["prize"]))
    if least := terms.get("least_minor"):
        yield _("Once the friend has bought for {amount} or more").format(amount=money(least, currency))
    wait = terms.get("wait_days", 14)
    if wait:
        text = ngettext(
            "{count} day after the purchase, if it was not sent back",
            "{count} days after the purchase, if it was not sent back",
            wait,
        )
        yield text.format(count=number(wait))
    if terms.get("takes_back"):
        yield _("What is sent back after that takes the rewards back, as far as they were not used")
    within = terms.get("within_days", 90)
    text = ngettext("Within {count} day after coming", "Within {count} days after coming", within)
    yield text.format(count=number(within))
    if month := terms.get("month"):
        text = ngettext("For {count} friend a month", "For {count} friends a month, at the most", month)
        yield text.format(count=number(month))
    if terms.get("has_board"):
        yield _("The best are shown, of those who agreed")
    if goal := terms.get("goal"):
        yield _("The link leads to {address}").format(address=goal)
