"""The accounts as the door needs them: who may sign, and whether what comes goes on."""

import logging
from datetime import UTC, datetime

import msgspec

from polku.kit import clock, seal
from polku.kit.seal import SealError
from polku.kit.sql import Cursor
from polku.say.channels.line.inbox import hook_sql

log = logging.getLogger(__name__)


class Hook(msgspec.Struct, frozen=True):
    """One account's webhook. A secret without an end signs for ever."""

    id: int
    name: str
    secrets: tuple[tuple[str, int | None], ...]  # and until when, in milliseconds
    has_relay: bool

    def secrets_at(self, now_ms: int) -> list[str]:
        return [secret for secret, until_ms in self.secrets if until_ms is None or now_ms < until_ms]


def hooks(cursor: Cursor, *, key: str) -> dict[str, Hook]:
    """By name. `key`: the installation's."""
    cursor.execute(hook_sql.ACCOUNTS)
    found = {}
    for number, name, secret, old_secret, old_until, relay_url in cursor.fetchall():
        secrets: list[tuple[str, int | None]] = [(secret, None)]
        if old_secret and old_until is not None:
            secrets.append((old_secret, _ms(old_until)))
        found[name] = Hook(number, name, _opened(secrets, name=name, key=key), bool(relay_url))
    return found


def _opened(secrets: list[tuple[str, int | None]], *, name: str, key: str) -> tuple[tuple[str, int | None], ...]:
    """Without those that cannot be opened: nothing is taken on trust."""
    opened = []
    for sealed, until_ms in secrets:
        try:
            opened.append((seal.opened(sealed, key=key), until_ms))
        except SealError as problem:
            log.warning("a secret of LINE account %s: %s", name, problem)
    return tuple(opened)


def _ms(instant: datetime | str) -> int:
    """SQLite's own connection gives text."""
    moment = instant if isinstance(instant, datetime) else datetime.fromisoformat(instant)
    return clock.to_ms(moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC))
