"""What channels are called on pages."""

from collections.abc import Iterable

from polku.say.channels.registry import OF_ACCOUNT, channels


def titles() -> dict[str, str]:
    """Of all there are, by name."""
    return {one.name: str(one.title) for one in channels()}


def titles_of(names: Iterable[str]) -> str:
    """Of several, one after the other."""
    known = titles()
    return ", ".join(title_of(name, known) for name in names)


def title_of(name: str, known: dict[str, str] | None = None) -> str:
    """An account that is gone is called as it was in addresses."""
    return (titles() if known is None else known).get(name) or name.rpartition(OF_ACCOUNT)[2]
