"""What rules say of rewards is what the ledger says: of everybody, of a few, at every instant."""

import random

import pytest

from polku.act.rewards import programs as verbs
from polku.act.rewards.budgets.cost import liability
from polku.act.rewards.counted import standing
from polku.act.rewards.ledger import end, grant, use
from polku.act.rewards.ledger.models import Lot, Movement, Program, Terms
from polku.kit import clock, columns, ids
from polku.know.events.append import News, tell
from polku.know.people import columns as people_columns
from polku.know.people import find
from polku.know.people.models import Profile
from polku.know.rules import ask
from polku.know.rules.compile import crossed
from polku.know.rules.condition import RuleError
from polku.know.rules.doubts import doubts
from polku.know.rules.live import finds_among
from polku.know.rules.sentence import sentence
from polku.know.rules.tree import read
from polku.learn.reports.rewards.numbers import numbers
from tests.conftest import NOON
from tests.examples import examples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
NOON_MS, DAY_MS = clock.to_ms(NOON), clock.DAY_MS
LATER_MS = NOON_MS + 3 * DAY_MS
PEOPLE = [ids.identity_id("user_id", name) for name in "abcd"] + [ids.identity_id("anonymous_id", "d")]


@pytest.fixture
def program():
    def make(kind: str, name: str) -> Program:
        row = Program.objects.create(kind=kind, name=name, currency="EUR")  # as drafts they promise nothing
        Terms.objects.create(program=row, number=1, terms={})
        return row

    return make


@pytest.fixture
def settled(columns, log_events, carry_on):
    log_events(*[{"type": "identify", "userId": name} for name in "abcd"])
    log_events({"type": "identify", "anonymousId": "d"})

    def settle() -> None:
        carry_on()
        while people_columns.sync():
            pass

    settle()
    return settle


def who(rule: object, now_ms: int = NOON_MS) -> set[int]:
    now = clock.from_ms(now_ms)
    found = set(ask.people(rule, now))
    assert finds_among([read(rule)], list(Profile.objects.values_list("id", flat=True)), now) == [found]
    return found


def move(dice: random.Random, program: Program, number: int, now_ms: int) -> None:
    """Something that can happen to a program, at an instant."""
    lots = list(Lot.objects.filter(program_id=program.pk, left__gt=0, from_ms__lte=now_ms, until_ms__gt=now_ms))
    uses = list(Movement.objects.filter(program_id=program.pk, kind="use"))
    what = dice.choice(("give", "give", "use", "use", "undo", "end"))
    if what == "use" and lots:
        lot = dice.choice(lots)
        use.use(program, lot, use.Use(f"u{number}", dice.randint(1, lot.left)), now_ms=now_ms)
    elif what == "undo" and uses:
        try:
            use.undo(program, dice.choice(uses), cause=f"b{number}", now_ms=now_ms)
        except use.NotUndone:
            return
    elif what == "end":
        if dice.random() < 0.5:
            end.expire(now_ms=now_ms)
        elif lots:
            end.withdraw([dice.choice(lots).pk], cause=f"w{number}", by="", now_ms=now_ms)
    else:
        begins = now_ms + dice.choice((0, 0, 2 * DAY_MS))
        until = dice.choice((begins + dice.randint(1, 4) * DAY_MS, grant.FOR_EVER_MS))
        given = grant.Given(dice.randint(1, 3), begins, until)
        people = dice.sample(PEOPLE, dice.randint(1, 3))
        grant.grant(Terms.objects.get(program=program), people, f"{program.pk}/g{number}", given, now_ms=now_ms)


