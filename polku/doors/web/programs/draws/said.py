"""From the form to a draw's terms, and back."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.utils import timezone

from polku.act.rewards.draws.terms import DrawTerms, read
from polku.act.rewards.ledger.models import Program
from polku.doors.web.programs.draws.form import WRITTEN, DrawForm
from polku.doors.web.programs.draws.quiz import as_text

# Where a problem of the terms is shown.
FIELDS = {"who.least_age": "least_age", "who.countries": "countries", "limits": "total"}
TIMES = ("opens", "closes", "draws")
LIMITS = ("total", "person", "person_day")


def terms_of(form: DrawForm, *, before: Mapping[str, Any]) -> dict[str, Any]:
    """`before`: what holds now; what the form does not ask for stays as it was."""
    given = form.cleaned_data.get
    is_instant = given("mode") == "instant"
    segment, gives, questions = given("segment"), given("consolation_gives"), given("quiz")
    return dict(before) | {
        "title": given("title") or "",
        "how": given("how") or "",
        "mode": given("mode"),
        "face": given("face") if is_instant else "plain",
        "entry": given("entry"),
        "prizes": _prizes(form, is_instant=is_instant),
        "consolation": {
            "title": given("consolation_title"),
            "gives": {"program": int(gives), "amount": given("consolation_amount") or 1},
        }
        if gives
        else None,
        "opens": _iso(given("opens")),
        "closes": _iso(given("closes")),
        "draws": None if is_instant else _iso(given("draws")),
        "reserves": 0 if is_instant else given("reserves") or 0,
        "claim_days": None if is_instant else given("claim_days"),
        "mixes": "" if is_instant else given("mixes") or "",
        "limits": dict(before.get("limits", {})) | {name: given(name) for name in LIMITS},
        "wins_person": given("wins_person"),
        "who": dict(before.get("who", {}))
        | {
            "least_age": given("least_age") or 0,
            "born": given("born") or "birthday",
            "countries": given("countries") or [],
            "segment": int(segment) if segment else None,
            "stores": given("stores") or [],
        },
        "quiz": {"questions": questions, "least": given("quiz_least") or 0} if questions else None,
    }


def initial(program: Program, terms: Mapping[str, Any]) -> dict[str, Any]:
    """Raises TermsProblem, of terms that cannot be read any more."""
    draw = read(terms)
    consolation, quiz = draw.consolation, draw.quiz
    return {
        "name": program.name,
        "title": draw.title,
        "how": draw.how,
        "mode": draw.mode,
        "face": draw.face,
        "entry": draw.entry,
        "rows": _rows(draw),
        "consolation_title": consolation.title if consolation is not None else "",
        "consolation_gives": str(consolation.gives.program) if consolation is not None else "",
        "consolation_amount": consolation.gives.amount if consolation is not None else None,
        **{name: _local(getattr(draw, name)) for name in TIMES},
        "reserves": draw.reserves or None,
        "claim_days": draw.claim_days,
        "mixes": draw.mixes,
        **{name: getattr(draw.limits, name) for name in LIMITS},
        "wins_person": draw.wins_person,
        "least_age": draw.who.least_age or None,
        "born": draw.who.born,
        "countries": ", ".join(sorted(draw.who.countries)),
        "segment": str(draw.who.segment or ""),
        "stores": sorted(draw.who.stores),
        "quiz": as_text(msgspec.to_builtins(quiz.questions)) if quiz is not None else "",
        "quiz_least": quiz.least if quiz is not None else None,
    }


def _prizes(form: DrawForm, *, is_instant: bool) -> list[dict[str, Any]]:
    """A new one gets the next free key: what is in records keeps its own."""
    rows = form.typed()
    taken = {row["key"] for row in rows}
    free = (key for nth in range(1, 200) if (key := f"prize_{nth}") not in taken)
    return [
        {
            "key": row["key"] or next(free),
            "title": row["title"],
            "stock": int(row["stock"] or 0),
            "chance": {"wins": int(row["wins"] or 1), "of": int(row["of"])} if is_instant and row["of"] else None,
            "gives": {"program": int(row["gives"]), "amount": int(row["amount"] or 1)}
            if row["gives"].isdecimal()
            else None,
        }
        for row in rows
    ]


def _rows(draw: DrawTerms) -> list[dict[str, str]]:
    return [
        {
            "key": one.key,
            "title": one.title,
            "stock": str(one.stock),
            "wins": str(one.chance.wins) if one.chance is not None else "",
            "of": str(one.chance.of) if one.chance is not None else "",
            "gives": str(one.gives.program) if one.gives is not None else "",
            "amount": str(one.gives.amount) if one.gives is not None and one.gives.amount > 1 else "",
        }
        for one in draw.prizes
    ]


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at is not None else None


def _local(at: datetime | None) -> str:
    return timezone.localtime(at).strftime(WRITTEN) if at is not None else ""
