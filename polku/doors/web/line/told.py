"""What we said to somebody on LINE, as their story shows it beside what they said."""

from collections.abc import Sequence

from polku.doors.web.line.named import with_names
from polku.doors.web.line.said import Said
from polku.know.events.append import INTERNAL
from polku.know.events.story import StoryEvent
from polku.know.teams.begin import the_team
from polku.say.content.chat import plain
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.read import of_text, stored
from polku.say.content.problem import BrokenTemplate
from polku.say.content.render import render
from polku.say.outbox import find
from polku.say.outbox.as_seen import as_seen
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.models import Wording
from polku.say.outbox.packed.find import Found
from polku.say.outbox.people import Addressee, addressees

OURS = "ours"  # a kind of what was said


def told(events: Sequence[StoryEvent]) -> dict[tuple[int, int], Said]:
    """By the places of the events that tell of a message that was sent. Costs nothing where there is none."""
    sent = {
        (one.seq, one.index): one.properties["message_id"]
        for one in events
        if one.source == INTERNAL
        and one.name == "Message Sent"
        and str(one.properties.get("channel", "")).startswith("line:")
        and isinstance(one.properties.get("message_id"), int)
    }
    if not sent:
        return {}
    messages = find.by_number(set(sent.values()))
    wordings = Wording.objects.in_bulk(sorted({message.wording for message in messages.values()}))
    people = addressees([_claimed(message) for message in messages.values()], currency=the_team().currency)
    chats = with_names({cause: chat for cause, one in wordings.items() if (chat := _chat(one)) is not None})
    found = {}
    for place, number in sent.items():
        message = messages.get(number)
        wording = wordings.get(message.wording) if message is not None else None
        if message is not None and wording is not None:
            person, chat = people.get(message.identity_id), chats.get(wording.cause)
            found[place] = _said(wording, chat and as_seen(chat, message, person), person)
    return found


def _said(wording: Wording, template: Chat | None, person: Addressee | None) -> Said:
    """Filled in with what is known of them now: polku keeps the wording, not what it made of it for each."""
    if template is None:
        return Said(OURS, text=wording.body)
    written = plain.text(template)
    try:
        filled = plain.text(template, lambda text: render(text, person.facts)) if person is not None else written
    except BrokenTemplate:
        filled = written
    return Said(OURS, text=filled, is_filled=filled != written)


def _chat(wording: Wording) -> Chat | None:
    try:
        return stored(wording.mail) if wording.mail else of_text(wording.body)
    except BrokenTemplate:
        return None


def _claimed(message: Found) -> Claimed:
    return Claimed(message.id, message.cause, message.identity_id, message.channel, message.campaign_id, 0)
