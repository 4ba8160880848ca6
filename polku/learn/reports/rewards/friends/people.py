"""The people behind each number of friends: of a level, of a state, of whom somebody brought, and who brings."""

from polku.act.rewards.ledger.models import Program
from polku.kit import ids
from polku.learn.reports.rewards.friends.numbers import STATES, state_of
from polku.learn.reports.rewards.friends.tree import REFUSED, Friend, tree_of
from polku.learn.reports.rewards.rows import Unknown

FRIENDS, BRINGERS = "friends", "bringers"
KINDS = (FRIENDS, BRINGERS)
LEVEL, BRINGER = "level", "bringer"  # by which friends are taken apart


def people(program: Program, kind: str, by: str, key: str) -> list[tuple[int, int]]:
    """Each once, and when they came; of bringers when somebody came by them. The latest first. Raises Unknown."""
    if by not in ("", LEVEL, BRINGER) or (by and kind == BRINGERS):
        raise Unknown
    tree = tree_of(program)
    latest: dict[int, int] = {}
    for one in tree.friends:
        if kind == BRINGERS and one.state != REFUSED:
            latest[one.bringer] = max(one.came_ms, latest.get(one.bringer, 0))
        elif kind == FRIENDS and _is_meant(one, by, key):
            latest[one.person] = max(one.came_ms, latest.get(one.person, 0))
    return sorted(latest.items(), key=lambda one: (-one[1], one[0]))


def _is_meant(one: Friend, by: str, key: str) -> bool:
    """`key`: of a level "2", or "2:rewarded"; of who brought them, their public number."""
    if not by:
        return one.state != REFUSED
    if by == BRINGER:
        return one.bringer == ids.number(key)
    level, _colon, state = key.partition(":")
    if not level.isdecimal() or (state and state not in STATES):
        raise Unknown
    return one.level == int(level) and (not state or state_of(one) == state)
