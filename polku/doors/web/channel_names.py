"""What channels are called on pages."""

from polku.say.channels.registry import OF_ACCOUNT, channels


def titles() -> dict[str, str]:
    """Of all there are, by name."""
    return {one.name: str(one.title) for one in channels()}


def title_of(name: str, known: dict[str, str] | None = None) -> str:
    """An account that is gone is called as it was in addresses."""
    return (titles() if known is None else known).get(name) or name.rpartition(OF_ACCOUNT)[2]
