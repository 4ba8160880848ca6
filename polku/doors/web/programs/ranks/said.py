"""From the form to the terms of a ladder, and back."""

from collections.abc import Mapping
from typing import Any

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ranks.terms import RanksTerms, read
from polku.doors.web.programs.ranks.form import PRIZES, RanksForm
from polku.know.catalog.prices import written

# Where a problem of the terms is shown.
FIELDS = {"window": "window_days"}


def terms_of(form: RanksForm, *, before: Mapping[str, Any]) -> dict[str, Any]:
    """`before`: what holds now; what the form does not ask for stays as it was."""
    given = form.cleaned_data.get
    window, points = given("window") or "year", given("points")
    count = {"days": given("window_days"), "months": given("window_months")}.get(window) or 0
    kept = {one["key"]: one for one in before.get("ranks", [])}
    return dict(before) | {
        "title": given("title") or "",
        "ranks": [_rank(one, kept.get(one["key"], {})) for one in given("ranks") or []],
        "by": given("by"),
        "points": int(points) if points and given("by") == "points" else None,
        "window": {"kind": window, "count": count},
        "grace_days": given("grace_days") or 0,
        "how": given("how") or "",
    }


def initial(program: Program, terms: Mapping[str, Any]) -> dict[str, Any]:
    """Raises TermsProblem, of terms that cannot be read any more."""
    ladder, currency = read(terms), program.currency
    window = ladder.window
    return {
        "name": program.name,
        "title": ladder.title,
        "how": ladder.how,
        "currency": currency,
        "by": ladder.by,
        "points": str(ladder.points or ""),
        "window": window.kind,
        "window_days": window.count if window.kind == "days" else None,
        "window_months": window.count if window.kind == "months" else None,
        "grace_days": ladder.grace_days or None,
        "ranks": _rows(ladder, currency),
    }


def _rows(ladder: RanksTerms, currency: str) -> list[dict[str, str]]:
    return [
        {
            "rank_key": one.key,
            "rank_name": one.name,
            "rank_at": written(one.at, currency) if ladder.by == "spend" else str(one.at),
            "rank_factor": str(one.factor) if one.factor != 100 else "",
            "rank_text": one.text,
            **{
                name: text
                for (program, amount), prize in zip(PRIZES, one.prizes, strict=False)
                for name, text in (
                    (program, str(prize.program)),
                    (amount, str(prize.amount) if prize.amount > 1 else ""),
                )
            },
        }
        for one in ladder.ranks
    ]


def _rank(typed: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The form asks for some prizes: as long as all of them are named, so are the others that there were."""
    said = list(typed["prizes"])
    rest = list(before.get("prizes", []))[len(PRIZES) :] if len(said) == len(PRIZES) else []
    return {key: typed[key] for key in ("key", "name", "at", "factor", "text")} | {"prizes": [*said, *rest]}
