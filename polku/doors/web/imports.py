"""Imports: the list, and one on its way from the file to the log, and back."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from polku.act.rewards.history import undo as history
from polku.doors.web import imports_words as words
from polku.doors.web.asked import Asked
from polku.doors.web.imports_columns import naming, page
from polku.doors.web.paging import ROWS, Pageful, pageful, whole_number
from polku.kit import clock
from polku.kit.csv_out import Writer
from polku.know.events.imports import ask, files
from polku.know.events.imports.models import COUPONS, Import
from polku.know.events.imports.reasons import in_words as reason_in_words
from polku.know.events.imports.refusals import in_words, refused_delimiter, refused_rows
from polku.know.events.models import Forgetting

State = Import.State
UNDER_WAY = (State.CHECKING, State.RUNNING, State.UNDOING)
REFUSED_SHOWN = 10
PIECE = 1 << 16  # characters sent at once
LEAST_SHARE = 0.02  # before that, nobody knows how long it will take


@dataclass(frozen=True)
class Row:
    row: Import

    @property
    def kind(self) -> str:
        return str(words.KINDS[self.row.kind])

    @property
    def counted(self) -> bool:
        """Whether its counts are those of an import, not of a dry run."""
        return ask.has_written(self.row) or self.row.state in (State.DONE, State.UNDONE)


def imports(request: Asked) -> HttpResponse:
    among = Import.objects.order_by("-id")
    before = whole_number(request.GET.get("before"))
    if before is not None:
        among = among.filter(id__lt=before)
    found = list(among[: ROWS + 1])
    rows: Pageful[Import] = pageful(found, request=request, before=str(found[:ROWS][-1].pk) if found else "")
    is_part = request.htmx and before is not None
    given = {"rows": [Row(one) for one in rows.rows], "more": rows.more}
    return render(request, "imports/rows.html" if is_part else "imports/imports.html", given)


def import_(request: Asked, import_id: int) -> HttpResponse:
    row = get_object_or_404(Import, pk=import_id)
    if row.stored and (row.state == State.NEW or (row.state in ask.MAPPABLE and "columns" in request.GET)):
        return render(request, "imports/import.html", page(naming(row, team=request.team), team=request.team))
    is_part = request.htmx and not request.htmx.boosted
    return render(request, "imports/state.html" if is_part else "imports/import.html", state(row))


def state(row: Import) -> dict[str, object]:
    """Everything of the page that changes while it is under way."""
    share, done = row.share, row.at
    if row.state == State.UNDOING and row.forgetting_id is not None:
        done = forgotten(row.forgetting_id)
        share = done / max(1, row.new + row.amended)
    is_under_way = row.state in UNDER_WAY
    return {
        "import": row,
        "kind": words.KINDS[row.kind],
        "is_under_way": is_under_way,
        "step": words.STEPS.get(row.step, row.step),
        "done": done,
        "percent": min(100, int(share * 100)),
        "remaining": words.remaining(_remaining_s(row, share)) if is_under_way else "",
        "reasons": in_words(row.reasons),
        "refused": list(_first_refused(row)),
        "trouble": words.in_words(row.trouble) if row.trouble else "",
        "can_undo": row.state in ask.UNDOABLE and ask.has_written(row),
        "can_run": row.state in (State.CHECKED, State.STOPPED, State.FAILED) and bool(row.stored),
        "has_written": ask.has_written(row),
    }


@require_POST
def run(request: Asked, import_id: int) -> HttpResponse:
    row = get_object_or_404(Import, pk=import_id)
    if not row.stored or not ask.run(row, by=request.user):
        messages.info(request, _("This import is under way already."))
    return redirect("import", import_id)


@require_POST
def stop(request: Asked, import_id: int) -> HttpResponse:
    row = get_object_or_404(Import, pk=import_id)
    if ask.stop(row, by=request.user):
        messages.success(request, _("Stopped. Nothing more of it comes in."))
    return redirect("import", import_id)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: Asked, import_id: int) -> HttpResponse:
    row = get_object_or_404(Import, pk=import_id)
    if request.method == "POST":
        if not ask.undo(row, by=request.user):
            messages.info(request, _("There is nothing of it to be undone."))
        return redirect("import", import_id)
    if row.state not in ask.UNDOABLE or not ask.has_written(row):
        return redirect("import", import_id)
    kept = history.kept(row) if row.kind == COUPONS else 0
    return render(request, "imports/undo.html", {"import": row, "events": row.new + row.amended, "kept": kept})


@require_POST
def removal(request: Asked, import_id: int) -> HttpResponse:
    row = get_object_or_404(Import, pk=import_id)
    if ask.give_up(row):
        messages.success(request, _("The file is removed. Nothing of it was imported."))
    return redirect("imports")


def refused(_request: Asked, import_id: int) -> HttpResponseBase:
    """The refused lines with their reasons, in the reader's language, as CSV in which nothing is a formula."""
    row = get_object_or_404(Import, pk=import_id)
    path = files.path_of(row.refused_stored) if row.refused_stored else None
    if path is None or not path.exists() or row.state in UNDER_WAY:
        raise Http404
    lines = _told_lines(path, kind=row.kind, language=get_language())
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"{row.file_name.rpartition('.')[0] or row.file_name}.refused.csv"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def forgotten(forgetting_id: int) -> int:
    """How many events are out of the log by now."""
    found = Forgetting.objects.filter(pk=forgetting_id).values_list("counts", flat=True).first()
    return int(json.loads(found or "{}").get("events", 0))


def _remaining_s(row: Import, share: float) -> int | None:
    if row.begun_ms is None or share < LEAST_SHARE:
        return None
    return int((clock.now_ms() - row.begun_ms) / 1000 * (1 - share) / share)


def _first_refused(row: Import) -> Iterator[str]:
    """The sentences of the first lines in the file of refused ones; the database keeps none of them."""
    if not row.refused_stored or row.state in UNDER_WAY:
        return
    path = files.path_of(row.refused_stored)
    if not path.exists():
        return
    lines = refused_rows(path)
    next(lines, None)
    for _place, cells in zip(range(REFUSED_SHOWN), lines, strict=False):
        yield _told(cells[-1], kind=row.kind)


def _told_lines(path: Path, *, kind: str, language: str | None) -> Iterator[bytes]:
    """The file, some lines at a time. It is sent when the request's own language is forgotten already."""
    piece = io.StringIO()
    piece.write("\ufeff")  # spreadsheets know UTF-8 by it
    writer = Writer(piece, delimiter=refused_delimiter(path))
    for place, cells in enumerate(refused_rows(path)):
        with override(language):
            writer.writerow([*cells[:-1], _told(cells[-1], kind=kind)] if place else cells)
        if piece.tell() > PIECE:
            yield piece.getvalue().encode()
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue().encode()


def _told(sentence: str, *, kind: str) -> str:
    return reason_in_words(sentence, call=partial(words.label, kind))
