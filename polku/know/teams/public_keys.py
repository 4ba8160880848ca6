"""Sources whose key stands in a web page or an app, where anybody can read it and write under it.

What they say of pages and of people is heard as before. What they say of orders is not: see events/trusted.py.
"""

from polku.kit import clock
from polku.know.teams.models import Source

Spans = list[tuple[int, int | None]]


def change(source: Source, *, is_public: bool) -> bool:
    """From now on; what came before stays as it was taken. Whether that was a change."""
    if source.is_public == is_public:
        return False
    now_ms = clock.now_ms()
    if is_public:
        source.public = [*source.public, [now_ms, None]]
    else:
        source.public = [*source.public[:-1], [source.public[-1][0], now_ms]]
    source.save(update_fields=["public"])
    return True


def spans() -> dict[int, Spans]:
    """By source, from when to when its key was public; others are left out."""
    rows = Source.objects.exclude(public=[]).values_list("pk", "public")
    return {number: [(begins, ends) for begins, ends in found] for number, found in rows}
