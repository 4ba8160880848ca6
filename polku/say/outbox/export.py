"""What we told a person, for themselves to know: every message, and what it said."""

from collections.abc import Mapping
from typing import Any

from polku.know.events.forgetting.keeper import Person
from polku.know.people.export import instant
from polku.know.teams.begin import the_team
from polku.say.channels.paper.models import PaperCopy
from polku.say.content.chat import plain
from polku.say.content.chat.read import stored
from polku.say.content.problem import BrokenTemplate
from polku.say.content.render import render
from polku.say.outbox import find
from polku.say.outbox.as_seen import as_seen
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.models import Wording
from polku.say.outbox.packed.find import Found
from polku.say.outbox.people import Addressee, addressees


def tell(person: Person) -> Mapping[str, Any]:
    """Of channels that keep no copy: the wording, filled in with what is known of them now."""
    messages = find.of_people(list(person))
    wordings = Wording.objects.in_bulk({message.wording for message in messages})
    copies = {copy.key.rpartition("/")[0]: copy for copy in PaperCopy.objects.filter(identity_id__in=person)}
    people = addressees([_claimed(message) for message in messages], currency=the_team().currency) if messages else {}
    return {
        "messages": [
            {
                "channel": message.channel,
                "state": message.state,
                "asked_at": instant(message.asked_ms),
                "settled_at": instant(message.settled_ms) if message.settled_ms is not None else None,
                "purpose": wordings[message.wording].purpose if message.wording in wordings else "",
                **_said(message, copies, wordings.get(message.wording), people.get(message.identity_id)),
            }
            for message in messages
        ]
    }


def _said(
    message: Found, copies: Mapping[str, PaperCopy], wording: Wording | None, person: Addressee | None
) -> dict[str, str]:
    copy = copies.get(message.cause)
    if copy is not None and message.channel == "paper":
        return {"subject": copy.subject, "text": copy.text}
    if wording is None or person is None:
        return {"subject": "", "text": ""}
    try:
        body = wording.body or _in_words(wording.mail, message, person)
        return {"subject": render(wording.subject, person.facts), "text": render(body, person.facts)}
    except BrokenTemplate:
        return {"subject": wording.subject, "text": wording.body}


def _in_words(mail: str, message: Found, person: Addressee) -> str:
    """Of a chat; a mail's words are in its blocks, which the person has in their mailbox."""
    try:
        return plain.text(as_seen(stored(mail), message, person)) if mail else ""
    except BrokenTemplate:
        return ""


def _claimed(message: Found) -> Claimed:
    return Claimed(message.id, message.cause, message.identity_id, message.channel, message.campaign_id, 0)
