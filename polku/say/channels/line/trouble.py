"""What can go wrong between here and LINE, each with a sentence that says what to do."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from polku.say.channels import trouble

DETAIL = 240

# By code; `{0}` is what LINE said, or the host that was asked.
SENTENCES: dict[str, Callable[[], str]] = {
    "line_token": lambda: _("LINE does not accept this channel’s id, secret or token: {0}"),
    "line_key": lambda: _("The account’s secret was sealed with another secret key. Enter it again."),
    "line_assertion": lambda: _("The private key of this account cannot be used: {0}"),
    "line_stopped": lambda: _("Sending by this account has been stopped."),
    "line_ended": lambda: _("This LINE account has been removed."),
    "line_unreachable": lambda: _("LINE cannot be reached from here ({0}). What is to be sent waits."),
    "line_no_answer": lambda: _("LINE did not answer whether it took the message ({0}). It is asked again, safely."),
    "line_server": lambda: _("LINE has trouble of its own ({0}). It is asked again, safely."),
    "line_day_over": lambda: _(
        "LINE did not answer for a day whether it took the message. It may have arrived, so it is not sent again."
    ),
    "line_reply_unknown": lambda: _(
        "LINE did not answer whether it took the reply. It may have arrived, so it is not sent again."
    ),
    "line_rate": lambda: _("Too many requests at once, LINE says. The rest goes out more slowly."),
    "line_audience_busy": lambda: _("LINE is still at work on this audience. It is tried again."),
    "line_monthly": lambda: _(
        "The month’s free messages are used up. What is left waits: it goes out when the plan is raised, or next month."
    ),
    "line_cap": lambda: _(
        "The limit that was set for additional messages is reached. What is left waits until it is raised in LINE’s"
        " manager, or until next month."
    ),
    "line_reserved": lambda: _(
        "The month’s last messages are set aside for a narrowcast that is being sent. It waits."
    ),
    "line_same_user": lambda: _("LINE finds that this person got too many messages. It is tried again later."),
    "line_user": lambda: _("LINE does not know this person for this account: {0}"),
    "line_content": lambda: _("LINE does not take this message: {0}"),
    "line_too_large": lambda: _("LINE does not take this message: it is too large."),
    "line_not_allowed": lambda: _("LINE does not let this account do that: {0}"),
    "line_not_found": lambda: _("LINE does not find that: {0}"),
    "line_refused": lambda: _("LINE refused this: {0}"),
    "line_not_friend": lambda: _("This person is no friend of this account."),
    "line_blocked": lambda: _("This person has blocked the account."),
    "line_refused_before": lambda: _("LINE did not know this person for this account when it was last tried."),
    "line_write": lambda: _("This message cannot be written ({0})."),
}


class Trouble(trouble.Trouble, frozen=True):
    """Of LINE."""

    sentences = SENTENCES


class LineTrouble(Exception):
    """LINE cannot be asked, or does not do it; `trouble` says why."""

    def __init__(self, found: Trouble) -> None:
        super().__init__(found.sentence)
        self.trouble = found


def sentence(code: str, detail: str = "") -> str:
    """In the reader's language."""
    return Trouble(code, detail).sentence


def told(kept: str) -> str:
    """What a row's reason (`stopped_why`, `waits_why`) means; "" for none."""
    code, _bar, detail = kept.partition("|")
    return sentence(code, detail) if code in SENTENCES else kept
