"""Whom it reaches: nobody, everybody, or so many; and who of them lacks which fact."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.campaigns.approval.gate import reach
from polku.act.campaigns.audience import asked_rule
from polku.act.campaigns.checklist.facts import Fact, facts_of
from polku.act.campaigns.checklist.lacking import lacking
from polku.act.campaigns.checklist.line import Line, State, ok, warning
from polku.act.campaigns.copied import lists_are_copied
from polku.act.campaigns.launch import chat_of, mail_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.whom import rule_of
from polku.kit.columns import ColumnsError
from polku.know.events.read import last_seq, place
from polku.know.people.models import Changed
from polku.know.rules import ask
from polku.know.rules.condition import RuleError
from polku.say.channels.registry import UnknownChannel, channel

FEW = 10  # people: whoever has no more is trying it out
READERS = ("people", "orders", "columns")


def audience(campaign: Campaign, *, now: datetime) -> list[Line]:
    try:
        is_copied = lists_are_copied(now=now)
        found, everybody = ask.count(rule_of(campaign), now), ask.everybody()
    except ColumnsError:
        return [warning("audience", _("Who this is cannot be counted right now."))]
    except RuleError:
        return []  # said by the campaign's own problems
    if not found:
        return [_nobody(is_known=is_copied and is_read())]
    if found > FEW and found == everybody:
        sentence = _("This goes to everybody whom polku knows. Most often that is not what is meant.")
        return [warning("audience", sentence, people=found)]
    count = reach(campaign, now=now)
    if count == 0:
        return [warning("audience", _("Nobody of the audience is reached by this channel."), people=0)]
    said = ngettext("It reaches {count} person.", "It reaches {count} people.", count or 0)
    return [ok("audience", said.format(count=f"{count:,}"), people=count)] if count else []


def is_read() -> bool:
    """Whether the column store knows of everything that has been accepted, so that nobody is really nobody."""
    return all(place(reader) >= last_seq() for reader in READERS) and not Changed.objects.exists()


def facts(campaign: Campaign, *, now: datetime) -> list[Line]:
    """One question for all facts of a message."""
    shown = facts_of(campaign.subject, campaign.body, mail_of(campaign) or chat_of(campaign))
    if not shown:
        return []
    rule = {"all": [asked_rule(campaign.whole), {"reachable": campaign.channel, "purpose": campaign.whole.purpose}]}
    try:
        counted = lacking(rule, shown, now)
    except (ColumnsError, RuleError):
        return [warning("facts", _("How many people lack the facts that it shows cannot be counted right now."))]
    lines = list(_told(shown, counted.by_fact, counted.total, holds=_is_chat(campaign)))
    return lines or [ok("facts", _("Everybody has the facts that it shows."))]


def _told(shown: list[Fact], by_fact: dict[tuple[str, str], int], total: int, *, holds: bool) -> Iterator[Line]:
    for fact in shown:
        count = by_fact.get(fact.key, 0)
        if not count:
            continue
        words = {"count": f"{count:,}", "total": f"{total:,}", "fact": fact.name, "instead": fact.instead}
        if fact.instead:
            sentence = ngettext(
                "{count} of {total} has no “{fact}”: they get “{instead}”.",
                "{count} of {total} have no “{fact}”: they get “{instead}”.",
                count,
            )
            yield Line("facts", "ok", sentence.format(**words), fact.field, count)
            continue
        is_in_vain = count == total
        if is_in_vain and not (holds and fact.is_all):
            sentence = _("Nobody has “{fact}”. See whether its name is right, or give it a text to fall back on.")
        elif holds and fact.is_all:
            sentence = ngettext(
                "{count} of {total} has no “{fact}”: their message would be held.",
                "{count} of {total} have no “{fact}”: their messages would be held.",
                count,
            )
        else:
            sentence = ngettext(
                "{count} of {total} has no “{fact}”: nothing stands there. Give it a text to fall back on.",
                "{count} of {total} have no “{fact}”: nothing stands there. Give it a text to fall back on.",
                count,
            )
        state: State = "blocks" if is_in_vain else "warning"
        yield Line("facts", state, sentence.format(**words), fact.field, count, is_of_now=True)


def _nobody(*, is_known: bool) -> Line:
    if is_known:
        return Line("audience", "blocks", _("Nobody is in the audience."), "audience", 0, is_of_now=True)
    return warning("audience", _("Nobody is in the audience so far; the newest events are still being read."), people=0)


def _is_chat(campaign: Campaign) -> bool:
    try:
        return channel(campaign.channel).content == "chat"
    except UnknownChannel:
        return False
