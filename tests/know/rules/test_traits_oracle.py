"""SQL and the oracle agree on every condition about traits, whatever the traits hold."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from polku.kit import clock
from polku.kit import columns as store
from polku.know.people import columns as people
from polku.know.people import columns_sql
from polku.know.rules import ask
from polku.know.teams.models import Team
from tests.know.rules.oracle.meaning import holds
from tests.know.rules.oracle.people import At, Somebody

pytestmark = pytest.mark.django_db
ZONE = "America/Havana"
NOW_MS = 1_795_278_600_000  # 21 November 2026, 11:30 there

TEXTS = (
    "Tokyo",
    "tokyo",
    "TOKYO ",
    "東京🏠",
    "ÅBO",
    "åbo",
    "",
    "30",
    "30.0",
    "-1.5",
    "1e3",
    "true",
    "NULL",
    "nan",
    "inf",
)
TEXTS += (
    "İ",
    "straße",
    "%_\\",
    "a*b?",
    "[1]",
    "{}",
    '"',
    "\n",
    "null",
    "2026-11-21",
    "2026-11-20T23:00:00Z",
    "--11-23",
)
NUMBERS = (0, 1, -1, 30, 2.5, -1.5, 1000, 1e21, 1e-7, 0.1, 2**53, 2**63 - 1, 2**64 - 1, -(2**63))
texts, numbers = some.sampled_from(TEXTS), some.sampled_from(NUMBERS)
scalars = some.one_of(texts, texts, numbers, some.booleans(), some.none())
small = some.one_of(texts, some.sampled_from((0, 1, 30, 2.5, -1.5)), some.booleans(), some.none())
lists = (
    some.lists(small, max_size=4)
    | some.lists(texts, max_size=3)
    | some.lists(some.lists(small, max_size=2), max_size=2)
)
pets = some.lists(
    some.one_of(
        some.fixed_dictionaries(
            {}, optional={"n": small, "t": some.lists(small, max_size=2), "o": some.just({"n": 1})}
        ),
        some.fixed_dictionaries({"m": some.lists(some.fixed_dictionaries({"n": small}), max_size=2)}),
        small,
    ),
    max_size=3,
)
objects = some.fixed_dictionaries({}, optional={"n": scalars | lists, "o": some.fixed_dictionaries({"n": scalars})})
values = some.one_of(scalars, scalars, lists, objects, pets)
traits = some.fixed_dictionaries({}, optional=dict.fromkeys(("a", "b", "名"), values) | {"p": pets})

paths = some.sampled_from(
    ("a", "b", "名", "a.n", "a.o.n", "a.o", "p", "a[]", "p[].n", "p[].m[].n", "p[].t", "p[].o", "none")
)
of_rule = some.one_of(texts, some.sampled_from((0, 1, 30, 2.5, -1.5, 1000, 2**53, 0.1)), some.booleans())
limits = some.sampled_from((0, 1, 30, 2.5, -1.5, 1000, 2**53))
globs = some.lists(some.sampled_from((*"*?%_\\ao3[]", "Tok", "京")), min_size=1, max_size=4).map("".join)
parts = some.one_of(texts.filter(bool), some.sampled_from(("o", "3", "K", "京", "2026")))
moments = some.sampled_from(("2026-11-21", "2026-11-20T23:00:00Z", "now", "today", "now-1d"))
ALL = ("is", "is_not", "contains", "starts_with", "ends_with", "gt", "gte", "lt", "lte", "before", "after")


def claims(operators: tuple[str, ...], value: some.SearchStrategy) -> some.SearchStrategy:
    return some.fixed_dictionaries({"op": some.sampled_from(operators), "value": value}, optional=flags)


flags = {"exact": some.booleans(), "or_missing": some.booleans()}
claim = some.one_of(
    claims(("is", "is_not"), of_rule),
    claims(("in", "not_in"), some.lists(of_rule, min_size=1, max_size=3)),
    claims(("contains", "starts_with", "ends_with"), parts),
    claims(("matches",), globs),
    claims(("gt", "gte", "lt", "lte"), limits),
    claims(("between",), some.tuples(limits, limits).map(sorted)),
    claims(("between",), some.lists(moments, min_size=2, max_size=2)),
    claims(("before", "after"), moments),
    claims(("within_last", "within_next"), some.sampled_from(("12h", "1d"))),
    claims(("anniversary_in",), some.sampled_from(("0d", "2d"))),
    claims(ALL, paths.map(lambda path: {"trait": path})),
    claims(ALL, paths.map(lambda path: {"trait": path})),
    some.fixed_dictionaries({"op": some.sampled_from(("exists", "missing"))}),
)
rules = some.builds(lambda path, claim: {"trait": path, **claim}, paths, claim)


@pytest.fixture
def meets(columns) -> Callable[[list[dict], list[dict]], list[list[bool]]]:
    """Of each rule, which of some people meet it, by their traits."""
    Team.objects.create(name="Kahvila", time_zone=ZONE)

    def asked(crowd: list[dict], rules: list[dict]) -> list[list[bool]]:
        people.empty()
        rows = [
            [nth, 1, 0, *("", "", "", ""), *(0, 0, 0, 0, 0), msgspec.json.encode(has).decode()]
            for nth, has in enumerate(crowd, 1)
        ]
        store.insert_lines("people_arrivals", columns_sql.NAMES, msgspec.json.Encoder().encode_lines(rows))
        found = [set(ask.people(rule, clock.from_ms(NOW_MS))) for rule in rules]
        return [[nth in ids for nth in range(1, len(crowd) + 1)] for ids in found]

    return asked


def test_sql_and_the_oracle_agree_on_traits(meets):
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(some.lists(traits, min_size=1, max_size=12), some.lists(rules, min_size=1, max_size=6))
    def agree(crowd, rules):
        found = meets(crowd, rules)

        at = At(NOW_MS, ZoneInfo(ZONE))
        expected = [[holds(rule, Somebody("", has), at) for has in crowd] for rule in rules]
        compare = [(rule, list(zip(crowd, row, strict=True))) for rule, row in zip(rules, found, strict=True)]
        assert compare == [
            (rule, list(zip(crowd, row, strict=True))) for rule, row in zip(rules, expected, strict=True)
        ]

    agree()