def by_the_ledger(program: Program, now_ms: int) -> tuple[dict[int, int], dict[int, list[int]], set[int]]:
    """Of each person: what can be used, when they used something, and whether they were given anything. Plainly."""
    owner = find.profile_ids(PEOPLE)
    held: dict[int, int] = dict.fromkeys(owner.values(), 0)
    used: dict[int, list[int]] = {person: [] for person in owner.values()}
    for lot in Lot.objects.filter(program_id=program.pk, from_ms__lte=now_ms):
        if lot.until_ms > now_ms or program.kind == "stamps":
            held[owner[lot.identity_id]] += lot.left
    moved = list(Movement.objects.filter(program_id=program.pk))
    undone = {one.of for one in moved if one.kind == "back"}
    for one in moved:
        if one.kind == "use" and one.pk not in undone:
            used[owner[one.identity_id]].append(one.at_ms)
    if program.kind != "coupon":
        used = {person: sorted(set(times)) for person, times in used.items()}
    return held, used, {owner[one.identity_id] for one in moved if one.kind == "grant"}


def whom(one: Program, now_ms: int) -> list[tuple[dict[str, object], set[int]]]:
    """Conditions on it, and whom they should find at an instant."""
    held, used, given = by_the_ledger(one, now_ms)
    recent = {person: sum(at >= now_ms - 3 * DAY_MS for at in times) for person, times in used.items()}
    return [
        ({"has_reward": one.pk}, {person for person, left in held.items() if left > 0}),
        ({"has_reward": one.pk, "state": "any"}, given),
        ({"balance": one.pk, "amount": {"lt": 2}}, {person for person, left in held.items() if left < 2}),
        ({"balance": one.pk, "amount": {"between": [1, 3]}}, {p for p, left in held.items() if 1 <= left <= 3}),
        ({"used_reward": one.pk}, {person for person, times in used.items() if times}),
        ({"used_reward": one.pk, "count": {"lte": 1}}, {p for p, times in used.items() if len(times) <= 1}),
        ({"used_reward": one.pk, "within": "3d"}, {person for person, times in recent.items() if times}),
    ]


