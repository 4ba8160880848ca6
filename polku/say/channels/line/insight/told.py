"""What LINE's statistics say, with what it hides told apart from nothing."""

from dataclasses import dataclass
from typing import Any

from polku.say.channels.line.insight.days import Kind
from polku.say.channels.line.insight.models import LineStatistic
from polku.say.channels.line.models import LineAccount

SENT = ("broadcast", "targeting", "stepMessage", "apiBroadcast", "apiPush", "apiMulticast", "apiNarrowcast", "apiReply",
        "autoResponse", "welcomeResponse", "chat")  # fmt: skip
PARTS = {"genders": "gender", "ages": "age", "areas": "area", "appTypes": "appType", "subscriptionPeriods":
         "subscriptionPeriod"}  # fmt: skip


@dataclass(frozen=True)
class Number:
    """`value` None: LINE hides it, as it does with fewer than 20 people. `is_there` False: it has not come yet."""

    value: int | None = None
    is_there: bool = True

    @property
    def is_hidden(self) -> bool:
        return self.is_there and self.value is None


NOT_THERE = Number(is_there=False)


@dataclass(frozen=True)
class DayTold:
    day: str
    followers: Number
    reaches: Number
    blocks: Number
    delivered: Number
    by_way: tuple[tuple[str, int], ...]
    is_final: bool


@dataclass(frozen=True)
class Share:
    """`name`: LINE's word for the group. `percent` None: LINE hides it."""

    name: str
    percent: float | None


@dataclass(frozen=True)
class Demographic:
    """Whom LINE takes the friends for. `day`: when it was asked, "" where it has told nothing so far."""

    day: str
    is_asked: bool
    groups: dict[str, list[Share]]


def days(account: LineAccount) -> list[DayTold]:
    """Those of which anything is known, the newest first."""
    rows: dict[str, dict[str, LineStatistic]] = {}
    for row in LineStatistic.objects.filter(account=account).exclude(kind=Kind.DEMOGRAPHIC):
        rows.setdefault(row.day, {})[row.kind] = row
    return [_day(day, found) for day, found in sorted(rows.items(), reverse=True)]


def demographic(account: LineAccount) -> Demographic:
    """The newest that LINE has told; nothing but that it was asked, where it does not tell."""
    rows = LineStatistic.objects.filter(account=account, kind=Kind.DEMOGRAPHIC).order_by("-day")
    row = rows.filter(status="ready").first()
    if row is None:
        return Demographic("", is_asked=rows.exists(), groups={})
    groups: dict[str, list[Share]] = {}
    for part, name in PARTS.items():
        given = [one for one in row.answer.get(part) or [] if isinstance(one, dict)]
        groups[part] = [Share(str(one.get(name)), _percent(one.get("percentage"))) for one in given]
    return Demographic(row.day, is_asked=True, groups={part: shares for part, shares in groups.items() if shares})


def _percent(given: object) -> float | None:
    return float(given) if isinstance(given, int | float) and not isinstance(given, bool) else None


def _day(day: str, found: dict[str, LineStatistic]) -> DayTold:
    people, sent = found.get(Kind.FOLLOWERS), found.get(Kind.DELIVERIES)
    ways = tuple((way, sent.answer[way]) for way in SENT if sent is not None and isinstance(sent.answer.get(way), int))
    is_ready = sent is not None and sent.status == "ready"
    delivered = Number(sum(count for _way, count in ways)) if is_ready and ways else Number() if is_ready else NOT_THERE
    return DayTold(
        day,
        number(people, "followers"),
        number(people, "targetedReaches"),
        number(people, "blocks"),
        delivered,
        ways,
        all(row.is_final for row in found.values()),
    )


def number(row: LineStatistic | None, field: str) -> Number:
    if row is None or row.status != "ready":
        return NOT_THERE
    value: Any = row.answer.get(field)
    return Number(value if isinstance(value, int) else None)
