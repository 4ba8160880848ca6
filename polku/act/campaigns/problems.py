"""What must be put right before a campaign can be sent, and the errors of this room."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from polku.know.people.consent.purposes import MARKETING, purposes
from polku.know.people.consent.topics import topics
from polku.know.rules.compile import compile as compile_rule
from polku.know.rules.condition import RuleError
from polku.say.channels.registry import UnknownChannel, channel
from polku.say.content.blocks import check as mail_check
from polku.say.content.blocks.blocks import Mail
from polku.say.content.check import check_message
from polku.say.content.problem import Problem

NAME_CHARACTERS = 200


class CampaignError(Exception):
    """Something is wrong with a campaign."""


class NotReady(CampaignError):
    """A campaign cannot be kept or sent like this; `problems` says why, each with its field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = tuple(problems)


class AlreadyLaunched(CampaignError):
    """This campaign has been launched: what people get is not changed on the way."""


def problems(
    *,
    name: str,
    channel_name: str,
    subject: str,
    body: str,
    mail: Mail | None = None,
    rule: Any,
    purpose: str = MARKETING,
    topic: str = "",
) -> list[Problem]:
    """Everything that is wrong, in the order of the form. `rule`: the audience's, also of a named segment.

    `mail`: the blocks, of a channel that has blocks; it then counts instead of `body`.
    """
    return [
        *_name(name),
        *_channel(channel_name),
        *_purpose(purpose, topic),
        *_rule(rule),
        *_message(subject, body, mail),
    ]


def has_blocks(channel_name: str) -> bool:
    """Whether this channel's messages are made of blocks; False also for one that is not there."""
    try:
        return bool(getattr(channel(channel_name), "has_blocks", False))
    except UnknownChannel:
        return False


def _message(subject: str, body: str, mail: Mail | None) -> list[Problem]:
    if mail is not None:
        return mail_check.problems(subject, mail)
    empty = [] if body.strip() else [Problem(_("The message is empty."), field="body")]
    return check_message(subject=subject, body=body) + empty


def _name(name: str) -> list[Problem]:
    if not name.strip():
        return [Problem(_("The campaign has no name."), field="name")]
    if len(name) > NAME_CHARACTERS:
        sentence = _("The name is longer than {most} characters.").format(most=NAME_CHARACTERS)
        return [Problem(sentence, field="name")]
    return []


def _channel(name: str) -> list[Problem]:
    try:
        channel(name)
    except UnknownChannel:
        return [Problem(_("There is no channel “{channel}”.").format(channel=name), field="channel")]
    return []


def _purpose(purpose: str, topic: str) -> list[Problem]:
    """A purpose that was ended since leaves a campaign without people who could have agreed to it."""
    if purpose not in {one.key for one in purposes()}:
        return [Problem(_("There is no purpose “{purpose}”.").format(purpose=purpose), field="purpose")]
    if topic and topic not in {one.key for one in topics()}:
        return [Problem(_("There is no topic “{topic}”.").format(topic=topic), field="topic")]
    return []


def _rule(rule: Any) -> list[Problem]:
    if rule is None:
        return [Problem(_("The campaign has no audience."), field="audience")]
    try:
        compile_rule(rule)
    except RuleError as error:
        return [Problem(str(error), field="audience")]
    return []
