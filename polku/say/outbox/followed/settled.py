"""Messages of a cause of which it is known what became, some at a time, for whoever goes on from there."""

import msgspec
from django.db import connection

from polku.kit import bulk
from polku.kit.arrays import Flags, Numbers, np
from polku.say.outbox import reasons
from polku.say.outbox.followed import sql
from polku.say.outbox.packed.claim import recipients

OUTCOMES, MESSAGES = 20, 1_000  # at once: up to so many thousand people
FOR_EVER_MS = 2**62
# Held since there is no way to them on this channel, whatever they have allowed.
NO_WAY = (reasons.NO_ADDRESS, "line_not_friend", "line_blocked", "line_refused_before", "email_bounced")


class Settled(msgspec.Struct, frozen=True):
    """One entry a message. Shapes: all (messages,). Those that went may still be answered; the others ended in vain."""

    outcomes: list[int]  # of which some of these messages are
    rows: list[int]  # messages with rows of their own
    messages: Numbers
    identities: Numbers  # 0: erased since
    versions: Numbers
    channels: Numbers  # places in `names`
    names: list[str]
    went: Flags
    in_vain: Flags  # surely not arrived, and by another channel they might be


def settled(cause: str, *, campaign_id: int, before_ms: int) -> Settled | None:
    """Some that have not been followed, of those sent before an instant, and of whatever came to nothing."""
    with connection.cursor() as cursor:
        cursor.execute(sql.OUTCOMES, [campaign_id, cause, before_ms, OUTCOMES])
        outcomes = cursor.fetchall()
        cursor.execute(sql.MESSAGES, [campaign_id, cause, before_ms, MESSAGES])
        rows = cursor.fetchall()
        people = recipients(cursor, sorted({row[1] for row in outcomes}))
    if not outcomes and not rows:
        return None
    names = sorted({row[4] for row in outcomes} | {row[3] for row in rows})
    parts = [np.zeros((0, 5), np.int64)]
    for _outcome, block, first, version, channel, state, reason, places in outcomes:
        taken = np.frombuffer(bytes(places), "<u2").astype(np.int64)
        identities = np.asarray(people[block], np.int64)[taken]
        same = np.full((3, len(taken)), [[version], [names.index(channel)], [_kind(state, reason)]])
        parts.append(np.vstack((first + taken, identities, same)).T)
    parts += [np.array([[*row[:3], names.index(row[3]), _kind(*row[4:])]], np.int64) for row in rows]
    messages, identities, versions, channels, kinds = np.concatenate(parts).T
    return Settled(
        [row[0] for row in outcomes],
        [row[0] for row in rows],
        messages,
        identities,
        versions,
        channels,
        names,
        kinds == 1,
        kinds == 2,
    )


def is_left(cause: str, *, campaign_id: int) -> bool:
    """Whether something of it has not been followed, be it due or not."""
    with connection.cursor() as cursor:
        for statement in (sql.OUTCOMES, sql.MESSAGES):
            cursor.execute(statement, [campaign_id, cause, FOR_EVER_MS, 1])
            if cursor.fetchone() is not None:
                return True
    return False


def mark(found: Settled, *, asked: Numbers) -> bool:
    """Within the transaction that does what was decided; False: somebody has been faster. `asked`: messages."""
    instead = set(asked.tolist())
    with connection.cursor() as cursor:
        outcomes = [(number,) for number in found.outcomes]
        rows = [(number, number in instead) for number in found.rows]
        done = bulk.write(cursor, sql.MARK_OUTCOMES, outcomes, vendor=connection.vendor)
        done += bulk.write(cursor, sql.MARK_MESSAGES, rows, vendor=connection.vendor)
    return done == len(outcomes) + len(rows)


def _kind(state: str, reason: str) -> int:
    """1: it went, 2: in vain, 0: neither."""
    is_in_vain = state == "failed" or (state == "held" and reason.partition("|")[0] in NO_WAY)
    return 1 if state == "sent" else 2 if is_in_vain else 0
