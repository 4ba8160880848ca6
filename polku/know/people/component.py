"""How far the effect of a block may reach: the identities that have to be resolved together again."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from polku.know.people.kinds import CAP, KNOWN_USERS, MOST_CLAIMS, MOST_LINKS
from polku.know.people.known import Known
from polku.know.people.meet import Changes
from polku.know.people.row import Link, Pair, pair


class Component:
    """Grows from the starts over links to whole clusters, and over refused links where the decision may turn.

    Never through what is shared: so a tablet that ten thousand users claim costs no more than the claims of the block.
    """

    def __init__(self, known: Known, changes: Changes) -> None:
        self.known, self.changes = known, changes
        self.inside: set[int] = set()
        self._near: defaultdict[int, list[int]] = defaultdict(list)
        self._put_near(known.links)
        self._grow(changes.starts, over_refused=False)
        self._recount_shared()
        turning = self._turning()
        if turning:
            self._grow(turning, over_refused=True)
            self._recount_shared()

    def is_claim(self, link: Link) -> bool:
        """Whether it counts: said, not cut, and between identities that are named."""
        low, high = self.known.rows.get(link.low_id), self.known.rows.get(link.high_id)
        return link.is_live and low is not None and high is not None and bool(low.is_named and high.is_named)

    def _grow(self, starts: Iterable[int], *, over_refused: bool) -> None:
        rows, links, recount = self.known.rows, self.known.links, self.changes.recount
        frontier, passed = set(starts), set[int]()
        while frontier:
            self.known.read_members({rows[number].was for number in frontier if not rows[number].is_new})
            fresh = set(frontier)
            for number in frontier:
                fresh.update(member.id for member in self.known.members.get(rows[number].was, ()))
            fresh -= passed
            passed |= fresh
            self.inside |= fresh
            passable = [number for number in fresh if not rows[number].is_shared or number in recount]
            self._put_near(self.known.read_links(number for number in passable if not rows[number].is_new))
            self.known.read_rows({other for number in passable for other in self._near[number]})
            frontier = set()
            for number in passable:
                for other in self._near[number]:
                    link = links[min(number, other), max(number, other)]
                    if (
                        other not in passed
                        and self.is_claim(link)
                        and (not rows[other].is_shared or other in recount)
                        and (over_refused or not link.rule or link.rule not in (KNOWN_USERS, CAP))
                    ):
                        frontier.add(other)

    def _put_near(self, links: Iterable[Pair]) -> None:
        for low_id, high_id in links:
            self._near[low_id].append(high_id)
            self._near[high_id].append(low_id)

    def _recount_shared(self) -> None:
        users: Counter[int] = Counter()
        everybody: Counter[int] = Counter()
        rows = self.known.rows
        for (low_id, high_id), link in self.known.links.items():
            if self.is_claim(link):
                everybody[low_id] += 1
                everybody[high_id] += 1
                users[low_id] += rows[high_id].kind == "user_id"
                users[high_id] += rows[low_id].kind == "user_id"
        for number in self.inside:
            row = rows[number]
            if row.is_shared and number not in self.changes.recount:
                continue  # its other links are not in hand; only a verdict takes claims away
            is_shared = everybody[number] > MOST_LINKS or (row.kind != "user_id" and users[number] > MOST_CLAIMS)
            if is_shared != row.is_shared:
                row.is_shared = is_shared
                row.is_changed = True
                self.changes.whole.add(number)
                self.changes.whole.update(self._near[number])

    def _turning(self) -> set[int]:
        """Those of the inside round whom refused links may be decided otherwise now.

        A link that is newer than all others of its two clusters is decided by these as they stand, and turns nothing
        that was decided before: the common case. Not so an older one, an alias, a verdict, a name, a flip of sharing.
        """
        links = self.known.links
        refused = {n for linked, link in links.items() if link.rule in (KNOWN_USERS, CAP) for n in linked}
        turning: set[int] = set()
        passed: set[int] = set()
        for start in refused & self.inside:
            if start in passed:
                continue
            group = self._group(start)
            passed |= group
            mine = {pair(number, other) for number in group for other in self._near[number]}
            live = [linked for linked in mine if links[linked].is_live]
            new = [_order(links[linked]) for linked in live if linked in self.changes.links]
            old = [_order(links[linked]) for linked in live if linked not in self.changes.links]
            if group & self.changes.whole or (new and old and min(new) < max(old)):
                turning |= group
        return turning

    def _group(self, start: int) -> set[int]:
        """Who hangs together with one of the inside, by links that are not refused."""
        group, frontier = {start}, [start]
        while frontier:
            number = frontier.pop()
            for other in self._near[number]:
                rule, row = self.known.links[pair(number, other)].rule, self.known.rows.get(other)
                if other in group or other not in self.inside or rule in (KNOWN_USERS, CAP):
                    continue
                if row is not None and not row.is_shared:
                    group.add(other)
                    frontier.append(other)
        return group


def _order(link: Link) -> tuple[int, str, int, int]:
    return link.at_ms or 0, link.event_id, link.low_id, link.high_id
