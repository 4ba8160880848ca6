"""Instants and days in rules: 2026-11-30, 2026-11-30T18:00, 2026-11-30T18:00+09:00. Without a zone: the team's."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.know.rules.condition import Node

FORM = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class Instant:
    """An instant, or a whole day."""

    at: datetime  # naive where the team's zone is meant
    is_day: bool

    def first_ms(self, zone: str) -> int:
        return clock.to_ms(_in(self.at, zone))

    def last_ms(self, zone: str) -> int:
        """Of a day, its last millisecond, be it 23, 24 or 25 hours long."""
        return clock.to_ms(_in(self.at + timedelta(days=1), zone)) - 1 if self.is_day else self.first_ms(zone)

    def shown(self) -> str:
        if self.is_day:
            return date_format(self.at, "DATE_FORMAT")
        shown = date_format(self.at, "DATETIME_FORMAT", use_l10n=True)
        return f"{shown} {self.at.tzname()}" if self.at.tzinfo else shown


def read_instant(node: Node, key: str, given: object) -> Instant:
    """Raises RuleError."""
    if isinstance(given, str) and FORM.fullmatch(given):
        try:
            at = datetime.fromisoformat(given)
        except ValueError:
            pass  # the 30th of February: told below
        else:
            if FIRST_YEAR <= at.year <= LAST_YEAR:
                return Instant(at, len(given) == len("2026-11-30"))
    form = _("“%(given)s” is not a date or an instant; write 2026-11-30 or 2026-11-30T18:00+09:00")
    raise node.wrong(key, form % {"given": str(given)[:40]})


def _in(at: datetime, zone: str) -> datetime:
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
