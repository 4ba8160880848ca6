"""Who brought whom, as a tree: people and their friends, whatever names they have by now.

Each person hangs where they came first without being refused, or else where they came first. What else brought them is
told there too, and goes no further; so nobody hangs below themselves, also after two have turned out to be one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.referrals.models import Referral, Referrer
from polku.know.people import find

REFUSED = Referral.State.REFUSED.value


class Friend(msgspec.Struct, frozen=True, gc=False):
    """`person` was brought by `bringer`: numbers of people. `level`: 1, where nobody has brought the bringer."""

    number: int
    person: int
    bringer: int
    state: str
    why: str
    came_ms: int
    level: int
    is_own: bool  # here they hang, with whom they have brought


class Tree(msgspec.Struct, frozen=True):
    """`brought`: by who brought them, in the order in which they came. `roots`: whoever was brought by nobody and has
    brought somebody, the most first. `links`: people who have a link."""

    friends: Sequence[Friend]
    brought: Mapping[int, Sequence[Friend]]
    roots: Sequence[int]
    links: int

    def counts(self, person: int) -> int:
        """How many they have brought, without the refused."""
        return sum(one.state != REFUSED for one in self.brought.get(person, ()))


def tree_of(program: Program) -> Tree:
    links = [int(one) for one in Referrer.objects.filter(program_id=program.pk).values_list("identity_id", flat=True)]
    rows = list(
        Referral.objects.filter(program_id=program.pk)
        .order_by("came_ms", "pk")
        .values_list("pk", "identity_id", "referrer__identity_id", "state", "why", "came_ms")
    )
    belongs = find.profile_ids({*links, *(row[1] for row in rows)})
    found = [
        Friend(pk, belongs.get(friend, friend), belongs.get(bringer, bringer), state, why, came_ms, 0, is_own=False)
        for pk, friend, bringer, state, why, came_ms in rows
    ]
    own = own_of(found)
    brought: dict[int, list[Friend]] = defaultdict(list)
    for one in found:
        brought[one.bringer].append(one)
    levels = levels_of(brought, own)
    friends = [
        msgspec.structs.replace(one, level=levels[one.bringer] + 1, is_own=own.get(one.person) == one.number)
        for one in found
    ]
    whole: dict[int, list[Friend]] = defaultdict(list)
    for one in friends:
        whole[one.bringer].append(one)
    tree = Tree(friends, whole, [], len({belongs.get(one, one) for one in links}))
    roots = sorted((one for one, level in levels.items() if not level), key=lambda one: (-tree.counts(one), one))
    return msgspec.structs.replace(tree, roots=roots)


def own_of(found: Sequence[Friend]) -> dict[int, int]:
    """By person: by which of these they hang in the tree. What would close a circle is passed over."""
    own: dict[int, int] = {}
    above: dict[int, int] = {}
    for one in sorted(found, key=lambda one: (one.state == REFUSED, one.came_ms, one.number)):
        if one.person not in own and not _is_below(one.bringer, one.person, above):
            own[one.person], above[one.person] = one.number, one.bringer
    return own


def _is_below(person: int, other: int, above: Mapping[int, int]) -> bool:
    """Whether one is the other, or hangs below them by what is known yet."""
    while person != other:
        if person not in above:
            return False
        person = above[person]
    return True


def levels_of(brought: Mapping[int, Sequence[Friend]], own: Mapping[int, int]) -> dict[int, int]:
    """Of everybody who has brought somebody: 0 of those who hang below nobody."""
    levels = {one: 0 for one in brought if one not in own}
    todo = list(levels)
    while todo:
        person = todo.pop()
        for one in brought.get(person, ()):
            if own.get(one.person) == one.number and one.person in brought:
                levels[one.person] = levels[person] + 1
                todo.append(one.person)
    return levels
