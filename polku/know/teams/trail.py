"""The audit trail: who changed what, when, and what it was before. Written in the transaction of the change itself."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import ip_address
from typing import Any

from polku.kit import clock
from polku.know.teams.models import ApiKey, Member, TrailEntry

POLKU = "polku"
THEMSELVES = "themselves"  # a customer, whom the trail does not name
_caller: ContextVar[str | None] = ContextVar("caller", default=None)
_key: ContextVar[ApiKey | None] = ContextVar("key", default=None)


def note(
    by: Member | None,
    action: str,
    *,
    subject: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    key: ApiKey | None = None,
    by_themselves: bool = False,
) -> None:
    """Write down one change.

    `action`: "campaign.launched"; `subject`: "campaign:12"; `before`, `after`: what was and what is, as plain values,
    never secrets. `by` is None where the command line or polku itself did it. With a `key`, or inside of a request
    that came with one (`with_key`), it was a program. `by_themselves`: it was the customer whom it concerns; neither
    their name is kept nor their address.
    """
    key = key or _key.get()
    kind, _colon, number = subject.partition(":")
    unsigned = THEMSELVES if by_themselves else POLKU
    who = key.name if key is not None else str(by) if by is not None else unsigned
    TrailEntry.objects.create(
        at=clock.now(),
        member=None if key is not None else by,
        key=key,
        who=who,
        action=action,
        kind=kind,
        number=number,
        before=_plain(before),
        after=_plain(after),
        address=None if by_themselves else _caller.get(),
    )


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Of two states only what differs: `note(…, before=b, after=a)` with `b, a = changed(old, new)`."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {name: before.get(name) for name in names}, {name: after.get(name) for name in names}


@contextmanager
def calling_from(address: str) -> Iterator[None]:
    """What is noted inside was asked for from this network address."""
    caller, key = _caller.set(_as_address(address)), _key.set(None)
    try:
        yield
    finally:
        _caller.reset(caller)
        _key.reset(key)


def with_key(key: ApiKey) -> None:
    """What is noted until the request ends was done by a program with this key."""
    _key.set(key)


def _as_address(text: str) -> str | None:
    """A proxy may hand over anything; a change is never lost because of it."""
    try:
        return str(
            ip_address(text.partition("%")[0])
        )  # without the zone of a local one, which PostgreSQL does not keep
    except ValueError:
        return None


def _plain(state: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What JSON can hold; everything else as its text."""
    if state is None:
        return None
    return {name: value if isinstance(value, _SIMPLE) else str(value) for name, value in state.items()}


_SIMPLE = (str, int, float, bool, list, dict, type(None))
