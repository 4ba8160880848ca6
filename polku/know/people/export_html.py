"""What is known of a person as one page that needs nothing else: to keep, to print, to hand over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import formats, timezone, translation
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

STYLE = Path(__file__).with_name("export.css")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    title: str | Promise
    headings: Sequence[str | Promise]
    rows: Sequence[Sequence[tuple[str | Promise, str]]]  # heading and text of each cell


COLUMNS: dict[str, tuple[str | Promise, dict[str, str | Promise]]] = {
    "identities": (
        gettext_lazy("Known by"),
        {"kind": gettext_lazy("Kind"), "value": gettext_lazy("What it says"), "first_seen": gettext_lazy("Since")},
    ),
    "traits": (
        gettext_lazy("What was said of you"),
        {
            "name": gettext_lazy("Field"),
            "value": gettext_lazy("What it says"),
            "said_at": gettext_lazy("Said on"),
            "under": gettext_lazy("Under"),
            "source": gettext_lazy("Source"),
        },
    ),
    "consents": (
        gettext_lazy("What you allowed and withdrew"),
        {
            "at": gettext_lazy("When"),
            "said": gettext_lazy("Said"),
            "purpose": gettext_lazy("Purpose"),
            "channel": gettext_lazy("Channel"),
            "source": gettext_lazy("Source"),
            "wording": gettext_lazy("Wording"),
        },
    ),
    "orders": (
        gettext_lazy("Orders"),
        {
            "at": gettext_lazy("When"),
            "number": gettext_lazy("Number"),
            "products": gettext_lazy("Products"),
            "revenue": gettext_lazy("Amount"),
            "refunded": gettext_lazy("Refunded"),
            "currency": gettext_lazy("Currency"),
        },
    ),
    "messages": (
        gettext_lazy("What we told you"),
        {
            "asked_at": gettext_lazy("When"),
            "channel": gettext_lazy("Channel"),
            "state": gettext_lazy("State"),
            "subject": gettext_lazy("Subject"),
            "text": gettext_lazy("Text"),
        },
    ),
    "segments": (gettext_lazy("Groups you are in"), {"": gettext_lazy("Name")}),
    "merges": (
        gettext_lazy("When several entries became one"),
        {"at": gettext_lazy("When"), "identities": gettext_lazy("What was added")},
    ),
    "events": (
        gettext_lazy("What you did"),
        {
            "at": gettext_lazy("When"),
            "name": gettext_lazy("What"),
            "properties": gettext_lazy("Details"),
            "source": gettext_lazy("Source"),
        },
    ),
}
TIMES = frozenset(("at", "said_at", "asked_at", "first_seen", "exported_at", "last_seen"))


def as_html(told: Mapping[str, Any]) -> str:
    """In the language and the zone that are set."""
    person = told["person"]
    given = {
        "person": person,
        "name": person["name"] or person["email"] or person["phone"] or person["id"],
        "exported": _instant(told["exported_at"]),
        "first_seen": _instant(person["first_seen"]),
        "last_seen": _instant(person["last_seen"]) if person["last_seen"] else "",
        "sections": list(_sections(told)),
        "has_more": told.get("events_left_out", False),
        "language": translation.get_language(),
        "style": _style(),
    }
    return render_to_string("people/export.html", given)


def _sections(told: Mapping[str, Any]) -> Iterable[Section]:
    for key, (title, columns) in COLUMNS.items():
        rows = told.get(key) or ()
        cells = [[(heading, _cell(row, name)) for name, heading in columns.items()] for row in rows]
        yield Section(title, list(columns.values()), cells)


def _cell(row: Any, name: str) -> str:
    value = row[name] if name else row
    if name in TIMES and isinstance(value, str):
        return _instant(value)
    if name == "products":
        return "\n".join(f"{product['quantity']:g} × {product['name'] or product['product_id']}" for product in value)
    return text_of(value)


def text_of(value: Any) -> str:
    """Anything that JSON can hold, in words: a field a line."""
    match value:
        case None | "":
            return ""
        case True:
            return _("yes")
        case False:
            return _("no")
        case dict():
            return "\n".join(f"{path}: {text}" for path, text in _flat(value) if text)
        case list():
            return "\n".join(text_of(item) for item in value)
        case int() | float():
            return formats.number_format(value, use_l10n=True)
        case _:
            return str(value)


def _flat(value: Mapping[str, Any], before: str = "") -> Iterable[tuple[str, str]]:
    for key, item in value.items():
        path = f"{before}{key}"
        if isinstance(item, dict):
            yield from _flat(item, f"{path} · ")
        else:
            yield path, text_of(item).replace("\n", ", ")


def _instant(text: str) -> str:
    at = timezone.localtime(datetime.fromisoformat(text))
    return f"{formats.date_format(at, 'DATE_FORMAT')} {at:%H:%M}"


def _style() -> SafeString:
    """Inside of the page, for there is no server beside it when it is read."""
    return format_html("<style>{}</style>", mark_safe(STYLE.read_text()))  # noqa: S308 - our own file
