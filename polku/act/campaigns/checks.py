"""What may be wrong with each part of a campaign, each a sentence with its field."""

from typing import Any

from django.utils.translation import gettext as _

from polku.act.campaigns.checklist import links, pictures
from polku.know.people.consent.purposes import purposes
from polku.know.people.consent.topics import topics
from polku.know.rules.compile import compile as compile_rule
from polku.know.rules.condition import RuleError
from polku.know.segments.errors import SegmentArchived
from polku.know.segments.made_of import nothing_archived
from polku.know.segments.models import Segment
from polku.say.channels import chat as chats
from polku.say.channels.registry import UnknownChannel, channel
from polku.say.content.blocks import check as mail_check
from polku.say.content.blocks.blocks import Mail
from polku.say.content.chat import check as chat_check
from polku.say.content.chat.blocks import Chat
from polku.say.content.check import check_message
from polku.say.content.link_tags import policy
from polku.say.content.problem import Problem

NAME_CHARACTERS = 200
MOST_HELD_OUT = 50


def of_name(name: str) -> list[Problem]:
    if not name.strip():
        return [Problem(_("The campaign has no name."), field="name")]
    if len(name) > NAME_CHARACTERS:
        sentence = _("The name is longer than {most} characters.").format(most=NAME_CHARACTERS)
        return [Problem(sentence, field="name")]
    return []


def of_channel(name: str) -> list[Problem]:
    try:
        channel(name)
    except UnknownChannel:
        return [Problem(_("There is no channel “{channel}”.").format(channel=name), field="channel")]
    return []


def of_purpose(purpose: str, topic: str) -> list[Problem]:
    """A purpose that was ended since leaves a campaign without people who could have agreed to it."""
    if purpose not in {one.key for one in purposes()}:
        return [Problem(_("There is no purpose “{purpose}”.").format(purpose=purpose), field="purpose")]
    if topic and topic not in {one.key for one in topics()}:
        return [Problem(_("There is no topic “{topic}”.").format(topic=topic), field="topic")]
    return []


def of_rule(rule: Any) -> list[Problem]:
    if rule is None:
        return [Problem(_("The campaign has no audience."), field="audience")]
    try:
        compile_rule(rule)
        nothing_archived(rule)
    except RuleError as error:
        return [Problem(str(error), field="audience")]
    return []


def of_exclusion(rule: Any) -> list[Problem]:
    """Whoever is taken off; None for nobody."""
    if rule is None:
        return []
    return [Problem(problem.sentence, field="exclusion") for problem in of_rule(rule)]


def of_holdout(percent: int) -> list[Problem]:
    if 0 <= percent <= MOST_HELD_OUT:
        return []
    sentence = _("From 0 to {most} percent can be held out.").format(most=MOST_HELD_OUT)
    return [Problem(sentence, field="holdout_percent")]


def of_link_tags(said: Any) -> list[Problem]:
    """What it says instead of the team's policy; None for nothing."""
    if said is None:
        return []
    if not isinstance(said, dict) or not said.keys() <= {"is_on", *policy.PARTS}:
        return [Problem(_("This is no policy of link tags."), field="link_tags")]
    return policy.problems(said, field="link_tags.")


def of_segment(segment: Segment | None) -> list[Problem]:
    if segment is not None and segment.is_archived:
        return [Problem(SegmentArchived(segment.name).sentence, field="audience")]
    return []


def of_message(subject: str, body: str, mail: Mail | Chat | None) -> list[Problem]:
    if isinstance(mail, Chat):
        return chat_check.problems(mail)
    if mail is not None:
        return mail_check.problems(subject, mail)
    empty = [] if body.strip() else [Problem(_("The message is empty."), field="body")]
    return check_message(subject=subject, body=body) + empty


def unfinished(subject: str, mail: Mail | Chat | None, *, channel_name: str, body: str = "") -> list[Problem]:
    """What may be missing in a draft, but not in what is sent. Asks the platform of a chat, where it can be asked."""
    broken = links.broken(subject, body, mail)
    if isinstance(mail, Chat):
        return broken or chats.unfit(channel(channel_name), mail)
    if mail is None:
        return broken
    return [*mail_check.unfinished(subject, mail), *pictures.gone(mail), *broken]
