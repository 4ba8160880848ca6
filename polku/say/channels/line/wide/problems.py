"""What can keep a wide send from going, or what became of it, in sentences; all else as everywhere (trouble.py)."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from polku.say.channels.line import trouble

# By code; `{0}` is what LINE said, or a name or number of ours.
SENTENCES: dict[str, Callable[[], str]] = {
    "wide_short": lambda: _(
        "The month has {0} messages left, and this may take more. Nothing has been sent: choose what is to happen."
    ),
    "wide_beyond": lambda: _(
        "LINE says that the month has too few messages left for all of them. Nobody has got it: choose what is to"
        " happen."
    ),
    "wide_room": lambda: _("The month has {0} messages left, and this may take more. It waits until there is room."),
    "wide_late": lambda: _("It was to go more than a day ago, and polku was not at work. Does it still hold?"),
    "wide_audience": lambda: _(
        "LINE is not ready with the audience “{0}”. It goes as soon as it is; see the page of audiences."
    ),
    "wide_audience_gone": lambda: _("The audience “{0}” has been switched off, so nobody can be chosen by it."),
    "wide_nobody": lambda: _("Nobody is in the chosen audiences, so there is nobody to send it to."),
    "wide_content": lambda: _("LINE does not take this message: {0}"),
    "wide_few_friends": lambda: _(
        "LINE lets only accounts with at least 100 friends whom it can reach choose by gender, age and the like: {0}"
    ),
    "wide_no_answer": lambda: _(
        "LINE did not answer whether it took this ({0}). It is asked again by the same key, so nobody gets it twice."
    ),
    "wide_day_over": lambda: _(
        "LINE did not answer for a day whether it took this. It may have arrived, so it is not sent again."
    ),
    "wide_no_progress": lambda: _("LINE took this, and does not tell any more what became of it."),
    "wide_failed_1": lambda: _("LINE took this and could not send it: an error of its own ({0})."),
    "wide_failed_2": lambda: _(
        "LINE sends a narrowcast to 50 people at the least, and fewer fit what was chosen. Nobody got it."
    ),
    "wide_failed_3": lambda: _(
        "LINE says that it had taken the same request before ({0}). It may have arrived, so it is not sent again."
    ),
    "wide_failed_4": lambda: _("One of the audiences has fewer than 50 people, and LINE sends to none of them then."),
    "wide_failed_5": lambda: _("The month has too few messages left for all of them, so LINE sent it to nobody."),
    "wide_failed": lambda: _("LINE took this and could not send it: {0}"),
}
SHORT = frozenset(("wide_short", "wide_beyond", "line_monthly", "line_cap"))  # of messages; one may choose
FAILURES = frozenset((1, 2, 3, 4, 5))


class WideError(Exception):
    """A wide send cannot be kept or launched; `field` says where it is wrong. The message is a sentence for members."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def told(kept: str) -> str:
    """What a row's `trouble` means; "" for none."""
    code, _bar, detail = kept.partition("|")
    return SENTENCES[code]().format(detail) if code in SENTENCES else trouble.told(kept)
