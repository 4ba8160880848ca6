"""What became of a LINE account's messages within the last day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Sum

from polku.kit import clock
from polku.say.outbox.models import Message
from polku.say.outbox.packed.models import MessageCounted
from polku.say.outbox.reasons import OF_OUT_OF_REACH


@dataclass(frozen=True)
class Day:
    """Messages settled within 24 hours. `held` were never tried: they count neither as tried nor as wrong.

    `out_of_reach`: held, too, but by no trouble: no LINE that we know of, no friend, no consent.
    """

    sent: int = 0
    held: int = 0
    failed: int = 0
    unknown: int = 0
    out_of_reach: int = 0

    @property
    def tried(self) -> int:
        return self.sent + self.failed + self.unknown

    @property
    def wrong(self) -> int:
        return self.failed + self.unknown


def days(names: Sequence[str], *, now: datetime) -> dict[str, Day]:
    """By the account's name. Rides message_settled."""
    rows = MessageCounted.objects.filter(
        settled_ms__gt=clock.to_ms(now) - clock.DAY_MS, channel__in=[f"line:{name}" for name in names]
    )
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    is_out = Q(state=Message.State.HELD) & OF_OUT_OF_REACH
    for row in rows.values("channel", "state").annotate(sum=Sum("count"), out=Sum("count", filter=is_out, default=0)):
        counts = found[row["channel"].removeprefix("line:")]
        counts[row["state"]] = row["sum"] - row["out"]
        counts["out_of_reach"] = counts.get("out_of_reach", 0) + row["out"]
    wanted = ("sent", "held", "failed", "unknown", "out_of_reach")
    return {name: Day(*(counts.get(state, 0) for state in wanted)) for name, counts in found.items()}
