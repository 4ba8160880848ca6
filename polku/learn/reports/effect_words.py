"""The effect of a campaign in a plain sentence, and the rule by which it is counted."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.learn.reports.effect import Effect
from polku.learn.reports.outcomes import ORDERED


class Change(Protocol):
    """A difference of shares, and where the truth lies with 95 %."""

    @property
    def value(self) -> float: ...

    @property
    def low(self) -> float: ...

    @property
    def high(self) -> float: ...

    @property
    def is_clear(self) -> bool: ...


@dataclass(frozen=True)
class Found:
    """What the sentence is made of."""

    goal: str
    change: Change | None
    percent: int  # held out
    is_over: bool
    is_trusted: bool = True


def sentence(found: Effect) -> str:
    """What may be concluded, and nothing beyond it."""
    is_off = found.sizes is not None and found.sizes.is_off
    return said(Found(found.goal, found.difference, found.percent, found.is_over, is_trusted=not is_off))


def said(found: Found) -> str:
    if not found.is_trusted:
        return _(
            "The two groups are not as large as they were drawn: something has taken people out of one of them."
            " These numbers cannot be trusted."
        )
    change = found.change
    if change is None:
        return _("There is nobody left to compare with.")
    if not change.is_clear:
        return _unclear(found)
    words = {
        "percent": found.percent,
        "goal": found.goal,
        "value": _points(abs(change.value)),
        "low": _points(min(abs(change.low), abs(change.high))),
        "high": _points(max(abs(change.low), abs(change.high))),
    }
    return _clear(found, is_more=change.value > 0) % words


def rule(found: Effect) -> str:
    """How it is counted, for beside the numbers."""
    words = {"days": found.days, "goal": found.goal, "percent": found.percent}
    if found.goal == ORDERED:
        form = ngettext(
            "People who ordered within %(days)d day of the launch: of all who were asked, be it that their message"
            " arrived or not, beside the %(percent)d percent who were held out by lot. Revenue is net of refunds.",
            "People who ordered within %(days)d days of the launch: of all who were asked, be it that their message"
            " arrived or not, beside the %(percent)d percent who were held out by lot. Revenue is net of refunds.",
            found.days,
        )
    else:
        form = ngettext(
            "People of whom “%(goal)s” came within %(days)d day of the launch: of all who were asked, be it that their"
            " message arrived or not, beside the %(percent)d percent who were held out by lot.",
            "People of whom “%(goal)s” came within %(days)d days of the launch: of all who were asked, be it that their"
            " message arrived or not, beside the %(percent)d percent who were held out by lot.",
            found.days,
        )
    return form % words


def _unclear(found: Found) -> str:
    if found.goal == ORDERED:
        if not found.is_over:
            return _("It is not clear yet whether the message makes people order.")
        return _("It is not clear whether the message made people order: the difference may be chance.")
    if not found.is_over:
        form = _("It is not clear yet whether the message brings about “%(goal)s”.")
    else:
        form = _("It is not clear whether the message brought about “%(goal)s”: the difference may be chance.")
    return form % {"goal": found.goal}


def _clear(found: Found, *, is_more: bool) -> str:
    if found.goal == ORDERED:
        if is_more:
            return _("The message makes people order: %(value)s more of every 100 (%(low)s to %(high)s).")
        return _("The message keeps people from ordering: %(value)s fewer of every 100 (%(low)s to %(high)s).")
    if is_more:
        return _("The message brings about “%(goal)s”: of %(value)s more of every 100 people (%(low)s to %(high)s).")
    return _("The message prevents “%(goal)s”: of %(value)s fewer of every 100 people (%(low)s to %(high)s).")


def _points(share: float) -> str:
    """Of a hundred: 0.0123 is 1.2; small ones with another digit."""
    points = share * 100
    return number_format(points, 1 if points >= 1 else 2, use_l10n=True)
