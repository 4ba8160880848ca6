"""The lab's town lives through a month with every program on. Ledger, events, reports and its own books agree."""

from collections import Counter, defaultdict

import pytest

from polku.act.rewards.budgets.loop import near
from polku.act.rewards.budgets.open_points import open_points
from polku.act.rewards.draws import close, order, result
from polku.act.rewards.draws.models import DrawResult
from polku.act.rewards.ledger.models import Counter as Counted
from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.offers.models import Place
from polku.act.rewards.offers.see import may_see, terms_of, who
from polku.act.rewards.points.balance import balances_of
from polku.act.rewards.ranks.standing import rank_of
from polku.act.rewards.till.models import TillAct
from polku.doors.cli.doctor import ledger
from polku.kit import clock
from polku.know.people.models import Identity
from polku.know.teams.models import TrailEntry
from polku.learn.reports.rewards.came.count import by_giver_and_channel, by_use
from polku.learn.reports.rewards.friends.numbers import grown
from polku.learn.reports.rewards.friends.tree import tree_of
from polku.learn.reports.rewards.ladder import steps
from polku.learn.reports.rewards.numbers import numbers
from polku.learn.reports.rewards.parts import by_store
from tests.act.rewards.draws.test_order import other_way
from tests.act.rewards.town import told
from tests.act.rewards.town.month import FRIENDS, PEOPLE, Month, identity
from tests.act.rewards.town.programs import BRANCH, BUDGET, DAYS, FIFTHS, OFF, PER, PLACES, STOCK, WORTH
from tests.act.rewards.town.till import STORE

pytestmark = pytest.mark.django_db(transaction=True)  # what is refused is a transaction of its own, which ends


def test_the_sums_agree_to_the_last_point(log_events, carry_on):
    month = Month(log_events, carry_on)
    for day in range(DAYS):
        month.live(day)
    month.end()
    events = told.logged()
    names = Counter(event.name for event in events)

    assert month.books.totals()["bought"] == sum(one.startswith("o") for one in month.paid) > 60
    assert [finding.is_well for finding in ledger()] == [True]
    told.every_movement_is_one_event(events)
    told.every_report_says_what_the_ledger_says(month.now)
    points_and_ranks(month)
    the_till(month)
    budget_and_discounts(month)
    draws(month, events)
    places(month, names)
    friends_and_benefits(month, names)

    expected = {kind.value for kind in Program.Kind} - {"ranks", "benefit", "offer", "referral"}
    moved = Program.objects.filter(pk__in=Movement.objects.values("program_id"))
    assert set(moved.values_list("kind", flat=True)) == expected
    happened = ("Coupon Redeemed", "Coupon Given Back", "Coupon Expired", "Coupon Withdrawn", "Stamps Withdrawn",
                "Card Completed", "Points Reversed", "Discount Undone", "Rank Changed", "Order Cancelled")  # fmt: skip
    assert [name for name in happened if not names[name]] == []


def points_and_ranks(month):
    """What people have is what the town's books say, and what the shop owes them is all of it in money."""
    earned, money, now_ms = Counter(month.given), Counter(), clock.to_ms(month.now)
    for number, minor in month.paid.items():
        earned[month.whose[number]] += minor // PER
        money[month.whose[number]] += minor
    for kind, buyer, much, *_rest in month.till.stands.values():
        earned[int(buyer.split()[1])] += {"points": much, "spend": -much}.get(kind, 0)
    has = {}
    for row in Identity.objects.filter(kind="user_id"):
        buyer = int(row.value.split()[1])
        [points] = balances_of([row.id], now_ms=now_ms)
        has[buyer] = points.left + points.pending - points.owed
        assert rank_of(row.profile_id).rank.key == ("branch" if money[buyer] >= BRANCH else "leaf")
    assert has == {buyer: earned[buyer] - month.spent[buyer] for buyer in range(PEOPLE)}

    programs, found = month.programs, open_points(month.programs.points, at_ms=now_ms)
    assert found.open + found.pending - found.owed == sum(has.values())
    assert found.minor == WORTH * (found.open + found.pending)
    spent = sum(month.spent.values()) + sum(one[2] for one in month.till.of("spend"))
    assert numbers(programs.points, month.now).cost_minor == WORTH * spent > 0
    branches = [buyer for buyer in range(PEOPLE) if money[buyer] >= BRANCH]
    assert {step.key: step.people for step in steps(programs.ranks, month.now)}["branch"] == len(branches) > 0
    few = terms_of(programs.few)
    assert [one for one in range(PEOPLE) if may_see(few, who(identity(one)), now=month.now)] == branches


def the_till(month):
    """Every act that stands is in the reports, as one that came by the till and happened at its store."""
    stands, programs = month.till.stands, month.programs
    undone = set(TillAct.objects.filter(of__isnull=False).values_list("of", flat=True))
    assert set(TillAct.objects.exclude(kind="undo").exclude(pk__in=undone).values_list("pk", flat=True)) == set(stands)
    acts = TillAct.objects.in_bulk(stands)
    used, given, at_store = Counter(), Counter(), Counter()
    for number, (kind, *_rest) in stands.items():
        used[acts[number].program_id] += kind in ("use", "spend")
    for row in TillAct.objects.filter(kind="points"):
        given[row.program_id] += 1
    for program in Program.objects.exclude(kind__in=("points", "stamps", "draw")):
        assert sum(part.used for part in by_use(program) if part.key == "till") == used[program.pk], program.name
        at_store[program.pk] = sum(part.used for part in by_store(program) if part.key == STORE)
        assert at_store[program.pk] == used[program.pk]
    assert sum(part.given for part in came_by(programs.points) if part.key == "till") == given[programs.points.pk]
    assert min(len(month.till.of(kind)) for kind in ("purchase", "stamps", "points", "spend", "use")) > 2
    assert len(undone) > 2


