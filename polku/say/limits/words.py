"""Caps in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.know.people.consent.purposes import purposes
from polku.say.channels.registry import kinds
from polku.say.limits.terms import Terms, terms_of

DAY_H = 24


def sentence(terms: Terms) -> str:
    """ "At most 2 messages in 7 days: E-mail, News and offers" """
    most = ngettext("At most %(count)d message", "At most %(count)d messages", terms.most) % {"count": terms.most}
    what = [name for name in (kind_name(terms.kind), purpose_name(terms.purpose)) if name]
    told = _("{most} in {window}").format(most=most, window=window(terms.hours))
    return f"{told}: {', '.join(what)}" if what else told


def window(hours: int) -> str:
    days, rest = divmod(hours, DAY_H)
    if rest or not days:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def held_by(code: str) -> str:
    """Which cap has held a message: what follows its code in the reason."""
    terms = terms_of(code)
    return sentence(terms) if terms is not None else code


def kind_name(kind: str) -> str:
    return str(kinds().get(kind, kind)) if kind else ""


def purpose_name(purpose: str) -> str:
    return next((str(one.name) for one in purposes() if one.key == purpose), purpose) if purpose else ""
