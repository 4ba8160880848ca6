"""Writing points."""

from typing import Any

from django.http import HttpResponse

from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.programs.goods import picked
from polku.doors.web.programs.points.form import MORES, PointsForm
from polku.doors.web.programs.points.said import FIELDS, initial, terms_of
from polku.doors.web.programs.rows import to_give, whole, with_spare
from polku.doors.web.programs.writing import begins, promised, write
from polku.know.teams.models import Source

EVENTS = ("Review Posted", "Survey Completed", "Checked In", "Signed Up", "Form Submitted")
NEW = {"rounding": "down", "expiry": "never"}


def edit(request: Asked, program: Program | None) -> HttpResponse:
    form = _form(request, program)
    return write(
        request,
        program,
        form,
        kind=Program.Kind.POINTS,
        page="programs/points/edit.html",
        terms=lambda: terms_of(form, before=promised(program)),
        fields=FIELDS,
        shown=lambda: _shown(form),
    )


def _shown(form: PointsForm) -> dict[str, Any]:
    rewards = form.rows("rewards")
    named = [whole(row["reward_program"]) or 0 for row in rewards]
    return {
        "mores": _mores(form),
        "deeds": with_spare(form.rows("deeds")),
        "rewards": with_spare(rewards),
        "to_give": to_give(Program.Kind.COUPON, kept=named),
        "events": EVENTS,
    }


def _mores(form: PointsForm) -> list[dict[str, Any]]:
    """Those in which something stands, and an empty one."""
    filled: list[dict[str, Any]] = []
    empty: list[dict[str, Any]] = []
    for points, amount, part in MORES:
        goods = picked(part, form.named(f"{part}_products"), form.named(f"{part}_categories"))
        has_any = bool(form[points].value() or form[points].errors or goods.is_any)
        (filled if has_any else empty).append({"points": form[points], "amount": form[amount], "goods": goods})
    return [*filled, *empty[:1]]


def _form(request: Asked, program: Program | None) -> PointsForm:
    team = request.team.currency or "USD"
    first = begins(program, initial, new=NEW | {"currency": team})
    among = Source.objects.filter(ended_at__isnull=True).order_by("name")
    sources = [(str(one.pk), one.name) for one in among]
    sources += [(key, key) for key in first.get("sources", []) if key not in dict(sources)]
    data = request.POST if request.method == "POST" else None
    own = program.currency if program is not None else None
    return PointsForm(data, first, own=own, team=team, sources=sources)
