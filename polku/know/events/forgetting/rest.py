"""What is left to be known of some identities and orders when some events are gone."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import msgspec

from polku.kit import columns
from polku.know.events.append import INTERNAL
from polku.know.events.event import Event, indexes_of, read_batch
from polku.know.events.forgetting import sql
from polku.know.events.forgetting.places import ASKED, asked, between, events_at, in_columns, joined

ORDERS = frozenset(("Order Completed", "Order Updated", "Order Refunded", "Order Cancelled"))
SAYING = frozenset(("identify", "alias"))

Times = tuple[int, int]  # first and last, of those that are no identify


class Rest:
    """Asked within the transaction that has taken the events out: what it reads off the log holds them no more."""

    def __init__(self, *, end: int) -> None:
        self.end = end
        self.known = min(in_columns(), end)

    def sayings(self, identities: Collection[int]) -> list[Event]:
        """The identify and alias events that some identities lead."""
        if not identities:
            return []
        found = joined(
            *(asked(sql.SAYINGS.format(identities=part), end=self.known) for part in self._parts(identities))
        )
        tail = self._tail(lambda event: event.type in SAYING and event.identity_id in identities)
        return [*events_at(found), *(event for event in tail if event.source != INTERNAL)]

    def times(self, identities: Collection[int]) -> dict[int, Times]:
        """When the other events under these were; who has none is left out."""
        found: dict[int, Times] = {}
        for part in self._parts(identities):
            for identity, first, last in columns.query(
                sql.TIMES.format(identities=part), {"end": self.known}, time_limit_s=300
            ):
                found[identity] = first, last
        for event in self._tail(lambda event: event.type != "identify" and event.identity_id in identities):
            if event.source != INTERNAL:
                first, last = found.get(event.identity_id, (event.time_ms, event.time_ms))
                found[event.identity_id] = min(first, event.time_ms), max(last, event.time_ms)
        return found

    def of_orders(self, order_ids: Sequence[str], is_of: Callable[[Event], bool]) -> list[Event]:
        """The events that speak of these orders; a few more do no harm."""
        found = []
        for start in range(0, len(order_ids) if self.known else 0, ASKED):
            part = order_ids[start : start + ASKED]
            given = {f"order{n}": order_id for n, order_id in enumerate(part)}
            statement = sql.ORDERS.format(marks=", ".join(f"{{{name}:String}}" for name in given))
            found.append(asked(statement, end=self.known, **given))
        return [
            *events_at(joined(*found)),
            *self._tail(lambda event: event.name in ORDERS and event.type == "track" and is_of(event)),
        ]

    def _parts(self, identities: Collection[int]) -> Iterator[str]:
        """The numbers as text, some thousand at a time; none where the columns cannot be asked."""
        wanted = sorted(identities) if self.known else []
        for start in range(0, len(wanted), ASKED):
            yield ",".join(map(str, wanted[start : start + ASKED]))

    def _tail(self, is_wanted: Callable[[Event], bool]) -> Iterable[Event]:
        for seq, received_ms, source, payload, without in between(self.known, self.end):
            try:
                found = read_batch(
                    seq, received_ms=received_ms, source=source, payload=payload, without=indexes_of(without)
                )
            except msgspec.MsgspecError:
                continue
            yield from filter(is_wanted, found)
