"""The audiences of a narrowcast: as LINE has them now, joined by and, or and not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.wide.models import LineWide

ANY, ALL = "any", "all"
IN, OUT = "in", "out"


@dataclass(frozen=True)
class Recipients:
    """`json`: LINE's `recipient`, None for all friends. `most`: people in it at the most, None where nobody can say."""

    json: dict[str, Any] | None
    groups: list[int]
    most: int | None


class NotReady(Exception):
    """Some audience cannot be sent to; `reason` as a row keeps it. `is_coming`: it will be."""

    def __init__(self, reason: str, *, is_coming: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.is_coming = reason, is_coming


def recipients(row: LineWide) -> Recipients:
    """Raises NotReady."""
    wanted, rows = row.wanted, named(row)
    if not (wanted.get(IN) or wanted.get(OUT)) or row.kind == LineWide.Kind.BROADCAST:
        return Recipients(None, [], None)
    within = [_live(rows, number) for number in wanted.get(IN) or ()]
    beside = [found for number in wanted.get(OUT) or () if (found := _live(rows, number)) is not None]
    there = [one for one in within if one is not None]
    if within and (not there or (wanted.get("how") == ALL and len(there) < len(within))):
        raise NotReady("wide_nobody")
    parts = [_joined("and" if wanted.get("how") == ALL else "or", there)] if there else []
    parts += [{"type": "operator", "not": _joined("or", beside)}] if beside else []
    if not parts:
        return Recipients(None, [], None)
    json = parts[0] if len(parts) == 1 else {"type": "operator", "and": parts}
    counts = [one.live_count for one in there]
    most = None if not counts else min(counts) if wanted.get("how") == ALL else sum(counts)
    return Recipients(json, sorted({one.live_id for one in (*there, *beside) if one.live_id is not None}), most)


def is_to_nobody_yet(row: LineWide) -> bool:
    """A narrowcast for which nothing is chosen. LINE would send it to all friends, which nobody has asked for."""
    is_chosen = row.wanted.get(IN) or row.wanted.get(OUT) or row.traits or row.most is not None or row.is_up_to_left
    return row.kind == LineWide.Kind.NARROWCAST and not is_chosen


def named(row: LineWide) -> dict[int, LineAudience]:
    """The audiences that it names, by their numbers here."""
    numbers = [*(row.wanted.get(IN) or ()), *(row.wanted.get(OUT) or ())]
    if not numbers:
        return {}
    found = LineAudience.objects.filter(pk__in=numbers, account=row.account_id).select_related("segment")
    return {one.pk: one for one in found}


def named_by_waiting(account: LineAccount) -> set[int]:
    """Numbers of all audiences that some send names which has still to go."""
    states = (LineWide.State.WAITING, LineWide.State.HELD, LineWide.State.ASKING)
    found = LineWide.objects.filter(account=account, state__in=states).values_list("wanted", flat=True)
    return {number for wanted in found for name in (IN, OUT) for number in wanted.get(name) or ()}


def in_use(account: LineAccount) -> set[int]:
    """LINE's numbers of audiences that stand in a request which LINE has not finished with: they must stay there."""
    states = (LineWide.State.ASKING, LineWide.State.RUNNING)
    found = LineWide.objects.filter(account=account, state__in=states).values_list("groups", flat=True)
    return {number for groups in found for number in groups}


def _live(rows: Mapping[int, LineAudience], number: int) -> LineAudience | None:
    """None where nobody is in it. Raises NotReady."""
    one = rows.get(number)
    if one is None or one.ended_at is not None:
        raise NotReady(f"wide_audience_gone|{one.segment.name if one is not None else number}")
    if one.live_id is not None:
        return one
    if one.state != LineAudience.State.IDLE or one.wanted or one.trouble:
        raise NotReady(f"wide_audience|{one.segment.name}", is_coming=True)
    return None


def _joined(how: str, rows: Collection[LineAudience]) -> dict[str, Any]:
    parts = [{"type": "audience", "audienceGroupId": one.live_id} for one in rows]
    return parts[0] if len(parts) == 1 else {"type": "operator", how: parts}
