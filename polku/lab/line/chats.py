"""Every chat of one account, in order: eight to twelve bytes for each message that reached somebody."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from polku.lab.line.bodies import Bodies
from polku.lab.line.user_ids import Numbers

NOBODY = -1
Column = np.ndarray[tuple[int], np.dtype[np.int32]]


@dataclass(slots=True, eq=False)
class Sending:
    """What was said at once, by the account to some or many, or by one friend to it."""

    number: int  # its place among the account's sendings
    way: str  # push, multicast, narrowcast, broadcast, reply, greeting; friend: said by one; note: added, blocked…
    at_ms: int
    body: int  # the digest of its messages (bodies.py)
    count: int  # how many messages
    request_id: str = ""
    retry_key: str = ""
    unit: str = ""  # the name under which statistics are asked for
    reached: int = 0  # people
    is_unsent: bool = False

    def message_ids(self) -> list[str]:
        return [str(500_000_000_000_000_000 + self.number * 5 + place) for place in range(self.count)]


@dataclass(frozen=True, slots=True)
class Item:
    """One sending as it stands in one person's chat. `messages` is None where the lab has not kept them."""

    entry: int
    sending: Sending
    messages: list[dict[str, object]] | None


class Chats:
    """A row for each (person, sending); the rows of one person are chained from the newest back."""

    def __init__(self, people: int, bodies: Bodies) -> None:
        self.bodies = bodies
        self.sendings: list[Sending] = []
        self.count = 0
        self._last: Column = np.full(people, NOBODY, dtype=np.int32)
        self._person, self._sending, self._before = (np.empty(1_024, dtype=np.int32) for _ in range(3))

    def grow(self, people: int) -> None:
        self._last = np.concatenate((self._last, np.full(people - len(self._last), NOBODY, dtype=np.int32)))

    def add(self, way: str, *, at_ms: int, messages: list[dict[str, object]], **more: str) -> Sending:
        sending = Sending(len(self.sendings), way, at_ms, self.bodies.keep(messages), len(messages), **more)  # type: ignore[arg-type] # texts
        self.sendings.append(sending)
        return sending

    def reach(self, sending: Sending, numbers: Numbers) -> None:
        """These people have it now. Nobody may be named twice."""
        first, after = self.count, self.count + len(numbers)
        while after > len(self._person):
            self._person, self._sending, self._before = (
                np.concatenate((column, np.empty_like(column)))
                for column in (self._person, self._sending, self._before)
            )
        self._person[first:after] = numbers
        self._sending[first:after] = sending.number
        self._before[first:after] = self._last[numbers]
        self._last[numbers] = np.arange(first, after, dtype=np.int32)
        self.count = after
        sending.reached += len(numbers)

    def of(self, person: int, *, most: int = 100, before: int | None = None) -> list[Item]:
        """The newest `most` items of a chat, oldest first; those before the entry `before`, to page back."""
        found = []
        for entry in self._back(person):
            if before is None or entry < before:
                found.append(self._item(entry))
                if len(found) == most:
                    break
        return found[::-1]

    def by_message(self, message_id: str) -> Sending | None:
        number = (int(message_id) - 500_000_000_000_000_000) // 5 if message_id.isdecimal() else -1
        return self.sendings[number] if 0 <= number < len(self.sendings) else None

    def has(self, person: int, sending: Sending) -> bool:
        return any(int(self._sending[entry]) == sending.number for entry in self._back(person))

    def rows(self) -> tuple[Column, Column]:
        """(person, sending) of every row, in the order in which they came."""
        return self._person[: self.count], self._sending[: self.count]

    def _back(self, person: int) -> Iterator[int]:
        entry = int(self._last[person])
        while entry != NOBODY:
            yield entry
            entry = int(self._before[entry])

    def _item(self, entry: int) -> Item:
        sending = self.sendings[self._sending[entry]]
        return Item(entry, sending, None if sending.is_unsent else self.bodies.get(sending.body))
