"""What must be put right before a campaign can be sent, and the errors of this room."""

from collections.abc import Sequence
from typing import Any

from polku.act.campaigns import checks
from polku.know.people.consent.purposes import MARKETING
from polku.know.segments.models import Segment
from polku.say.channels.channel import Content
from polku.say.channels.registry import OF_ACCOUNT, UnknownChannel, channel
from polku.say.content.blocks.blocks import Mail
from polku.say.content.chat.blocks import Chat
from polku.say.content.problem import Problem


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
    mail: Mail | Chat | None = None,
    rule: Any,
    segment: Segment | None = None,
    purpose: str = MARKETING,
    topic: str = "",
    exclusion: Any = None,
    holdout_percent: int = 0,
    link_tags: Any = None,
) -> list[Problem]:
    """Everything that is wrong, in the order of the form. `rule`: the audience's, also of a named segment.

    `mail`: the blocks, of a channel that has blocks, a mail's or a chat's; they then count instead of `body`.
    """
    return [
        *checks.of_name(name),
        *checks.of_channel(channel_name),
        *checks.of_purpose(purpose, topic),
        *(checks.of_segment(segment) or checks.of_rule(rule)),
        *checks.of_exclusion(exclusion),
        *checks.of_holdout(holdout_percent),
        *checks.of_link_tags(link_tags),
        *checks.of_message(subject, body, mail),
    ]


def content_of(channel_name: str) -> Content:
    """What a message of this channel is; of one that is not there (any more), what it would be."""
    try:
        return channel(channel_name).content
    except UnknownChannel:
        return "chat" if OF_ACCOUNT in channel_name else "text"


def has_blocks(channel_name: str) -> bool:
    """Whether this channel's messages are mails made of blocks; False also for one that is not there."""
    return content_of(channel_name) == "mail"
