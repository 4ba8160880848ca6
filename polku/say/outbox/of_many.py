"""Why messages were held or failed, said of a number of people: for the sentences that speak of one person."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from polku.know.people.consent import standing
from polku.say.limits.way.words import in_words as way_in_words
from polku.say.limits.words import held_by
from polku.say.outbox import reasons

_CONSENT: dict[str, Callable[[], str]] = {
    standing.NEVER_GIVEN: lambda: _("They have not agreed to such messages."),
    standing.HAS_WITHDRAWN: lambda: _("They do not want such messages any more."),
    standing.IS_PAUSED: lambda: _("They want no messages for a while."),
    standing.NOT_THIS_TOPIC: lambda: _("They want nothing on this topic."),
}
# By code; `{0}` is what stands behind the code. Every other reason reads the same of one and of many.
_SENTENCES: dict[str, Callable[[], str]] = {
    reasons.NO_PERSON: lambda: _("They are no longer known."),
    reasons.NO_ADDRESS: lambda: _("They have no address for this channel."),
    reasons.NOTHING: lambda: _("No part of the message is for them: each has a condition."),
    reasons.UNASKED: lambda: _("They wait until it can be asked which parts of the message are for them."),
    reasons.HOLDOUT: lambda: _("They are held out, to see what the message brings about."),
    reasons.CAPPED: lambda: _("They have got as many messages as they may. {0}"),
    reasons.SUNSET: lambda: _("They have not responded for a long time."),
    reasons.SUPPRESSED: lambda: _("They are on your list of those who are never written to."),
    reasons.REACHED: lambda: _("They have been reached under another of their identities."),
    reasons.GAVE_WAY: lambda: _("It gave way to “{name}” of {day}: they may not get that many messages."),
    "email_address": lambda: _("What is kept as their address is no e-mail address."),
    "email_bounced": lambda: _("Letters to their address have come back: {0}"),
    "email_complained": lambda: _("They have reported a letter as unwanted."),
    "line_not_friend": lambda: _("They are no friends of this account."),
    "line_blocked": lambda: _("They have blocked the account."),
    "line_refused_before": lambda: _("LINE did not know them for this account when it was last tried."),
    "line_same_user": lambda: _("LINE finds that they got too many messages. It is tried again later."),
    "line_user": lambda: _("LINE does not know them for this account: {0}"),
}


def of_many(kept: str) -> str:
    """What a row's reason means, said of everybody whom it is about."""
    code, _bar, detail = kept.partition("|")
    if code == reasons.CONSENT:
        return _CONSENT.get(detail, _CONSENT[standing.NEVER_GIVEN])()
    if code == reasons.GAVE_WAY:
        return way_in_words(_SENTENCES[code](), detail)
    detail = held_by(detail) if code == reasons.CAPPED else detail
    return _SENTENCES[code]().replace("{0}", detail) if code in _SENTENCES else reasons.sentence(kept)
