"""Who was given something through a channel, who used it, and who used something through one."""

from datetime import datetime

from polku.act.rewards.ledger.models import Program
from polku.learn.reports.rewards import sql
from polku.learn.reports.rewards.came import how
from polku.learn.reports.rewards.came.count import NOBODY, each, plain
from polku.learn.reports.rewards.rows import Rows, rows_of_kind

CAME, THROUGH = PARTS = "came", "through"
LOTS = "SELECT g.id FROM reward_movement g WHERE g.program_id = %s AND g.kind = 'grant' AND {case} = %s"
USED = f"SELECT u.identity_id, u.at_ms FROM {sql.USED_ROWS} AND {{case}} = %s"  # noqa: S608 ours


def rows(program: Program, kind: str, by: str, key: str, *, now: datetime) -> Rows | None:
    """None where each person's own message has to be asked: `one_by_one`."""
    if by == THROUGH:
        case, values = how.used()
        return Rows(USED.format(case=case), (program.pk, *values, key))
    known = plain(program)
    if known is None and key.startswith(how.CHANNEL):
        return None
    case, values = how.came(program, known or {})
    return rows_of_kind(program, kind, now=now).also(f"r.lot IN ({LOTS.format(case=case)})", program.pk, *values, key)


def one_by_one(program: Program, kind: str, key: str) -> list[tuple[int, int]]:
    """Each person and when it last happened, the latest first."""
    latest: dict[int, int] = {}
    for one in each(program, kind):
        if one.person != NOBODY and how.CHANNEL + one.channel == key:
            latest[one.person] = max(one.at_ms, latest.get(one.person, 0))
    return sorted(latest.items(), key=lambda one: (-one[1], one[0]))
