"""What the pickers are filled from: what was really received, and what the team has made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign
from polku.act.rewards.ledger.models import Program, Terms
from polku.doors.web.columns_asked import ask
from polku.doors.web.kinds import event_name
from polku.doors.web.segments.builder.texts import text_of
from polku.doors.web.widgets.amounts import number, percent
from polku.kit import clock
from polku.know.people.consent.purposes import carried
from polku.know.people.consent.topics import topics
from polku.know.rules import known
from polku.know.rules.shapes import Field
from polku.know.rules.trait.names import LABELS
from polku.know.segments.segments import archived_segments, current_segments
from polku.say.channels.registry import channels

OWN_PREFIX = "polku."  # what polku itself knows of everybody


@dataclass(frozen=True)
class Option:
    """`words`: what is shown; `more`: how often it came, beside it."""

    value: str
    words: str
    more: str = ""


class Known:
    """Asked once a page, for each list at most once."""

    def __init__(self) -> None:
        self.of: Callable[[str], Sequence[Option]] = lru_cache(maxsize=None)(_options)


def _options(key: str) -> Sequence[Option]:
    """`key`: "events", "properties:Order Completed", "property:Order Completed:revenue", "trait:city"."""
    subject, _colon, rest = key.partition(":")
    return LISTS[subject](rest) if subject in LISTS else ()


def _events(_rest: str) -> list[Option]:
    rows = ask(lambda: known.events(clock.now())) or []
    return [Option(one.name, _called(one.name), number(one.times)) for one in rows]


def _called(name: str) -> str:
    words = event_name(name)
    return name if words == name else f"{words} ({name})"


def _properties(event: str) -> list[Option]:
    return _paths(_fields_of(event)) if event else []


def _numbers(event: str) -> list[Option]:
    """What can be added; where nothing came as a number, all there is: a text can read as one."""
    fields = _fields_of(event) if event else []
    return _paths([one for one in fields if "number" in one.kinds or _lists_numbers(one)] or fields)


def _number(event: str) -> list[Option]:
    """One an event: none within lists."""
    fields = [one for one in (_fields_of(event) if event else []) if "[]" not in one.path]
    return _paths([one for one in fields if "number" in one.kinds] or fields)


def _lists_numbers(field: Field) -> bool:
    return "list" in field.kinds and any(type(one.value) in (int, float) for one in field.values)


def _property(rest: str) -> list[Option]:
    event, _colon, path = rest.rpartition(":")
    return _values(_fields_of(event), path) if event and path else []


def _contexts(event: str) -> list[Option]:
    return _paths(_contexts_of(event)) if event else []


def _context(rest: str) -> list[Option]:
    event, _colon, path = rest.rpartition(":")
    return _values(_contexts_of(event), path) if event and path else []


def _contexts_of(event: str) -> list[Field]:
    return ask(lambda: known.contexts(event, clock.now())) or []


def _fields_of(event: str) -> list[Field]:
    return ask(lambda: known.properties(event, clock.now())) or []


def _traits(_rest: str) -> list[Option]:
    own = [Option(name, str(words)) for name, words in LABELS.items() if name.startswith(OWN_PREFIX)]
    return [*_paths(ask(known.traits) or []), *own]


def _trait(path: str) -> list[Option]:
    return _values(ask(known.traits) or [], path) if path else []


def _paths(fields: Sequence[Field]) -> list[Option]:
    return [Option(one.path, _path(one.path), _share(one.share)) for one in fields if one.kinds != ["object"]]


def _path(path: str) -> str:
    """products[].category as one reads it: products › category."""
    return path.replace("[]", "").replace(".", " › ")


def _values(fields: Sequence[Field], path: str) -> list[Option]:
    values = next((one.values for one in fields if one.path == path), [])
    return [
        Option(text, str(text_of(one.value)).strip('"'), _share(one.share))
        for one in values
        if (text := text_of(one.value)) is not None
    ]


def _share(share: float) -> str:
    return percent(round(share * 1000), 1000)


def _segments(_rest: str) -> list[Option]:
    rows = current_segments().values_list("pk", "name", "size")
    return [Option(str(pk), name, "" if size is None else number(size)) for pk, name, size in rows]


def _archived(_rest: str) -> list[Option]:
    """Not to be picked; a rule that was written before may name one."""
    return [Option(str(pk), name, _("archived")) for pk, name in archived_segments().values_list("pk", "name")]


def _campaigns(_rest: str) -> list[Option]:
    rows = Campaign.objects.order_by("-pk").values_list("pk", "name")
    return [Option(str(pk), name) for pk, name in rows]


def _programs(kinds: str) -> list[Option]:
    """`kinds`: "coupon,points"."""
    rows = Program.objects.filter(kind__in=kinds.split(",")).order_by("-pk").values_list("pk", "name")
    return [Option(str(pk), name) for pk, name in rows]


def _ranks(ladder: str) -> list[Option]:
    """The steps of a ladder, the lowest first."""
    row = Terms.objects.filter(program=int(ladder)).order_by("-number").first() if ladder.isdecimal() else None
    steps = row.terms.get("ranks", []) if row is not None else []
    return [Option(one["key"], one["name"]) for one in steps]


def _purposes(_rest: str) -> list[Option]:
    return [Option(one.key, str(one.name)) for one in carried()]


def _topics(_rest: str) -> list[Option]:
    return [Option(one.key, one.name) for one in topics()]


def _channels(_rest: str) -> list[Option]:
    return [Option(one.name, str(one.title)) for one in channels()]


LISTS: dict[str, Callable[[str], Sequence[Option]]] = {
    "events": _events, "properties": _properties, "property": _property, "numbers": _numbers, "number": _number,
    "contexts": _contexts, "context": _context, "traits": _traits, "trait": _trait,
    "segments": _segments, "archived": _archived, "campaigns": _campaigns, "programs": _programs, "ranks": _ranks,
    "purposes": _purposes, "topics": _topics, "channels": _channels,
}  # fmt: skip
