"""Guessing becomes slow: after a few wrong answers one waits, a little longer each time.

Kept in the database, so that every process counts together. Each attempt is counted before it is looked at and struck
off when it was right: many at once are no way around. An account, an address and the two together are counted each:
the pair stops who tries many passwords on one member, the address who tries one password on many members, the account
who tries from many addresses. A browser in which the member has been signed in before is counted by itself, so that
nobody can lock a member out by guessing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from django.db import transaction

from polku.kit import clock, seal
from polku.know.teams.access.models import Guesses

REMEMBERED_MS = clock.DAY_MS


@dataclass(frozen=True)
class Count:
    """One thing that is counted: `free` wrong answers, then waits of 1, 2, 4 … seconds up to `most_s`."""

    name: str
    free: int
    most_s: int
    is_cleared: bool = False  # by a right answer, and not only relieved of it

    @property
    def key(self) -> str:
        return seal.fingerprint(self.name)


def at_sign_in(email: str, address: str, *, known_browser: str = "") -> list[Count]:
    """`known_browser`: its own secret, where this member has signed in with it before."""
    if known_browser:
        return [Count(f"browser {known_browser}", free=10, most_s=300, is_cleared=True)]
    email, network = email.strip().lower(), network_of(address)
    return [
        Count(f"pair {network} {email}", free=5, most_s=300, is_cleared=True),
        Count(f"address {network}", free=20, most_s=900),
        Count(f"account {email}", free=50, most_s=300, is_cleared=True),
    ]


def at_second_step(member_id: int) -> list[Count]:
    return [Count(f"code {member_id}", free=5, most_s=900, is_cleared=True)]


def at_recovery(email: str, address: str) -> list[Count]:
    """Letters asked for: nobody floods a mailbox."""
    name, network = email.strip().lower(), network_of(address)
    return [Count(f"recovery {name}", free=3, most_s=3600), Count(f"recovery {network}", free=20, most_s=900)]


@transaction.atomic
def knock(counts: Iterable[Count]) -> int:
    """0: this attempt is counted and may be looked at; else the seconds to wait, and it is not counted."""
    counts, now_ms = sorted(counts, key=lambda count: count.key), clock.now_ms()
    Guesses.objects.bulk_create([Guesses(key=count.key, last_ms=now_ms) for count in counts], ignore_conflicts=True)
    # In the order of keys: two processes with the same rows never wait for each other in a circle.
    ours = Guesses.objects.select_for_update().filter(key__in=[count.key for count in counts]).order_by("key")
    rows = {row.key: row for row in ours}
    until_ms = max(row.until_ms for row in rows.values())
    if until_ms > now_ms:
        return -(-(until_ms - now_ms) // 1000)
    for count in counts:
        row = rows[count.key]
        row.count = 1 if row.last_ms < now_ms - REMEMBERED_MS else row.count + 1
        row.last_ms = now_ms
        over = row.count - count.free
        row.until_ms = now_ms + 1000 * min(count.most_s, 2 ** min(over, 20)) if over >= 0 else 0
        row.save()
    return 0


@transaction.atomic
def was_right(counts: Iterable[Count]) -> None:
    """The attempt just counted was no guess."""
    for count in sorted(counts, key=lambda count: count.key):
        row = Guesses.objects.select_for_update().filter(key=count.key).first()
        if row is None:
            continue
        if count.is_cleared:
            row.delete()
        else:
            row.count, row.until_ms = max(0, row.count - 1), 0
            row.save()


def forget_old(now_ms: int) -> int:
    """What nobody has to wait for any more."""
    return Guesses.objects.filter(last_ms__lt=now_ms - REMEMBERED_MS).delete()[0]


def network_of(address: str) -> str:
    """An address, or of IPv6 the half that one household has: it has as many addresses as it likes."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or parsed.exploded[:19])
    return str(parsed)
