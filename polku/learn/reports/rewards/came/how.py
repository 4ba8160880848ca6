"""How something came and was used, read from who moved it and why. Beside each other: the SQL that says it of rows.

Causes are the rooms' own: points/settle.py, stamps/causes.py, referrals/reward.py, … Of those that only polku itself
uses (a friend, a rank, an event) nobody is named as the giver; whoever gives by API can call their cause as they like.
"""

from collections.abc import Iterator, Mapping

from polku.act.rewards.ledger.models import Program, Terms
from polku.learn.reports.rewards.rows import Values

CHANNEL, EVENT, SEVERAL = "channel:", "event:", "several"  # and the channel's name, the events' names
TILL, API, HAND, OWN, SCAN, ORDER, IMPORT = "till", "api", "hand", "own", "scan", "order", "import"
# By the beginning of the cause, whoever stands there, and where nobody does.
FOR_SOMETHING = {"prize/": "card", "draw/": "draw", "spent/": "points"}
BY_ITSELF = {
    "referral:": "friend",
    "rank/": "rank",
    "benefit:": "benefit",
    "offer:": "offer",
    "order/": ORDER,
    "deed/": "deed",
}
IMPORTED = "({row}.by = 'import' OR {row}.by LIKE 'import:%%')"
AT_TILL = "{row}.by <> '' AND {row}.cause LIKE '%%till/' || {row}.by || '/%%'"


def came(program: Program, channels: Mapping[str, str]) -> tuple[str, Values]:
    """Of grants `g`. `channels`: by campaigns, as movements name them, their messages' channel."""
    return _case(_came(program, channels))


def used() -> tuple[str, Values]:
    """Of uses `u`."""
    return _case(_by("u"))


def _case(ways: Iterator[tuple[str, Values]]) -> tuple[str, Values]:
    conditions, values = [], list[int | str]()
    for condition, given in ways:
        conditions.append(f"WHEN {condition} THEN %s")
        values += given
    return f"CASE {' '.join(conditions)} ELSE '' END", tuple(values)


def _came(program: Program, channels: Mapping[str, str]) -> Iterator[tuple[str, Values]]:
    for campaign, channel in sorted(channels.items()):
        yield "g.by = %s", (campaign, CHANNEL + channel)
    yield "g.by LIKE 'campaign:%%'", (SEVERAL,)
    for beginning, name in FOR_SOMETHING.items():
        yield "g.cause LIKE %s", (f"{program.pk}/{beginning}%", name)
    for beginning, name in BY_ITSELF.items():
        yield "g.by = '' AND g.cause LIKE %s", (f"{program.pk}/{beginning}%", name)
    for terms in Terms.objects.filter(program=program).order_by("number"):
        names = "|".join(sorted(terms.terms.get("given_on") or ()))
        yield "g.by = '' AND g.cause = %s AND g.terms = %s", (f"{program.pk}/event", terms.number, EVENT + names)
    yield from _by("g")


def _by(row: str) -> Iterator[tuple[str, Values]]:
    yield IMPORTED.format(row=row), (IMPORT,)
    for name in (SCAN, ORDER):
        yield f"{row}.by = %s", (name, name)
    yield f"{row}.by IN ('own', 'customer')", (OWN,)
    yield AT_TILL.format(row=row), (TILL,)
    yield f"{row}.by LIKE 'key:%%'", (API,)
    yield f"{row}.by LIKE 'member:%%'", (HAND,)
