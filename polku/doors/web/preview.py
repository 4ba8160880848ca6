"""A message as one given person would read it, and what is wrong with it at which line."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from polku.doors.web import shown
from polku.doors.web.people import found
from polku.kit import ids
from polku.know.people import find
from polku.know.people.models import Profile
from polku.say.content.check import check_message
from polku.say.content.fields import merge_fields
from polku.say.content.problem import BrokenTemplate, Problem
from polku.say.content.render import render

OFFERED = 5


def preview(data: Any, *, as_id: str, query: str, currency: str) -> dict[str, object]:
    """What the templates of the preview need. `as_id`: the person to be; else the first one that `query` finds."""
    offered = _offered(query)
    reader = _reader(as_id, offered)
    subject, body, faults = "", "", problems(str(data.get("subject") or ""), str(data.get("body") or ""))
    if not faults:
        subject, body, faults = _filled_in(data, reader, currency)
    return {
        "faults": faults,
        "reader": shown.people([reader])[0] if reader else None,
        "offered": shown.people(offered),
        "as_query": query,
        "preview_subject": subject,
        "preview_body": body,
    }


def problems(subject: str, body: str) -> list[Problem]:
    return check_message(subject=subject, body=body)


def _offered(query: str) -> list[Profile]:
    if query.strip():
        return found(query.strip()[:200])[0][:OFFERED]
    return find.newest(OFFERED, None)


def _reader(as_id: str, offered: Sequence[Profile]) -> Profile | None:
    number = ids.number(as_id)
    chosen = find.by_id(number) if number is not None else None
    return chosen or next(iter(offered), None)


def _filled_in(data: Any, reader: Profile | None, currency: str) -> tuple[str, str, list[Problem]]:
    """Subject and body for this reader; the problem instead, where they cannot be filled in."""
    facts = merge_fields(reader, currency=currency) if reader else {}
    texts = []
    for field in ("subject", "body"):
        try:
            texts.append(render(str(data.get(field) or ""), facts))
        except BrokenTemplate as broken:
            return "", "", [replace(broken.problem, field=field)]
    return texts[0], texts[1], []
