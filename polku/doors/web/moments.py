"""A person's story as pages show it: newest first, by month, filtered by what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from polku.doors.web import kinds
from polku.doors.web.asked import Asked
from polku.doors.web.columns_asked import ask
from polku.doors.web.line import said as line
from polku.doors.web.line.told import told
from polku.doors.web.paging import whole_number
from polku.doors.web.widgets.amounts import money
from polku.kit import clock
from polku.kit.money import to_minor
from polku.know.events.story import Place, StoryEvent, names_of, story

MOMENTS = 25
NAMES_SEEN = 12
NOTED = ("name", "product", "title", "path", "url", "order_id", "subject", "campaign", "reason", "query", "email")


@dataclass(frozen=True)
class Moment:
    event: StoryEvent
    at: datetime
    is_new_month: bool
    icon: str
    tone: str
    title: str
    note: str
    amount: str
    said: line.Said | None  # on LINE
    given: dict[str, Any]  # its properties, less what is for programs only


def page(request: Asked, numbers: Sequence[int]) -> dict[str, object]:
    """What the templates of the story need."""
    name = request.GET.get("name", "")
    before = place(request.GET.get("before", ""))
    names = [name] if name else None
    found = ask(lambda: story(numbers, before=before, names=names, limit=MOMENTS + 1))
    happened = None if found is None else ask(lambda: names_of(numbers))
    shown = (found or [])[:MOMENTS]
    return {
        "moments": moments(shown, numbers),
        "story_asked": happened is not None,
        "name": name,
        "older": "-".join(str(part) for part in shown[-1].place) if len(found or ()) > MOMENTS else "",
        "names": (happened or [])[:NAMES_SEEN],
    }


def moments(events: Sequence[StoryEvent], numbers: Sequence[int]) -> list[Moment]:
    result: list[Moment] = []
    on_line = line.said(events, numbers) | told(events)
    month = None
    for event in events:
        at = timezone.localtime(clock.from_ms(event.time_ms))
        icon, tone = kinds.event_look(event.name)
        said = on_line.get((event.seq, event.index))
        result.append(
            Moment(
                event,
                at,
                (at.year, at.month) != month,
                icon,
                tone,
                (said.title if said is not None else "") or kinds.event_name(event.name),
                said.note if said is not None else note(event),
                amount(event),
                said,
                line.shown(event, said),
            )
        )
        month = (at.year, at.month)
    return result


def note(event: StoryEvent) -> str:
    """The one property that tells most, for the line beside the name."""
    given = event.properties
    return next((str(given[word])[:120] for word in NOTED if given.get(word) not in (None, "", {}, [])), "")


def amount(event: StoryEvent) -> str:
    """The money in it, for events that say how much and in which currency."""
    given = event.properties
    currency = given.get("currency")
    if not isinstance(currency, str):
        return ""
    said = next((given[word] for word in ("revenue", "total", "value") if given.get(word) is not None), None)
    minor = to_minor(said, currency)
    return "" if minor is None else money(minor, currency)


def place(text: str) -> Place | None:
    """The inverse of how `older` is written; None for what it never wrote."""
    numbers = [whole_number(part) for part in text.split("-")]
    match numbers:
        case [int(time_ms), int(seq), int(index)]:
            return time_ms, seq, index
    return None
