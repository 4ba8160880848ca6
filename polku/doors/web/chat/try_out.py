"""A test of the chat as it is in the form, to testers."""

from collections.abc import Sequence
from functools import partial

from django.utils.translation import gettext as _

from polku.act.campaigns.checklist import tested
from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.doors.web.chat.items import Given
from polku.doors.web.chat.keep import chat_of_form
from polku.doors.web.columns_asked import ask
from polku.kit import clock, ids
from polku.know.people.models import Profile
from polku.know.rules import ask as rules
from polku.say.channels import chat as platforms
from polku.say.channels.channel import Channel
from polku.say.content.chat import check
from polku.say.content.problem import BrokenTemplate
from polku.say.outbox.testers.ask import ask_test
from polku.say.outbox.testers.testers import testers


def try_out(request: Asked, given: Given, channel: Channel, *, purpose: str, topic: str) -> tuple[bool, str]:
    """Whether it went, and what to say about it."""
    wanted = set(request.POST.getlist("to_tester"))
    to = [one for one in testers() if ids.public(one.id) in wanted]
    if not to:
        return False, _("Choose who gets the test.")
    try:
        chat = chat_of_form(given)
    except BrokenTemplate as broken:
        return False, broken.problem.sentence
    problems = [*check.problems(chat), *platforms.problems(channel.kind, chat), *platforms.of_account(channel, chat)]
    if problems:
        return False, problems[0].sentence
    reached, missed = _parted(to, channel, purpose)
    if reached:
        ask_test(chat, channel=channel.name, to=reached, purpose=purpose, topic=topic, by=request.user, now=clock.now())
        tested.note(chat, channel=channel.name, by=request.user)
    sentences = []
    if reached:
        sentences.append(_("A test is on its way to {names}.").format(names=_names(reached)))
    if missed:
        words = {"names": _names(missed), "channel": channel.title}
        sentences.append(_("{channel} does not reach {names} for this purpose.").format(**words))
    return bool(reached), " ".join(sentences)


def _parted(to: Sequence[Profile], channel: Channel, purpose: str) -> tuple[list[Profile], list[Profile]]:
    """Whom the channel reaches, and whom not; where nobody can say, it is tried."""
    rule, now = {"reachable": channel.name, "purpose": purpose}, clock.now()
    verdicts = {one.id: ask(partial(rules.finds, rule, now, one.id)) for one in to}
    return [one for one in to if verdicts[one.id] is not False], [one for one in to if verdicts[one.id] is False]


def _names(people: Sequence[Profile]) -> str:
    return ", ".join(one.name for one in shown.people(people))