@pytest.mark.parametrize("seed", range(examples(2)))
def test_it_is_the_same_as_in_the_ledger(program, settled, log_events, seed):
    dice = random.Random(seed)
    programs = [program("coupon", "Tea"), program("points", "Beans"), program("stamps", "Cups")]
    for number in range(45):
        move(dice, dice.choice(programs), number, NOON_MS - (45 - number) * DAY_MS // 8)
    if seed % 2:
        log_events({"type": "identify", "userId": "d", "anonymousId": "d"})  # one person from now on
    settled()

    for one in programs:
        now, later = (whom(one, now_ms) for now_ms in (NOON_MS, LATER_MS))
        for (rule, people), (_same, then) in dice.sample(list(zip(now, later, strict=True)), 4):
            assert (rule, who(rule, NOON_MS), who(rule, LATER_MS)) == (rule, people, then)
            asked = crossed(read(rule))
            late = {row[0] for row in columns.query(asked.sql, asked.params | {"since": NOON_MS, "now": LATER_MS})}
            assert people ^ then <= late


@pytest.mark.parametrize("kind", ["coupon", "points", "stamps"])
def test_when_a_program_has_ended_nothing_of_it_can_be_used(program, settled, kind):
    one = program(kind, "Tea")
    Terms.objects.filter(program=one).update(terms={"title": "Tea"})
    given = grant.Given(2, NOON_MS - DAY_MS, grant.FOR_EVER_MS)
    grant.grant(Terms.objects.get(program=one), PEOPLE[:2], f"{one.pk}/g", given, now_ms=NOON_MS - DAY_MS)
    settled()
    usable, nothing = {"has_reward": one.pk}, {"balance": one.pk, "amount": {"lt": 1}}
    before, without = who(usable), who(nothing)
    assert len(before) == 2

    verbs.become(one, "ended", by=None)

    late = NOON_MS + DAY_MS
    assert (who(usable, late), who(nothing, late)) == (set(), before | without)
    assert who({"has_reward": one.pk, "state": "any"}, late) == before
    asked = crossed(read(usable))
    assert {row[0] for row in columns.query(asked.sql, asked.params | {"since": NOON_MS - 1, "now": late})} == before
    one.refresh_from_db()
    assert (standing(one).open, liability(one, now_ms=late), numbers(one, clock.from_ms(late)).open_lots) == (0, 0, 0)


LADDER = {
    "title": "Friends",
    "ranks": [
        {"key": "all", "name": "Everybody", "at": 0},
        {"key": "silver", "name": "Silver", "at": 5_000},
        {"key": "gold", "name": "Gold", "at": 20_000},
    ],
}


def test_a_rank_is_what_was_told_last(program, settled):
    ladder = program("ranks", "Friends")
    Terms.objects.filter(program=ladder).update(terms=LADDER)
    steps = (("a", "gold", 3), ("a", "silver", 1), ("b", "gold", 1), ("c", "silver", 2), ("c", "all", 1))
    for number, (name, rank, hours) in enumerate(steps):
        about = {"program_id": ladder.pk, "program": "Friends", "to": rank}
        tell([News("Rank Changed", ("user_id", name), f"r{number}", about, NOON_MS - hours * 3_600_000)])
    settled()

    assert who({"rank": ladder.pk, "in": ["gold", "black"]}) == {PEOPLE[1]}
    assert who({"rank": ladder.pk, "in": ["Silver"]}) == {PEOPLE[0]}
    assert who({"rank": ladder.pk, "in": ["all"]}) == {*PEOPLE[2:]}
    assert who({"rank": ladder.pk, "in": ["all", "gold"]}) == {*PEOPLE[1:]}
    assert who({"not": {"rank": ladder.pk, "in": ["silver", "gold"]}}) == {*PEOPLE[2:]}


def test_what_others_say_of_rewards_does_not_count(program, settled, log_events):
    tea = program("coupon", "Tea")
    about = {"program_id": tea.pk, "grant": "x", "amount": 1}
    log_events({"type": "track", "event": "Coupon Issued", "userId": "a", "properties": about})
    settled()

    assert who({"has_reward": tea.pk}) == set()


@pytest.mark.parametrize(
    ("rule", "said", "negated"),
    [
        ({"has_reward": 1}, "has a usable “Tea”", "has no usable “Tea”"),
        ({"has_reward": 1, "state": "any"}, "was given “Tea”", "was never given “Tea”"),
        ({"used_reward": 1}, "used “Tea”", "did not use “Tea”"),
        (
            {"used_reward": 1, "count": {"gte": 2}, "within": "30d"},
            "used “Tea” at least 2 times in the last 30 days",
            "",
        ),
        (
            {"balance": 2, "amount": {"gte": 100}},
            "has at least 100 of “Beans”",
            "does not have at least 100 of “Beans”",
        ),
        ({"rank": 3, "in": ["gold", "all"]}, "is “Gold” or “Everybody” in “Friends”", ""),
    ],
)
def test_in_words(program, rule, said, negated):
    made = [program("coupon", "Tea"), program("points", "Beans"), program("ranks", "Friends")]
    Terms.objects.filter(program=made[2]).update(terms=LADDER)
    key = next(iter(rule))
    rule = rule | {key: made[rule[key] - 1].pk}

    assert sentence(rule) == said
    assert not negated or sentence({"not": rule}) == negated


def test_mistakes_are_told_and_what_is_not_there_is_doubted(program):
    tea, ladder = program("coupon", "Tea"), program("ranks", "Friends")
    Terms.objects.filter(program=ladder).update(terms=LADDER)
    wrong = {
        "has_reward: this must be the number of a program; did you mean": {"has_reward": "tea"},
        "state: this is not one of usable, any": {"has_reward": tea.pk, "state": "all"},
        "has_reward: “Friends” is no program of which this can be asked": {"has_reward": ladder.pk},
        "amount: write for example": {"balance": tea.pk},
        "in: write the names of ranks": {"rank": ladder.pk, "in": []},
    }
    for said, rule in wrong.items():
        with pytest.raises(RuleError) as told:
            read(rule)
        assert str(told.value).startswith(said)
    strange = doubts({"rank": ladder.pk, "in": ["silber"]}, NOON)
    assert [one.sentence for one in strange] == ["there is no rank “silber”; did you mean “silver”?"]
    assert [one.sentence for one in doubts({"used_reward": 999_999}, NOON)] == ["there is no program 999999"]
