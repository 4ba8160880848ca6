"""What somebody said or did on LINE, as their story shows it: words, pictures, places; nothing that was taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polku.doors.web.columns_asked import ask
from polku.know.events.story import StoryEvent, story
from polku.know.teams.own_doors import known_source_of
from polku.say.channels.line.inbox.models import LineMedia
from polku.say.channels.line.inbox.names import EDITED, RECEIVED, TAPPED
from polku.say.channels.line.inbox.unsent import unsent_among
from polku.say.channels.line.models import LineAccount

EDITS = 200  # of one person, the newest
NOTE = 120  # characters
TITLES: dict[str, str | Promise] = {
    "image": _("Sent a picture on LINE"),
    "video": _("Sent a video on LINE"),
    "audio": _("Sent a voice message on LINE"),
    "file": _("Sent a file on LINE"),
    "sticker": _("Sent a sticker on LINE"),
    "location": _("Shared a place on LINE"),
    "told": _("Known from LINE"),
}
TOLD, GONE = "told", "gone"  # what LINE knows of them; what was taken back
HIDDEN = frozenset(("quote_token", "mark_as_read_token", "provider", "image_set", "nonce"))  # for programs only
Message = tuple[int, str]  # account, LINE's number of the message


@dataclass(frozen=True)
class Said:
    """Of one event. `kind`: text, image, sticker, … as LINE calls them, or one of ours."""

    kind: str
    text: str = ""
    is_edited: bool = False
    is_filled: bool = False  # of what we said: with what is known of them now
    media: LineMedia | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    account: str = ""  # its title, where there are several
    tapped: str = ""  # the data of a button

    @property
    def title(self) -> str:
        """What happened, where that is more than the event's name says; else ""."""
        return str(TITLES.get(self.kind, ""))

    @property
    def note(self) -> str:
        """For the line beside the name: what the button says to us that they tapped, and to which account."""
        return " · ".join(filter(None, (self.tapped[:NOTE], self.account)))


def said(events: Sequence[StoryEvent], numbers: Sequence[int]) -> dict[tuple[int, int], Said]:
    """By the places of the events of LINE's among these. Costs nothing where there can be none."""
    source = known_source_of("line") if any(map(_may_be_lines, events)) else None
    if source is None:
        return {}
    found = {(one.seq, one.index): Said(TOLD) for one in events if one.source == source and one.type == "identify"}
    ours = [one for one in events if one.source == source and one.type == "track"]
    return found | _said(ours, numbers) if ours else found


def _may_be_lines(event: StoryEvent) -> bool:
    return event.type == "identify" or str(event.properties.get("channel", "")).startswith("line:")


def _said(ours: Sequence[StoryEvent], numbers: Sequence[int]) -> dict[tuple[int, int], Said]:
    accounts = {row.name: row for row in LineAccount.objects.all()}
    named = {one.place: _message(one, accounts) for one in ours if one.name in (RECEIVED, EDITED)}
    messages = [message for message in named.values() if message is not None]
    gone = unsent_among(messages)
    sent = {
        (row.account_id, row.message_id): row
        for row in LineMedia.objects.filter(message_id__in=[number for _account, number in messages])
    }
    edits = _newest_texts(numbers) if messages else {}
    titles = {name: row.title for name, row in accounts.items()} if len(accounts) > 1 else {}
    found = {}
    for one in ours:
        message, given = named.get(one.place), one.properties
        account = titles.get(str(given["channel"]).removeprefix("line:"), "")
        if message is not None and message in gone:
            found[one.seq, one.index] = Said(GONE, account=account)
            continue
        edited = edits.get(str(given.get("message_id", ""))) if one.name == RECEIVED else None
        text = edited if edited is not None else str(given.get("text") or "")
        found[one.seq, one.index] = Said(
            kind=str(given.get("kind", "")) if message is not None else "",
            text=text,
            is_edited=edited is not None,
            media=sent.get(message) if message is not None else None,
            given=given,
            account=account,
            tapped=str(given.get("data") or "") if one.name == TAPPED else "",
        )
    return found


def shown(event: StoryEvent, what: Said | None) -> dict[str, Any]:
    """The properties that the story shows of it."""
    if what is None:
        return event.properties
    if what.kind == GONE:
        return {}
    return {name: value for name, value in event.properties.items() if name not in HIDDEN}


def _message(event: StoryEvent, accounts: Mapping[str, LineAccount]) -> Message | None:
    account = accounts.get(str(event.properties.get("channel", "")).removeprefix("line:"))
    number = event.properties.get("message_id")
    return (account.pk, number) if account is not None and isinstance(number, str) and number else None


def _newest_texts(numbers: Sequence[int]) -> dict[str, str]:
    """By the number of the message: what it says since it was edited."""
    newest: dict[str, str] = {}
    for one in ask(lambda: story(numbers, names=[EDITED], limit=EDITS)) or ():
        newest.setdefault(str(one.properties.get("message_id", "")), str(one.properties.get("text") or ""))
    return newest
