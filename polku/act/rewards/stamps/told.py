"""A full card is an event."""

from polku.act.rewards.ledger.models import Program
from polku.know.events.append import News, tell
from polku.know.people.models import Identity

COMPLETED = "Card Completed"


def completed(program: Program, identity: int, cause: str, size: int, *, store: str, now_ms: int) -> None:
    """Within the caller's transaction. Who has been erased meanwhile is nobody of whom anything could be told."""
    name = Identity.objects.filter(pk=identity).values_list("kind", "value").first()
    if name is None:
        return
    about: dict[str, object] = {"program_id": program.pk, "program": program.name, "amount": size}
    if store:
        about["store"] = store
    tell([News(COMPLETED, name, f"reward:card/{identity}/{cause}", about, now_ms)], now_ms=now_ms)
