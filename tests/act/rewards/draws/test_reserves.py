"""Reserves: a prize that is not claimed, or that the team takes back, goes to the next of them, each once."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.act.rewards import prove
from polku.act.rewards.draws import changes, claims, close, disqualify, forget, loop, order, record, result, tickets
from polku.act.rewards.draws.handed import hand_over, to_hand_over
from polku.act.rewards.draws.models import DrawResult
from polku.act.rewards.draws.terms import read
from polku.act.rewards.ledger.models import Lot
from polku.act.rewards.ledger.promise import TermsProblem
from polku.kit import clock
from polku.know.events.forgetting.whom import Whom
from polku.know.events.models import LogBatch
from tests.act.rewards.draws.conftest import BIKE, DAY, INSTANT, NOW, SCHEDULED
from tests.act.rewards.draws.test_draw import everybody

pytestmark = pytest.mark.django_db
CLOSED = NOW + DAY
LATE = CLOSED + 9 * DAY
SOON = timedelta(milliseconds=claims.UNDO_MS)


def run(*, at):
    while loop.tick(at):
        pass


@pytest.fixture
def drawn(draw):
    """Of six people two win and two are reserves; a week to claim."""

    def make(**more):
        program = draw(**({"prizes": [BIKE | {"stock": 2}], "reserves": 2, "claim_days": 7} | more))
        everybody(*range(1, 7))
        tickets.give(program, range(1, 7), "welcome", now=NOW)
        run(at=CLOSED)
        return program

    return make


def events():
    payloads = LogBatch.objects.order_by("seq").values_list("payload", flat=True)
    found = [one for payload in payloads for one in msgspec.json.decode(bytes(payload))["batch"]]
    return [(one["event"], one["properties"]) for one in found if one["event"].startswith("Draw ")]


def holders():
    rows = DrawResult.objects.exclude(prize="").filter(passed_ms=None)
    return sorted(rows.values_list("number", flat=True))


def checked(program):
    told = result.to_check(result.standing(program, now=LATE))
    drawn = order.winners(told["secret"], close.lines(program.pk), told["prizes"] + told["reserves"], told["most"])
    won, after = drawn[: told["prizes"]], drawn[told["prizes"] :]
    return (won, after) == (told["winners"], told["next"]) and order.followed(won, after, told["moved_up"])


def test_reserves_follow_the_last_prize_and_are_told_their_place(drawn):
    program = drawn()

    assert list(DrawResult.objects.order_by("number").values_list("number", "prize", "reserve")) == [
        (1, "bike", 0), (2, "bike", 0), (3, "", 1), (4, "", 2),
    ]  # fmt: skip
    told = [(name, about.get("reserve")) for name, about in events() if name != "Draw Entered"]
    assert (
        sorted(told, key=str)
        == [("Draw Lost", 1), ("Draw Lost", 2)] + [("Draw Lost", None)] * 2 + [("Draw Won", None)] * 2
    )
    until = clock.from_ms(DrawResult.objects.get(number=1).claim_ms)
    assert until.isoformat() == "2026-11-29T22:00:00+00:00"  # the end of the seventh day in Helsinki
    assert (holders(), to_hand_over(program.pk), checked(program)) == ([1, 2], 2, True)


def test_what_is_not_claimed_goes_to_the_next_and_on_to_the_one_after(drawn):
    program = drawn()
    assert claims.claim(program, 1, by=None, now=CLOSED)
    assert not claims.claim(program, 1, by=None, now=CLOSED)

    run(at=LATE)

    assert (holders(), checked(program)) == ([1, 3], True)
    assert not claims.claim(program, 2, by=None, now=LATE)
    assert [name for name, _about in events()][-2:] == ["Draw Forfeited", "Draw Won"]
    assert [about.get("reason") or about["reserve"] for _name, about in events()[-2:]] == ["unclaimed", 1]
    run(at=LATE + 9 * DAY)
    run(at=LATE + 20 * DAY)
    assert (holders(), checked(program), loop.tick(LATE + 30 * DAY)) == ([1], True, 0)
    lost = [(row[0], row[-9], row[-5], row[-1]) for row in record.rows(program.pk)]
    assert lost == [(1, "", "", ""), (2, "", "unclaimed", ""), (3, 1, "unclaimed", 2), (4, 2, "unclaimed", 3)]


def test_a_disqualification_can_be_undone_until_it_is_passed_on(drawn):
    program = drawn(claim_days=None)
    disqualify.disqualify(program, 1, "Works here", by=None, now=CLOSED)
    assert disqualify.restore(program, 1, by=None)
    run(at=CLOSED + SOON)
    assert holders() == [1, 2]

    disqualify.disqualify(program, 1, "Works here", by=None, now=CLOSED)
    run(at=CLOSED + SOON - timedelta(seconds=1))
    assert not hand_over(program, 1, by=None, done=True, now=CLOSED)
    assert holders() == [1, 2]
    run(at=CLOSED + SOON)

    assert (holders(), disqualify.restore(program, 1, by=None), checked(program)) == ([2, 3], False, True)
    assert events()[-2][1]["reason"] == "disqualified"
    assert [one.row.number for one in result.won(result.standing(program, now=LATE))] == [1, 3, 2]


@pytest.mark.parametrize("way", ["no reason", "given", "handed", "a reserve", "lost", "nobody"])
def test_what_cannot_be_taken(drawn, coupon, way):
    prize = BIKE | {"gives": {"program": coupon.pk}} if way == "given" else BIKE
    program = drawn(prizes=[prize])
    if way == "handed":
        hand_over(program, 1, by=None, done=True, now=CLOSED)
    if way == "lost":
        run(at=LATE)
    number = {"a reserve": 2, "nobody": 99}.get(way, 1)

    with pytest.raises(disqualify.NotPossible):
        disqualify.disqualify(program, number, "" if way == "no reason" else "x", by=None, now=LATE)

    run(at=LATE + DAY)
    assert holders() == ([2] if way in ("lost", "no reason", "a reserve", "nobody") else [1])


def test_handed_over_is_claimed_also_when_it_is_undone(drawn):
    program = drawn()
    hand_over(program, 1, by=None, done=True, now=CLOSED)
    hand_over(program, 2, by=None, done=True, now=CLOSED)
    assert hand_over(program, 2, by=None, done=False, now=CLOSED)

    run(at=LATE)

    assert (holders(), to_hand_over(program.pk)) == ([1, 2], 1)


def test_what_is_given_by_itself_is_given_to_the_reserve_too(drawn, coupon):
    coupons = type(coupon).objects.filter(pk=coupon.pk)
    coupons.update(state="ended")
    drawn(prizes=[BIKE | {"gives": {"program": coupon.pk}}])
    assert DrawResult.objects.get(number=1).is_given is False
    coupons.update(state="live")

    run(at=LATE)

    row = DrawResult.objects.get(number=2)
    assert (row.instead, row.is_given, row.claim_ms) == (1, True, None)
    assert list(Lot.objects.filter(program_id=coupon.pk).values_list("identity_id", flat=True)) == [row.identity_id]
    assert list(prove.wrong()) == []


def test_a_forgotten_reserve_is_passed_over_and_the_reason_is_forgotten_too(drawn):
    program = drawn()
    disqualify.disqualify(program, 1, "Devi works here", by=None, now=CLOSED)
    whom = DrawResult.objects.filter(number__in=(1, 3)).values_list("identity_id", flat=True)
    forget.forget(Whom([{number: ("user_id", f"u{number}")} for number in whom]))

    run(at=CLOSED + SOON)

    assert (holders(), checked(program), list(prove.wrong())) == ([2, 4], True, [])
    DrawResult.objects.filter(number=1).update(passed_ms=None)
    assert list(prove.wrong()) == [f"number 3 of draw {program.pk} has moved up for a prize that was not lost"]
    assert [row.out_why for row in DrawResult.objects.order_by("number")] == ["", "", "gone", ""]


def test_reserves_and_time_are_promised(draw):
    program = draw()
    tickets.give(program, [1], "welcome", now=NOW)
    before = read(SCHEDULED | {"reserves": 2, "claim_days": 7})
    for more, field in (({"reserves": 1}, "reserves"), ({"claim_days": 6}, "claim_days")):
        with pytest.raises(TermsProblem) as found:
            changes.may_change(program, before, read(SCHEDULED | {"reserves": 2, "claim_days": 7} | more))
        assert found.value.problem.field == field
    changes.may_change(program, before, read(SCHEDULED | {"reserves": 3}))
    for wrong in ({"reserves": -1}, {"claim_days": 0}):
        with pytest.raises(TermsProblem):
            read(SCHEDULED | wrong)
    for wrong in ({"reserves": 1}, {"claim_days": 1}):
        with pytest.raises(TermsProblem):
            read(INSTANT | wrong)


@given(st.integers(0, 4), st.integers(0, 4), st.data())
def test_only_the_next_reserve_can_move_up(prizes, count, data):
    won, after = [f"w{nth}" for nth in range(prizes)], [f"r{nth}" for nth in range(count)]
    having, moved = set(won), []
    for ticket in after[: data.draw(st.integers(0, count))] if prizes else []:
        instead = data.draw(st.sampled_from(sorted(having)))
        having = having - {instead} | {ticket}
        moved.append({"ticket": ticket, "instead": instead})
    assert order.followed(won, after, moved)
    for wrong in ([*moved, {"ticket": "r9", "instead": "w0"}], moved[1:] and moved[::-1], moved and [moved[0]] * 2):
        assert not wrong or not order.followed(won, after, wrong)
