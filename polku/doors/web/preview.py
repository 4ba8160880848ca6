"""A message as one given person would read it, and what is wrong with it at which line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from polku.doors.web import shown
from polku.doors.web.columns_asked import ask
from polku.doors.web.people import found
from polku.kit import clock, ids
from polku.know.people import find
from polku.know.people.models import Profile
from polku.know.rules import ask as rules
from polku.say.content.advice.advice import advice
from polku.say.content.check import check_message
from polku.say.content.fields import merge_fields
from polku.say.content.problem import BrokenTemplate, Problem
from polku.say.content.render import render

OFFERED = 5


@dataclass(frozen=True)
class Reading:
    """Whoever the message is looked at as, and `given`: what the templates need to offer others."""

    reader: Profile | None
    given: dict[str, object]


def preview(
    data: Any, *, as_id: str, query: str, currency: str, rule: object = None, among: Sequence[shown.Person] = ()
) -> dict[str, object]:
    """What the templates of the preview need: see `reading`."""
    as_whom = reading(as_id=as_id, query=query, rule=rule, among=among)
    written = str(data.get("subject") or ""), str(data.get("body") or "")
    subject, body, faults = "", "", problems(*written)
    if not faults:
        subject, body, faults = _filled_in(data, as_whom.reader, currency)
    return {
        **as_whom.given,
        "faults": faults,
        "preview_subject": subject,
        "preview_body": body,
        "findings": advice(*written),
    }


def reading(*, as_id: str, query: str, rule: object = None, among: Sequence[shown.Person] = ()) -> Reading:
    """`as_id`: the person to be; else the first of those who are offered.

    `rule`: the audience's, and `among`: some of it. They are offered first, and whoever is not in it is said so.
    """
    offered = _offered(query, among)
    chosen = chosen_one(as_id)
    reader = chosen or next(iter(offered), None)
    return Reading(
        reader,
        {
            "reader": shown.people([reader])[0] if reader else None,
            "is_chosen": chosen is not None,
            "is_outsider": reader is not None and _is_outside(reader, rule, among),
            "offered": shown.people(offered),
            "as_query": query,
        },
    )


def problems(subject: str, body: str) -> list[Problem]:
    return check_message(subject=subject, body=body)


def _offered(query: str, among: Sequence[shown.Person]) -> list[Profile]:
    if query.strip():
        return found(query.strip()[:200])[0][:OFFERED]
    numbers = [number for one in among[:OFFERED] if (number := ids.number(one.id)) is not None]
    return shown.in_order(numbers) or find.newest(OFFERED, None)


def chosen_one(as_id: str) -> Profile | None:
    number = ids.number(as_id)
    return find.by_id(number) if number is not None else None


def _is_outside(reader: Profile, rule: object, among: Sequence[shown.Person]) -> bool:
    """False also where it cannot be said right now."""
    if rule is None or ids.public(reader.id) in {one.id for one in among}:
        return False
    return ask(lambda: rules.finds(rule, clock.now(), reader.id)) is False


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
