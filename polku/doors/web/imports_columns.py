"""Naming the columns of an uploaded file, with what was guessed, and what the first rows will become."""

from dataclasses import dataclass, field
from zoneinfo import available_timezones

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.doors.web import imports_words as words
from polku.doors.web.asked import Asked
from polku.doors.web.imports_preview import Shown, shown
from polku.doors.web.team import CURRENCIES
from polku.kit import clock
from polku.know.events.imports import ask, files
from polku.know.events.imports.dates import DAY_FIRST, MONTH_FIRST, order_of
from polku.know.events.imports.guess import guess
from polku.know.events.imports.look import Look, look
from polku.know.events.imports.models import Import
from polku.know.events.imports.preview import preview
from polku.know.events.imports.problems import AmbiguousDates, ImportProblem
from polku.know.events.imports.told import Told, plain, request, told
from polku.know.teams.models import Source, Team

ENCODINGS = ("utf-8", "utf-16", "shift_jis", "gb18030", "windows-1252", "euc-jp", "big5", "euc-kr")
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
NAME_LENGTH = 100
EARLIER = 50  # imports in which the same columns are looked for


@dataclass(frozen=True)
class Column:
    number: int
    heading: str
    values: list[str]
    target: str  # a field, "own", "own.product", or "" for what is left out
    called: str  # where it is its own

    @property
    def is_own(self) -> bool:
        return self.target.startswith("own")


@dataclass
class Naming:
    """Everything that the page of columns shows."""

    row: Import
    said: Told
    look: Look | None = None
    columns: list[Column] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)  # what must be mended before it can go on
    order: str = ""  # of day and month, as found; "?" where nothing tells them apart
    preview: Shown | None = None


@require_POST
def columns(asked: Asked, import_id: int) -> HttpResponse:
    """What was said about the columns is kept with every change; `check` goes on with it."""
    row = get_object_or_404(Import, pk=import_id)
    if not row.stored or row.state not in ask.MAPPABLE:
        return redirect("import", import_id)
    said, twice = _said(row, asked.POST)
    source = asked.POST.get("source", "").strip()[:200] or "Import"
    if not ask.tell(row, said, source=source):
        return redirect("import", import_id)
    found = naming(row, team=asked.team)
    found.wrong = twice + found.wrong
    if "check" in asked.POST and not found.wrong:
        is_moved = ask.check(row) or ask.run(row, by=asked.user)
        if not is_moved:
            messages.info(asked, _("This import is under way already."))
        return redirect("import", import_id)
    given = page(found, team=asked.team)
    return render(asked, "imports/columns.html" if asked.htmx else "imports/import.html", given)


def naming(row: Import, *, team: Team) -> Naming:
    """The columns as they are named; guessed at the first look."""
    said = told(row)
    try:
        seen = look(files.path_of(row.stored), encoding=said.encoding, delimiter=said.delimiter)
    except ImportProblem as problem:
        return Naming(row, said, wrong=[words.in_words(type(problem).__name__)])
    if not set(said.map.values()) & set(seen.header):  # at the first look, or read in another way now
        said, source = _first_told(row, said, seen)
        ask.tell(row, said, source=source)
    found = Naming(row, said, seen, _columns(row.kind, seen, said), _missing(row.kind, said))
    try:
        times = said.map.get("timestamp", "")
        found.order = order_of(seen.values[times]) if times in seen.values else ""
    except AmbiguousDates:
        found.order = "?"
    if not found.wrong and (found.order != "?" or said.dates):
        wanted = request(row, source=0, currency=team.currency, zone=team.time_zone or "UTC", dry=True)
        try:
            found.preview = shown(row.kind, preview(wanted, seen.sheet, now_ms=clock.now_ms()))
        except ImportProblem as problem:
            found.wrong.append(words.in_words(type(problem).__name__))
    return found


def _first_told(row: Import, said: Told, seen: Look) -> tuple[Told, str]:
    """As it was said of the last file with the same columns; else guessed."""
    earlier = Import.objects.filter(kind=row.kind).exclude(pk=row.pk).order_by("-pk")[:EARLIER]
    for one in earlier:
        before = told(one)
        if before.header == seen.header and before.map:
            kept = {**plain(before), "encoding": said.encoding, "delimiter": said.delimiter}
            return Told(**kept), one.source
    return Told(**{**plain(said), "map": guess(row.kind, seen), "header": seen.header}), row.source


def page(found: Naming, *, team: Team) -> dict[str, object]:
    return {
        "import": found.row,
        "naming": found,
        "said": found.said,
        "trouble": words.in_words(found.row.trouble) if found.row.trouble else "",
        "groups": words.GROUPS[found.row.kind],
        "own": words.OWN[found.row.kind],
        "encodings": ENCODINGS,
        "delimiters": DELIMITERS,
        "delimiter": DELIMITERS.get(found.look.delimiter, "") if found.look else "",
        "orders_of_days": (DAY_FIRST, MONTH_FIRST),
        "zones": sorted(available_timezones()),
        "zone": found.said.zone or team.time_zone or "UTC",
        "currencies": CURRENCIES.split(),
        "currency": found.said.currency or team.currency,
        "sources": Source.objects.filter(ended_at=None).order_by("name").values_list("name", flat=True),
        "has_written": ask.has_written(found.row),
    }


def _columns(kind: str, seen: Look, said: Told) -> list[Column]:
    field_of = {heading: name for name, heading in said.map.items()}
    known = {name for _title, group in words.GROUPS[kind] for name in group}
    found = []
    for number, heading in enumerate(seen.header):
        name = field_of.get(heading, "")
        target, called = name, heading
        if name and name not in known:
            is_of_product = kind == "orders" and name.startswith("products.")
            target, called = "own.product" if is_of_product else "own", name.removeprefix("products.")
        found.append(Column(number, heading, seen.shown(heading), target, called))
    return found


def _missing(kind: str, said: Told) -> list[str]:
    return [str(sentence) for any_of, sentence in words.NEEDED[kind] if not set(any_of) & set(said.map)]


def _said(row: Import, given: QueryDict) -> tuple[Told, list[str]]:
    """What the form says, and what it says twice."""
    before = told(row)
    fields: dict[str, str] = {}
    twice = []
    try:
        header = look(files.path_of(row.stored), encoding=before.encoding, delimiter=before.delimiter).header
    except ImportProblem:
        header = []
    for number, heading in enumerate(header):
        name = given.get(f"to.{number}", "")
        if name.startswith("own"):
            own = given.get(f"as.{number}", "").strip()[:NAME_LENGTH] or heading
            name = f"products.{own}" if name == "own.product" and row.kind == "orders" else own
        if not name:
            continue
        if name in fields:
            sentence = _("“%(first)s” and “%(second)s” cannot both be “%(field)s”: only the first one is.")
            twice.append(sentence % {"first": fields[name], "second": heading, "field": words.label(row.kind, name)})
            continue
        fields[name] = heading
    encoding, zone, currency = given.get("encoding", ""), given.get("zone", ""), given.get("currency", "")
    said = Told(
        map=fields,
        header=header,
        encoding=encoding if encoding in ENCODINGS else "",
        delimiter=next((sign for sign, name in DELIMITERS.items() if name == given.get("delimiter")), ""),
        dates=given.get("dates", "") if given.get("dates") in (DAY_FIRST, MONTH_FIRST) else "",
        zone=zone if zone in available_timezones() else "",
        currency=currency if currency in CURRENCIES.split() else "",
    )
    return said, twice
