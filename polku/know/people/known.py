"""What is known already of the people of a block, read in sets."""

from collections.abc import Iterable, Sequence
from typing import Any

from polku.kit.bulk import ask, ask_pairs, change, write
from polku.kit.sql import Cursor
from polku.know.people import sql
from polku.know.people.row import Face, Link, Pair, Row


class Known:
    """The rows in hand while one block is folded; each is read once and changed in place."""

    def __init__(self, cursor: Cursor, *, vendor: str) -> None:
        self.cursor, self.vendor = cursor, vendor
        self.rows: dict[int, Row] = {}
        self.links: dict[Pair, Link] = {}
        self.times: dict[int, tuple[int, int]] = {}  # profile → first and last seen, of those that exist
        self.members: dict[int, list[Row]] = {}  # profile → all of its identities, as of before the block
        self._linked: set[int] = set()  # identities whose links are all in hand

    def read_seen(self, numbers: Iterable[int]) -> None:
        rows, times = self.rows, self.times
        for *identity, first_ms, last_ms in self._ask(sql.SEEN, sql.SEEN_FROM, sorted(numbers)):
            row = Row(*identity)
            row.was = row.profile_id
            rows[row.id] = row
            if first_ms is not None:
                times[row.profile_id] = (first_ms, last_ms)

    def read_rows(self, numbers: Iterable[int]) -> None:
        wanted = sorted(number for number in numbers if number not in self.rows)
        for found in self._ask(sql.IDENTITY, sql.IDENTITIES_FROM, wanted):
            self._take(found)

    def read_members(self, profiles: Iterable[int]) -> None:
        """Everything of all identities of these profiles."""
        wanted = sorted({profile for profile in profiles if profile not in self.members})
        for found in self._ask(sql.IDENTITY, sql.MEMBERS_FROM, wanted):
            row = self._take(found)
            self.members.setdefault(row.was, []).append(row)
        for profile in wanted:
            self.members.setdefault(profile, [])

    def read_pairs(self, pairs: Iterable[Pair]) -> None:
        """The links between these, where there are any."""
        found = ask_pairs(
            self.cursor,
            sql.LINK,
            "identity_link",
            key=("low_id", "high_id"),
            pairs=sorted(pairs),
            vendor=self.vendor,
        )
        for row in found:
            self.links[row[0], row[1]] = Link(*row)

    def read_links(self, numbers: Iterable[int]) -> list[Pair]:
        """All links of these identities; gives those that were not yet in hand."""
        fresh = []
        wanted = sorted(number for number in numbers if number not in self._linked)
        self._linked.update(wanted)
        for source in (sql.LINKS_LOW, sql.LINKS_HIGH):
            for low_id, high_id, *rest in self._ask(sql.LINK, source, wanted):
                if (low_id, high_id) not in self.links:
                    self.links[low_id, high_id] = Link(low_id, high_id, *rest)
                    fresh.append((low_id, high_id))
        return fresh

    def faces(self, profiles: Iterable[int]) -> dict[int, Face]:
        return {found[0]: Face(*found) for found in self._ask(sql.FACE, sql.FACES_FROM, sorted(profiles))}

    def write(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        write(self.cursor, statement, rows, vendor=self.vendor)

    def change(self, statement: str, rows: Sequence[Sequence[Any]]) -> list[Any]:
        return change(self.cursor, statement, rows, vendor=self.vendor)

    def _take(self, found: Any) -> Row:
        row = self.rows.get(found[0])
        if row is None:
            row = self.rows[found[0]] = Row(*found)
            row.was = row.profile_id
        else:
            row.traits, row.orders, row.revenue_minor = found[9:]
        return row

    def _ask(self, columns: str, source: str, keys: list[int]) -> list[Any]:
        return ask(self.cursor, columns, source, keys=keys, vendor=self.vendor) if keys else []
