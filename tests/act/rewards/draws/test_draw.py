"""A draw at a time: entered, closed, drawn and told, once, whatever is killed in between."""

from datetime import timedelta

import msgspec
import pytest

from polku.act.rewards import forget as ledger_forget
from polku.act.rewards import prove
from polku.act.rewards.coupons.issue import NotLive
from polku.act.rewards.draws import close, drawing, enter, forget, loop, order, settle, tickets
from polku.act.rewards.draws.models import Draw, DrawEntry, DrawResult
from polku.act.rewards.draws.words import Refused
from polku.act.rewards.ledger.models import Lot, Movement
from polku.know.events.forgetting.whom import Whom
from polku.know.events.models import LogBatch
from polku.know.people.models import Identity, Profile
from tests.act.rewards.draws.conftest import BIKE, DAY, NOW

pytestmark = pytest.mark.django_db
CLOSED = NOW + DAY


def everybody(*numbers):
    """Some of them one person."""
    for number in numbers:
        profile = Profile.objects.create(id=number, first_seen_ms=0, last_seen_ms=0)
        Identity.objects.create(
            id=number, kind="user_id", value=f"u{number}", profile_id=profile.pk, first_seen_ms=0, last_seen_ms=0
        )


def told():
    """The names of what polku has told the log."""
    payloads = LogBatch.objects.values_list("payload", flat=True)
    return [event["event"] for payload in payloads for event in msgspec.json.decode(bytes(payload))["batch"]]


def run(*, at):
    while loop.tick(at):
        pass


def test_from_the_promise_to_the_result(draw, coupon):
    program = draw(prizes=[BIKE | {"gives": {"program": coupon.pk}}, {"key": "tea", "title": "Tea", "stock": 2}])
    loop.tick(NOW)
    promised = Draw.objects.get().commitment
    everybody(1, 2, 3, 4, 5)
    assert tickets.give(program, [1, 2, 3, 4, 5], "welcome", now=NOW) == 5
    assert tickets.give(program, [1], "welcome", now=NOW) == 0

    run(at=CLOSED)

    row = Draw.objects.get()
    assert (row.commitment, order.digest(row.secret), row.entries) == (promised, promised, 5)
    lines = close.lines(program.pk)
    assert order.digest(order.written(lines)) == row.digest
    won = list(DrawResult.objects.order_by("number"))
    assert [one.mark for one in won] == order.winners(row.secret, lines, 3)
    assert [one.prize for one in won] == ["bike", "tea", "tea"]
    assert won[0].mark == order.mark(
        row.salt, tickets.code_of(Lot.objects.get(program_id=program.pk, identity_id=won[0].identity_id).pk)
    )
    assert [one.is_given for one in won] == [True, False, False]
    assert list(Lot.objects.filter(program_id=coupon.pk).values_list("identity_id", flat=True)) == [won[0].identity_id]
    assert Lot.objects.filter(program_id=program.pk, left__gt=0).count() == 0
    names = told()
    assert [names.count(name) for name in ("Draw Entered", "Draw Won", "Draw Lost", "Coupon Issued")] == [5, 3, 2, 1]
    assert (list(prove.wrong()), loop.tick(CLOSED)) == ([], 0)


def test_one_person_with_many_tickets_wins_once_and_is_told_once(draw):
    program = draw(prizes=[BIKE | {"stock": 5}])
    everybody(1, 2, 3)
    Identity.objects.filter(pk=2).update(profile_id=1)
    for cause in ("a", "b", "c"):
        tickets.give(program, [1, 2], cause, now=NOW)
    tickets.give(program, [3], "a", now=NOW)

    run(at=CLOSED)

    winners = set(DrawResult.objects.values_list("identity_id", flat=True))
    assert (DrawResult.objects.count(), len(winners & {1, 2}), 3 in winners) == (2, 1, True)
    assert DrawEntry.objects.values("person").distinct().count() == 2
    assert [name for name in told() if name in ("Draw Won", "Draw Lost")] == ["Draw Won"] * 2