def budget_and_discounts(month):
    """It warns, and stops with the use that reaches it; what cannot be used any more was used as often as it may."""
    hundred, fifth = month.programs.hundred, month.programs.fifth
    hundred.refresh_from_db()
    cost = OFF * numbers(hundred, month.now).used.count
    assert (numbers(hundred, month.now).cost_minor, Counted.objects.get(program_id=hundred.pk, scope="cost").count) == (
        cost,
        cost,
    )
    assert (hundred.state, [one.program.pk for one in near()]) == ("paused", [hundred.pk])
    [stopped] = TrailEntry.objects.filter(action="program.spent")
    assert stopped.after["cost_minor"] == BUDGET
    at_the_till = [one for one in month.till.of("use") if one[3] == fifth.pk]
    found = numbers(fifth, month.now)
    assert found.used.count == month.fifths + len(at_the_till) == FIFTHS
    assert found.cost_minor == 200 * month.fifths + sum(one[2] for one in at_the_till)


def draws(month, events):
    """Whoever entered won or lost, by a result that a second way of drawing finds; no prize is won too often."""
    programs, came = month.programs, defaultdict(lambda: defaultdict(list))
    for event in events:
        if event.name in ("Draw Won", "Draw Lost"):
            came[event.properties["program_id"]][event.name].append(event.identity_id)
    drawn = came[programs.draw.pk]
    entered = set(Movement.objects.filter(program_id=programs.draw.pk).values_list("identity_id", flat=True))
    assert sorted([*drawn["Draw Won"], *drawn["Draw Lost"]]) == sorted(entered)
    told_of = result.to_check(result.standing(programs.draw, now=month.now))
    assert order.digest(told_of["secret"]) == told_of["commitment"]
    lines = close.lines(programs.draw.pk)
    assert other_way(told_of["secret"], lines, 3, 1, "") == told_of["winners"]
    assert len(drawn["Draw Won"]) == len(told_of["winners"]) == 3

    right = {identity(buyer) for buyer, answer in month.answered.items() if answer == 1}
    quizzed = came[programs.quiz.pk]
    assert sorted([*quizzed["Draw Won"], *quizzed["Draw Lost"]]) == sorted(right)
    assert 2 < len(right) < len(month.answered)
    told_of = result.to_check(result.standing(programs.quiz, now=month.now))
    assert other_way(told_of["secret"], close.lines(programs.quiz.pk), 2, 1, "") == told_of["winners"]
    assert len(quizzed["Draw Won"]) == len(told_of["winners"]) == 2

    played, found = came[programs.game.pk], numbers(programs.game, month.now)
    assert (found.given.count, found.used.count, len(played["Draw Won"])) == (month.plays,) * 3
    results = Counter(DrawResult.objects.filter(program_id=programs.game.pk).values_list("prize", flat=True))
    assert (results, results["cup"]) == (month.won, STOCK)
    won = {part.key: part.given for part in came_by(programs.cup)}
    assert won["draw"] == 3 + STOCK


def places(month, names):
    """As many as there are, with a cup for each; who gave one back made room for whoever waited."""
    programs = month.programs
    has = defaultdict(set)
    for one in Place.objects.filter(program_id=programs.first.pk):
        has[one.state].add(one.identity_id)
    assert has["taken"] == {identity(one) for one in month.taken}
    assert has["waiting"] == {identity(one) for one in month.waiting}
    assert names["Place Given Back"] == month.was_taken - PLACES > 0
    assert {part.key: part.given for part in came_by(programs.cup)}["offer"] == month.was_taken
    by_lot = Counter(Place.objects.filter(program_id=programs.lots.pk).values_list("state", flat=True))
    assert by_lot == {"taken": PLACES, "missed": len(month.asked) - PLACES}
    assert names["Place Taken"] == month.was_taken + PLACES
    assert names["Place Asked For"] == len(month.asked)


def friends_and_benefits(month, names):
    programs = month.programs
    came = {part.key: part.given for part in came_by(programs.cup)}
    assert names["Referral Completed"] == 2 * len(month.brought) == came["friend"] > 2
    found = grown(tree_of(programs.bring), month.now)
    assert sum(level.states.get("rewarded", 0) for level in found.levels) == len(month.brought)
    assert (found.links, found.friends) == (FRIENDS, PEOPLE - FRIENDS)
    born = [one for one in range(PEOPLE) if one % 5 == 0 and one < DAYS]
    years = [one for one in range(PEOPLE) if one % 4 == 0]
    assert came["benefit"] == len(month.thirds) + len(born) + len(years) + len(month.joined)
    assert min(len(month.thirds), len(month.joined)) > 2
    assert came["card"] == names["Card Completed"]


def came_by(program):
    _givers, ways = by_giver_and_channel(program)
    return ways
