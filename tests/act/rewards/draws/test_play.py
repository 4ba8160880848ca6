"""An instant game: odds and stock, one outcome for each ticket; whom it is for; a quiz; places."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from polku.act.rewards import prove
from polku.act.rewards.draws import enter, loop, odds, order, play, tickets
from polku.act.rewards.draws.models import Draw, DrawResult
from polku.act.rewards.draws.terms import read
from polku.act.rewards.draws.words import SENTENCES, Refused, sentence
from polku.act.rewards.ledger.models import Counter, Lot, Movement
from polku.act.rewards.ledger.once import OtherRequest
from polku.act.rewards.ledger.promise import TermsProblem
from polku.kit import clock
from polku.know.people.models import Identity, Profile
from polku.know.people.stores.day import day_of
from polku.know.people.stores.models import StoreVisit
from polku.know.teams.models import Team
from tests.act.rewards.draws.conftest import DAY, INSTANT, NOW, SCHEDULED, TEA

pytestmark = pytest.mark.django_db
SURE = TEA | {"chance": {"of": 1}}


def person(number, traits="{}"):
    profile = Profile.objects.create(id=number, traits=traits, first_seen_ms=0, last_seen_ms=0)
    Identity.objects.create(
        id=number, kind="user_id", value=f"u{number}", profile_id=profile.pk, first_seen_ms=0, last_seen_ms=0
    )


def wanted(program, *identities, at=NOW, **rest):
    return play.Wanted(program.pk, identities or (1,), at, **rest)


def word(program, key, *identities, **rest):
    with pytest.raises(Refused) as no:
        play.play(key, wanted(program, *identities, **rest))
    assert sentence(no.value.word)
    return no.value.word


def test_a_ticket_is_played_once_and_the_answer_stays(game, coupon):
    program = game(prizes=[SURE | {"gives": {"program": coupon.pk}}])
    tickets.give(program, [1, 2], "welcome", now=NOW)

    first = play.play("p1", wanted(program))
    again = play.play("p1", wanted(program, at=NOW + DAY))

    assert first == ({"number": 1, "prize": "tea", "title": "A tea", "consolation": False}, True)
    assert again == (first[0], False)
    assert Lot.objects.filter(program_id=coupon.pk, identity_id=1).count() == 1
    assert word(program, "p2") == "only_given"
    with pytest.raises(OtherRequest):
        play.play("p1", wanted(program, 2))
    assert (DrawResult.objects.count(), list(prove.wrong())) == (1, [])


def test_stock_ends_and_then_there_is_the_consolation(game, coupon):
    program = game(prizes=[SURE | {"stock": 2}], consolation={"title": "A smile", "gives": {"program": coupon.pk}})
    tickets.give(program, range(1, 6), "welcome", now=NOW)

    won = [play.play(f"p{number}", wanted(program, number))[0]["prize"] for number in range(1, 6)]

    assert won == ["tea", "tea", "consolation", "consolation", "consolation"]
    assert list(DrawResult.objects.order_by("number").values_list("was_out", flat=True)) == [False] * 2 + [True] * 3
    assert Lot.objects.filter(program_id=coupon.pk).count() == 3


def test_every_play_can_be_computed_again_when_the_secret_is_told(game):
    program = game(closes=(NOW + DAY).isoformat())
    tickets.give(program, range(1, 30), "welcome", now=NOW)
    won = [bool(play.play(f"p{number}", wanted(program, number))[0]["prize"]) for number in range(1, 30)]
    assert loop.tick(NOW) == 0

    loop.tick(NOW + DAY)

    row, prizes = Draw.objects.get(), read(INSTANT).prizes
    assert order.digest(row.secret) == row.commitment
    plays = list(DrawResult.objects.order_by("number"))
    assert [one.number for one in plays] == list(range(1, 30))
    assert [int(one.roll) for one in plays] == [odds.roll(row.secret, one.number, prizes) for one in plays]
    fell = [odds.fallen_on(prizes, int(one.roll)) is not None for one in plays]
    assert [place for place, hit in enumerate(fell) if hit][:5] == [place for place, hit in enumerate(won) if hit]
    assert word(program, "late", at=NOW + DAY) == "closed"


def test_a_day_and_a_person_have_limits(game):
    program = game(entry="daily", prizes=[SURE], wins_person=1, limits={"person_day": 1})
    assert play.play("p1", wanted(program))[0]["prize"] == "tea"
    assert word(program, "p2") == "entered"
    assert play.play("p1", wanted(program))[1] is False
    tickets.give(program, [1], "thanks", now=NOW)
    assert word(program, "p3") == "day"

    assert play.play("p4", wanted(program, at=NOW + DAY))[0]["prize"] == ""
    assert dict(Counter.objects.filter(scope__in=["won:1", "stock:tea"]).values_list("scope", "count")) == {
        "won:1": 1,
        "stock:tea": 1,
    }


@pytest.mark.parametrize(
    ("traits", "expected"),
    [
        ('{"birthday": "2008-11-21", "country": "fi"}', ""),
        ('{"birthday": "2008-11-22", "country": "FI"}', "age"),
        ('{"country": "FI"}', "age_unknown"),
        ('{"birthday": "1990-01-01", "address": {"country": "JP"}}', "country"),
    ],
)
def test_age_and_country(draw, traits, expected):
    program = draw(who={"least_age": 18, "countries": ["FI"]})
    person(1, traits)

    assert enter.why_not(program, read(program.terms.get().terms), [1], now=NOW) == expected
    assert tickets.give(program, [1], "welcome", now=NOW) == (0 if expected else 1)


def test_a_quiz_has_one_try(game):
    quiz = {"questions": [{"text": "2 + 2", "answers": ["3", "4"], "right": 1}], "least": 1}
    program = game(entry="once", quiz=quiz, prizes=[SURE])
    assert word(program, "p1") == "quiz"
    assert word(program, "p1", answers=[0]) == "missed"
    assert [word(program, key, answers=[1]) for key in ("p1", "p2")] == ["missed", "tried"]
    assert DrawResult.objects.count() == 0

    assert play.play("p3", wanted(program, 2, answers=[1]))[0]["prize"] == "tea"
    assert Movement.objects.filter(identity_id=1).count() == 0


def test_whoever_may_not_play_now_keeps_the_ticket_of_the_day(game):
    program = game(entry="daily", prizes=[SURE], limits={"person_day": 1})
    tickets.give(program, [1], "thanks", now=NOW)
    play.play("p1", wanted(program))

    assert word(program, "p2") == "day"

    assert (Movement.objects.filter(kind="grant").count(), Draw.objects.get().plays) == (1, 1)


def test_a_rally_over_several_places(draw):
    program = draw(opens=NOW.isoformat(), who={"stores": ["kallio", "kamppi"]})
    person(1)
    person(2)
    Identity.objects.filter(pk=2).update(profile_id=1)
    day = clock.to_ms(NOW) // clock.DAY_MS
    StoreVisit.objects.create(identity_id=1, store="kallio", day=day)
    StoreVisit.objects.create(identity_id=1, store="kamppi", day=day - 1)
    terms = read(program.terms.get().terms)
    assert enter.why_not(program, terms, [1, 2], now=NOW) == "places"

    StoreVisit.objects.create(identity_id=2, store="kamppi", day=day)

    assert enter.why_not(program, terms, [1, 2], now=NOW + timedelta(hours=1)) == ""


def test_a_rally_counts_from_the_day_on_which_it_opens_where_the_team_is(draw):
    """At midnight in Tokyo it is the afternoon of the day before in UTC: who came that morning came too early."""
    Team.objects.update(time_zone="Asia/Tokyo")
    opens = datetime(2026, 11, 21, 15, tzinfo=UTC)
    program = draw(opens=opens.isoformat(), who={"stores": ["kallio"]})
    person(1)
    terms, asked = read(program.terms.get().terms), opens + timedelta(hours=1)
    zone = ZoneInfo("Asia/Tokyo")
    for came, word in ((opens - timedelta(hours=6), "places"), (opens, "")):
        StoreVisit.objects.update_or_create(
            identity_id=1, store="kallio", defaults={"day": day_of(clock.to_ms(came), zone)}
        )

        assert enter.why_not(program, terms, [1], now=asked) == word


@pytest.mark.parametrize(
    ("base", "wrong", "field"),
    [
        (SCHEDULED, {"title": ""}, "title"),
        (SCHEDULED, {"closes": None}, "closes"),
        (SCHEDULED, {"draws": NOW.isoformat()}, "draws"),
        (SCHEDULED, {"prizes": []}, "prizes"),
        (SCHEDULED, {"prizes": [TEA]}, "prizes"),
        (SCHEDULED, {"face": "wheel"}, "face"),
        (SCHEDULED, {"who": {"countries": ["Finland"]}}, "who.countries"),
        (INSTANT, {"prizes": [TEA, TEA]}, "prizes"),
        (INSTANT, {"prizes": [TEA | {"chance": {"of": 3, "wins": 2}}, TEA | {"key": "b"}]}, "prizes"),
        (INSTANT, {"mixes": "x"}, "mixes"),
        (INSTANT, {"limits": {"person": 0}}, "limits"),
        (INSTANT, {"quiz": {"questions": [], "least": 0}}, "quiz"),
        (INSTANT, {"tittle": 1}, ""),
    ],
)
def test_terms_that_cannot_be_meant(base, wrong, field):
    with pytest.raises(TermsProblem) as found:
        read(base | wrong)

    assert (found.value.problem.field or "") == field


def test_the_other_kind_is_refused_in_words(draw):
    assert word(draw(), "p") == "scheduled"
    assert all(map(sentence, SENTENCES))


def test_whoever_gets_another_name_plays_and_wins_no_more_often(game):
    program = game(prizes=[SURE], wins_person=1, limits={"person_day": 1})
    tickets.give(program, [2, 1], "welcome", now=NOW)
    assert play.play("p1", wanted(program, 2))[0]["prize"] == "tea"

    # The same person, led by a stronger name now.
    assert word(program, "p2", 1, 2) == "day"
    assert play.play("p3", wanted(program, 1, 2, at=NOW + DAY))[0]["prize"] == ""
