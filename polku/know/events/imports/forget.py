"""Forgetting people who stand in files that were uploaded or in those of refused lines, and that they were imported."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from polku.know.events.event import Event
from polku.know.events.forgetting.rest import Rest
from polku.know.events.forgetting.whom import LEAST, Whom
from polku.know.events.imports import files
from polku.know.events.imports.models import Import
from polku.know.events.imports.undo import unlearn

State = Import.State
UNDER_WAY = (State.CHECKING, State.RUNNING, State.UNDOING)
PIECE = 1 << 22  # bytes read at once
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}  # ｈａｎａｋｏ＠…: read as the usual letters
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "shift_jis", "gb18030", "cp1252")


def call_off(_whom: Whom) -> bool:
    """A file that is being read would bring them back: it is waited for."""
    return Import.objects.filter(state__in=UNDER_WAY).exclude(stored="").exists()


def without(gone: Sequence[Event], _rest: Rest, whole: AbstractSet[int]) -> int:
    """What was imported of people who are erased is not remembered: the same file again brings them back, as new.

    Only with people: an undo has let go of its memory before, and what has grown too old shall not come again.
    """
    if whole:
        unlearn(event.id for event in gone)
    return 0


def forget(whom: Whom) -> int:
    """A file that speaks of them goes as a whole; what was imported from it, and its numbers, stay."""
    needles = _needles(whom)
    removed = 0
    for row in Import.objects.exclude(stored="", refused_stored="").exclude(state__in=UNDER_WAY):
        for field in ("stored", "refused_stored"):
            name = getattr(row, field)
            if name and _speaks_of(name, needles):
                Import.objects.filter(pk=row.pk).update(**{field: ""})
                files.remove(name)
                removed += 1
    return removed


def _needles(whom: Whom) -> list[bytes]:
    """What they are known by, as it may be written in a file; in small letters."""
    found = set()
    for value in whom.values:
        forms = {value, value.replace("@", "＠"), value.translate(WIDE)} if len(value) >= LEAST else set()
        for form in forms:
            for encoding in ENCODINGS:
                try:
                    found.add(form.encode(encoding).lower())
                except UnicodeEncodeError:
                    continue  # cannot stand there in this encoding
    return sorted(found)


def _speaks_of(name: str, needles: list[bytes]) -> bool:
    """Parquet is packed: it may hold anybody."""
    path = files.path_of(name)
    if not path.exists():
        return False
    if path.suffix == ".parquet":
        return True
    longest = max(map(len, needles), default=0)
    before = b""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            text = before + piece
            small = text.lower()
            if any(needle in small for needle in needles):
                return True
            before = text[-longest:]
    return False
