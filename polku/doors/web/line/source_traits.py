"""By which place of an account somebody came, as their traits show it: by its title, not by its key."""

from collections.abc import Sequence

from polku.say.channels.line.sources.models import LineSource

Traits = Sequence[tuple[str, object]]


def titled(traits: Traits) -> list[tuple[str, object]]:
    """One query where there is such a trait, else none. A place that is not known keeps its key."""
    keys = [value for name, value in traits if _is_source(name) and isinstance(value, str)]
    if not keys:
        return list(traits)
    titles = dict(LineSource.objects.filter(key__in=keys).values_list("key", "title"))
    return [
        (name, titles.get(value, value) if _is_source(name) and isinstance(value, str) else value)
        for name, value in traits
    ]


def _is_source(name: str) -> bool:
    return name.startswith("line_") and name.endswith("_source")