@pytest.mark.parametrize("killed_at", ["freeze", "draw_now", "settle"])
def test_killed_anywhere_it_goes_on_and_the_result_is_one(draw, monkeypatch, killed_at):
    program = draw(consolation=None, prizes=[BIKE | {"stock": 2}])
    everybody(*range(1, 8))
    tickets.give(program, range(1, 8), "welcome", now=NOW)
    monkeypatch.setattr(close, "AT_ONCE", 2)
    monkeypatch.setattr(settle, "AT_ONCE", 2)
    real_write, calls = close.bulk.write, []

    class Killed(BaseException):
        pass

    def dying(*given, **named):
        calls.append(given)
        if killed_at == "freeze" and len(calls) == 2:
            raise Killed
        return real_write(*given, **named)

    monkeypatch.setattr(close.bulk, "write", dying)
    if killed_at == "draw_now":
        monkeypatch.setattr(DrawResult.objects, "bulk_create", lambda _rows: (_ for _ in ()).throw(Killed))
    if killed_at == "settle":
        monkeypatch.setattr(settle, "tell_lost", lambda *_given, **_named: (_ for _ in ()).throw(Killed))
    with pytest.raises(Killed):
        run(at=CLOSED)
    monkeypatch.undo()

    run(at=CLOSED)

    row = Draw.objects.get()
    assert [one.mark for one in DrawResult.objects.order_by("number")] == order.winners(
        row.secret, close.lines(program.pk), 2
    )
    names = told()
    assert (row.entries, names.count("Draw Won"), names.count("Draw Lost"), list(prove.wrong())) == (7, 2, 5, [])


def test_a_public_number_is_waited_for_and_changes_who_wins(draw):
    program = draw(mixes="Numbers of the lottery of 22 November")
    everybody(*range(1, 30))
    tickets.give(program, range(1, 30), "welcome", now=NOW)
    row = Draw.objects.get()
    assert drawing.mix(row, "too early") is False
    run(at=CLOSED)
    assert (Draw.objects.get().drawn_ms, drawing.mix(row, "7 12 31"), drawing.mix(row, "1 2 3")) == (None, True, False)

    run(at=CLOSED)

    row, lines = Draw.objects.get(), close.lines(program.pk)
    (won,) = DrawResult.objects.all()
    assert [won.mark] == order.winners(row.secret, lines, 1, 1, "7 12 31")


def test_nobody_enters_before_after_or_twice(draw):
    program = draw(opens=NOW.isoformat(), entry="daily")
    everybody(1)

    def word(at):
        with pytest.raises(Refused) as no:
            enter.enter(program, [1], now=at)
        return no.value.word

    assert word(NOW - timedelta(seconds=1)) == "early"
    enter.enter(program, [1], now=NOW)
    assert word(NOW) == "entered"
    enter.enter(program, [1], now=NOW + timedelta(hours=12))  # after midnight in Helsinki
    assert word(CLOSED) == "closed"
    close.close(Draw.objects.get(), 1, now=NOW)
    with pytest.raises(NotLive):
        tickets.give(program, [1], "late", now=NOW + timedelta(hours=1))
    program.state = "paused"
    assert word(NOW) == "not_live"
    assert Movement.objects.count() == 2


def test_whoever_is_forgotten_leaves_a_mark_and_no_name(draw):
    program = draw()
    everybody(1, 2)
    tickets.give(program, [1, 2], "welcome", now=NOW)
    run(at=CLOSED)
    winner = DrawResult.objects.get().identity_id
    assert [one["prize"] for one in forget.tell([winner])["draws"]] == ["bike"]

    whom = Whom([{number: ("user_id", f"u{number}")} for number in (1, 2)])
    forget.forget(whom)
    ledger_forget.forget(whom)

    assert DrawResult.objects.get().identity_id is None
    assert list(DrawEntry.objects.values_list("identity_id", "lot")) == [(None, None)] * 2
    assert len(close.lines(program.pk)) == 2
