"""Why a message was held or failed, or cost nothing: kept as a code, told in the reader's language."""

from collections.abc import Callable
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext as _

from polku.know.people.consent import standing
from polku.say.channels.email import trouble
from polku.say.channels.line import trouble as line_trouble
from polku.say.limits.way.words import in_words as way_in_words
from polku.say.limits.words import held_by
from polku.say.outbox.became import CLOSED, QUIET

NO_PERSON = "no_person"
NO_ADDRESS = "no_address"
NO_WORDING = "no_wording"
REACHED = "reached"
TEMPLATE = "template"
NOTHING = "nothing"  # no block is for this person
UNASKED = "unasked"  # whom its blocks are for
GAVE_UP = "gave_up"
WORKER_DIED = "worker_died"
SUPPRESSED = "suppressed"  # by the team: say/limits/never.py
SUNSET = "sunset"  # say/limits/sunset.py
STOPPED = "stopped"  # by somebody of the team
CHANNEL_BROKE = "channel_broke"
CONSENT = "consent"
HOLDOUT = "holdout"
CAPPED = "capped"  # detail: which cap, see say/limits/terms.py
GAVE_WAY = "gave_way"  # detail: to what, see way.py
FREE = "free_reply"  # of one that was sent: it is not paid for

LENGTH = 300
# Held as it should be: there is no way to these people, or they do not want it. Nothing has to be mended.
OUT_OF_REACH = (
    NO_PERSON, NO_ADDRESS, NOTHING, REACHED, CONSENT, HOLDOUT, CAPPED, GAVE_WAY, SUPPRESSED, SUNSET,
    "line_not_friend", "line_blocked", "line_refused_before", "email_bounced", "email_complained",
)  # fmt: skip
OF_OUT_OF_REACH = reduce(or_, (Q(reason=code) | Q(reason__startswith=f"{code}|") for code in OUT_OF_REACH))

_CONSENT: dict[str, Callable[[], str]] = {
    standing.NEVER_GIVEN: lambda: _("This person has not agreed to such messages."),
    standing.HAS_WITHDRAWN: lambda: _("This person does not want such messages any more."),
    standing.IS_PAUSED: lambda: _("This person wants no messages for a while."),
    standing.NOT_THIS_TOPIC: lambda: _("This person wants nothing on this topic."),
}
_SENTENCES: dict[str, Callable[[str], str]] = {
    NO_PERSON: lambda _detail: _("This person is no longer known."),
    NO_ADDRESS: lambda _detail: _("There is no address for this channel."),
    HOLDOUT: lambda _detail: _("This person is held out, to see what the message brings about."),
    CAPPED: lambda detail: _("This person has got as many messages as they may. {limit}").format(limit=held_by(detail)),
    GAVE_WAY: lambda detail: way_in_words(
        _("It gave way to “{name}” of {day}: this person may not get that many messages."), detail
    ),
    SUPPRESSED: lambda _detail: _("This person is on your list of those who are never written to."),
    SUNSET: lambda _detail: _("This person has not responded for a long time."),
    QUIET: lambda _detail: _("It waits until this person’s quiet hours are over."),
    CLOSED: lambda _detail: _("It waits until this person’s store opens."),
    NO_WORDING: lambda _detail: _("There is no text for this message."),
    REACHED: lambda _detail: _("This person has been reached under another of their identities."),
    TEMPLATE: lambda detail: _("The template could not be filled in: {problem}").format(problem=detail),
    NOTHING: lambda _detail: _("No part of the message is for this person: each has a condition."),
    UNASKED: lambda _detail: _("It waits until it can be asked which parts of the message are for this person."),
    GAVE_UP: lambda detail: _("Given up after many attempts: {reason}").format(reason=sentence(detail)),
    FREE: lambda _detail: _("As a reply, which costs nothing."),
    STOPPED: lambda _detail: _("The campaign was stopped before this message left."),
    WORKER_DIED: lambda _detail: _("The sending process ended before it learned whether this arrived."),
    CONSENT: lambda detail: _CONSENT.get(detail, _CONSENT[standing.NEVER_GIVEN])(),
    CHANNEL_BROKE: lambda detail: _("The channel stopped with an error: {error}").format(error=detail),
}


def reason(code: str, detail: str = "") -> str:
    """As it stands in the row."""
    return (f"{code}|{detail}" if detail else code).replace("\0", "")[:LENGTH]


def is_out_of_reach(kept: str) -> bool:
    """Of one that was held: no trouble, see OUT_OF_REACH."""
    return kept.partition("|")[0] in OUT_OF_REACH


def sentence(kept: str) -> str:
    """What a row's reason means; a channel's own words stand as they are."""
    code, _bar, detail = kept.partition("|")
    if code in trouble.SENTENCES:
        return trouble.sentence(code, detail)
    if code in line_trouble.SENTENCES:
        return line_trouble.sentence(code, detail)
    return _SENTENCES[code](detail) if code in _SENTENCES else kept
