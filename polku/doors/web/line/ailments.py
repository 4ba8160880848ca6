"""What is wrong with an account, in words, with what to do: the worst first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.doors.web.line.card import Card
from polku.doors.web.widgets.amounts import number
from polku.say.channels.line.setup import hook
from polku.say.channels.line.trouble import told

Cure = Literal["", "resume", "settings", "webhook", "test", "plan", "checklist"]
NEARLY = 0.9  # of the month's messages


@dataclass(frozen=True)
class Ailment:
    """`cure`: what the button beside it does; "" where nothing here helps."""

    sentence: str
    cure: Cure = ""
    is_grave: bool = False


def ailments(card: Card) -> list[Ailment]:
    found = [*_sending(card), *_hooks(card), *_quota(card)]
    return sorted(found, key=lambda one: not one.is_grave)


def _sending(card: Card) -> Iterator[Ailment]:
    account = card.account
    if card.state == "stopped":
        why = told(account.stopped_why) or _("Somebody has stopped this account.")
        sentence = _("Nothing is sent: {reason} Put it right, then resume.").format(reason=why)
        yield Ailment(sentence, "resume", is_grave=True)
    elif card.state == "waiting":
        yield Ailment(told(account.waits_why), is_grave=True)
    if card.look.trouble and card.state != "stopped":
        yield Ailment(told(card.look.trouble), "settings", is_grave=True)
    if card.day.wrong:
        sentence = ngettext(
            "%(count)s message of the last day went wrong. Its campaign’s page says why.",
            "%(count)s messages of the last day went wrong. Their campaigns’ pages say why.",
            card.day.wrong,
        )
        yield Ailment(sentence % {"count": number(card.day.wrong)})


def _hooks(card: Card) -> Iterator[Ailment]:
    look = card.look
    if hook.cannot_be_reached(card.account):
        yield Ailment(
            _(
                "LINE cannot deliver to {address}: it must begin with https:// and be on the public internet. Set"
                " POLKU_BASE_URL to the address under which the world reaches this polku."
            ).format(address=card.webhook_url),
            is_grave=True,
        )
    if card.is_elsewhere:
        where = look.webhook_url or _("nowhere")
        sentence = _("LINE delivers to {where}, not to this polku.").format(where=where)
        yield Ailment(sentence, "webhook", is_grave=True)
    elif look.webhook_active is False:
        sentence = _("The webhook is switched off at LINE. Switch it on in LINE Official Account Manager.")
        yield Ailment(sentence, "checklist", is_grave=True)
    if look.tested and look.tested != "OK":
        yield Ailment(tested_words(look.tested), "test", is_grave=True)
    if card.hooks.refused:
        sentence = ngettext(
            "%(count)s webhook of the last day had a wrong signature. If it came from LINE, the channel secret here is"
            " not that of LINE’s console.",
            "%(count)s webhooks of the last day had a wrong signature. If they came from LINE, the channel secret here"
            " is not that of LINE’s console.",
            card.hooks.refused,
        )
        yield Ailment(sentence % {"count": number(card.hooks.refused)}, "settings")


def _quota(card: Card) -> Iterator[Ailment]:
    month = card.month
    if month.most is None:
        return
    if month.used >= month.most:
        yield Ailment(_("The month’s messages are used up."), "plan", is_grave=True)
    elif month.used + month.reserved >= NEARLY * month.most:
        sentence = _("Only {left} of the month’s {most} messages are left.")
        yield Ailment(sentence.format(left=number(month.left), most=number(month.most)), "plan")
    elif month.will_not_do:
        sentence = _("If the month goes on like this it takes {forecast} messages, and there are {most}.")
        yield Ailment(sentence.format(forecast=number(month.forecast), most=number(month.most)), "plan")


def tested_words(tested: str) -> str:
    """LINE's reason for a webhook test that failed."""
    reason, _bar, detail = tested.partition("|")
    sentences = {
        "COULD_NOT_CONNECT": _("LINE could not connect to this polku. Is its address right, and open to the world?"),
        "REQUEST_TIMEOUT": _("LINE waited in vain for this polku’s answer."),
        "ERROR_STATUS_CODE": _("This polku answered LINE’s test with an error: {detail}"),
    }
    sentence = sentences.get(reason, _("LINE’s test of the webhook failed: {reason} {detail}"))
    return sentence.format(reason=reason, detail=detail).strip()
