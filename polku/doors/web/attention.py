"""What needs attention, in sentences, each leading to where it can be seen. Empty on a good day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.plan import why
from polku.doors.web.widgets import times
from polku.doors.web.widgets.amounts import number
from polku.flow import READERS
from polku.know.teams.models import Member
from polku.know.teams.rights import Right, may
from polku.learn.reports.home import Attention, attention


@dataclass(frozen=True)
class Worry:
    sentence: str
    detail: str
    href: str
    icon: str


def worries(member: Member, *, now: datetime) -> list[Worry]:
    """What concerns them: of what colleagues did, who may undo it."""
    found = attention(READERS, now=now)
    return [_worry(one) for one in found if one.kind not in NEEDS or all(may(member, it) for it in NEEDS[one.kind])]


def _worry(one: Attention) -> Worry:
    icon, say = SAYINGS[one.kind]
    sentence, detail = say(one.details)
    return Worry(sentence, detail, reverse(one.link, args=[one.link_id] if one.link_id else []), icon)


def _disk(given: dict[str, Any]) -> tuple[str, str]:
    free = _("%(free)s MB are free") % {"free": number(given["free_mb"])}
    reserve = _("Below %(reserve)s MB no more events are accepted.") % {"reserve": number(given["reserve_mb"])}
    return _("The disk is nearly full: %(free)s") % {"free": free}, reserve


def _stands_still(given: dict[str, Any]) -> tuple[str, str]:
    return _("The reader “%(name)s” stands still") % {"name": given["reader"]}, given["trouble"]


def _late(given: dict[str, Any]) -> tuple[str, str]:
    sentence = ngettext(
        "%(count)s batch of events waits for the reader “%(name)s”",
        "%(count)s batches of events wait for the reader “%(name)s”",
        given["batches"],
    )
    detail = _("If this number does not fall, see whether “polku work” is running.")
    return sentence % {"count": number(given["batches"]), "name": given["reader"]}, detail


def _campaign(given: dict[str, Any]) -> tuple[str, str]:
    return _("“%(name)s” cannot go on") % {"name": given["name"]}, given["trouble"]


def _plan_held(given: dict[str, Any]) -> tuple[str, str]:
    return _("“%(name)s” could not go at its time") % {"name": given["name"]}, why.sentence(given["trouble"])


def _plan_skipped(given: dict[str, Any]) -> tuple[str, str]:
    return _("“%(name)s” did not go: it was too late") % {"name": given["name"]}, why.sentence(given["trouble"])


def _failed(given: dict[str, Any]) -> tuple[str, str]:
    sentence = ngettext("%(count)s message failed today", "%(count)s messages failed today", given["count"])
    return sentence % {"count": number(given["count"])}, _("Each campaign shows the reasons.")


def _unknown(given: dict[str, Any]) -> tuple[str, str]:
    sentence = ngettext(
        "Whether %(count)s message of today arrived is not known",
        "Whether %(count)s messages of today arrived is not known",
        given["count"],
    )
    return sentence % {"count": number(given["count"])}, _("They are not sent again blindly.")


def _held(given: dict[str, Any]) -> tuple[str, str]:
    sentence = ngettext(
        "%(count)s message was held back today", "%(count)s messages were held back today", given["count"]
    )
    return sentence % {"count": number(given["count"])}, _("Each campaign shows the reasons.")


def _webhook_stopped(given: dict[str, Any]) -> tuple[str, str]:
    why = (
        _("Its receiver said that it is gone for good.")
        if given["because"] == "gone"
        else _("Its receiver has failed for five days.")
    )
    return _("The webhook “%(name)s” was stopped") % {"name": given["name"]}, why


def _webhook_failing(given: dict[str, Any]) -> tuple[str, str]:
    sentence = _("The receiver of the webhook “%(name)s” takes nothing") % {"name": given["name"]}
    return sentence, _("polku tries again; look at what it answers.")


def _refused(given: dict[str, Any]) -> tuple[str, str]:
    sentence = ngettext(
        "%(count)s event was refused in the last hour",
        "%(count)s events were refused in the last hour",
        given["count"],
    )
    return sentence % {"count": number(given["count"])}, _("Each is kept with its reason.")


def _connecting(given: dict[str, Any]) -> tuple[str, str]:
    sentence = _("Nobody can connect their account by the menu “%(name)s”") % {"name": given["name"]}
    return sentence, _("It takes a code by e-mail: set up e-mail, or let the menu do something else.")


def _channel_waits(given: dict[str, Any]) -> tuple[str, str]:
    words = {"channel": given["title"]}
    if given["until"] is None:
        return _("%(channel)s stands still: nothing leaves until somebody acts") % words, given["trouble"]
    words |= {"time": times.exact(given["until"], seconds=False)}
    return _("%(channel)s rests after failures: tried again %(time)s") % words, given["trouble"]


def _budget_near(given: dict[str, Any]) -> tuple[str, str]:
    sentence = _("“%(name)s” has used %(percent)s %% of its budget") % {
        "name": given["name"],
        "percent": number(given["percent"]),
    }
    return sentence, _("When it is spent, nothing more of it is given.")


def _budget_spent(given: dict[str, Any]) -> tuple[str, str]:
    return _("The budget of “%(name)s” is spent") % {"name": given["name"]}, _("Nothing more of it is given.")


def _codes_low(given: dict[str, Any]) -> tuple[str, str]:
    sentence = ngettext(
        "“%(name)s” has %(free)s code of the partner left",
        "“%(name)s” has %(free)s codes of the partner left",
        given["free"],
    )
    return sentence % {"name": given["name"], "free": number(given["free"])}, _("Without a code nobody is given one.")


def _staff_striking(given: dict[str, Any]) -> tuple[str, str]:
    sentence = ngettext(
        "What %(count)s of your staff or tills did is worth a question",
        "What %(count)s of your staff or tills did is worth a question",
        given["count"],
    )
    return sentence % {"count": number(given["count"])}, _("At the till, in the last four weeks: look what it was.")


def _friends_held(given: dict[str, Any]) -> tuple[str, str]:
    sentence = ngettext(
        "%(count)s friend of “%(name)s” is held for review",
        "%(count)s friends of “%(name)s” are held for review",
        given["count"],
    )
    why = _("Nobody gets anything before somebody has looked")
    return sentence % {"count": number(given["count"]), "name": given["name"]}, why


# Told only to who has these rights: one says whom it concerns, another opens what it links to.
NEEDS: dict[str, tuple[Right, ...]] = {
    "staff_striking": ("till.undo", "rewards.see"),
    "friends_held": ("rewards.see", "rewards.give"),
}
SAYINGS: dict[str, tuple[str, Callable[[dict[str, Any]], tuple[str, str]]]] = {
    "disk_low": ("database", _disk),
    "reader_stands_still": ("player-pause", _stands_still),
    "reader_late": ("hourglass", _late),
    "channel_waits": ("clock-pause", _channel_waits),
    "campaign_trouble": ("send", _campaign),
    "plan_held": ("clock-pause", _plan_held),
    "plan_skipped": ("calendar-time", _plan_skipped),
    "messages_failed": ("mail", _failed),
    "messages_unknown": ("question-mark", _unknown),
    "messages_held": ("clock-pause", _held),
    "webhook_stopped": ("webhook", _webhook_stopped),
    "webhook_failing": ("webhook", _webhook_failing),
    "budget_near": ("coins", _budget_near),
    "codes_low": ("ticket", _codes_low),
    "staff_striking": ("cash-register", _staff_striking),
    "friends_held": ("user-question", _friends_held),
    "budget_spent": ("coins", _budget_spent),
    "line_connecting": ("mail-opened", _connecting),
    "events_refused": ("barrier-block", _refused),
}
