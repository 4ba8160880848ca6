"""Points and ranks written by clicking: their terms are what was meant, and what is wrong is said at its field."""

import pytest

from polku.act.rewards import programs
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.points.terms import read
from polku.act.rewards.ranks.terms import read as read_ranks

POINTS, RANKS = "/rewards/new/points", "/rewards/new/ranks"
TYPED = {"name": "Beans", "title": "Beans", "per_points": "1", "per_amount": "1", "rounding": "down", "expiry": "never"}
LADDER = {
    "name": "Friends",
    "title": "Friends",
    "by": "spend",
    "window": "days",
    "window_days": "365",
    "rank_key": ["", "", ""],
    "rank_name": ["Member", "Gold", ""],
    "rank_at": ["0", "600,50", ""],
    "rank_factor": ["", "150", ""],
    "rank_prize": ["", "", ""],
    "rank_text": ["", "Free delivery", ""],
}


def kept(web, page, typed):
    answer = web.post(page, typed)
    assert answer.status_code == 302, answer.context["form"].errors
    return programs.latest(Program.objects.latest("pk")).terms


def wrong(web, page, typed):
    answer = web.post(page, typed)
    assert answer.status_code == 422
    return set(answer.context["form"].errors)


def fields_of(form):
    """What a browser would send of the form as it is shown."""
    found = {name: value for name, value in form.initial.items() if isinstance(value, str | int)}
    rows = form.initial.get("ranks", []) + form.initial.get("deeds", [])
    for key in {key for row in rows for key in row}:
        found[key] = [row.get(key, "") for row in rows]
    rewards = form.initial.get("rewards", [])
    return found | {key: [row[key] for row in rewards] for key in (rewards[0] if rewards else {})} | {
        key: form.initial[key] for key in ("goods_categories", "goods_products", "sources") if form.initial.get(key)
    }  # fmt: skip


@pytest.mark.django_db
def test_points_are_kept_as_they_were_meant_and_written_again_as_they_are(web, make):
    coupon = make("Tea")
    typed = TYPED | {
        "unit": "beans", "more_points": "2", "more_amount": "1,00", "goods_categories": ["tea"],
        "deed_event": ["Review Posted", ""], "deed_points": ["50", ""], "deed_most": ["1", ""],
        "pending_days": "14", "expiry": "years", "expiry_years": "1",
        "rate_points": "100", "rate_amount": "1", "rate_least": "200",
        "reward_title": ["A cup of tea", ""], "reward_points": ["1,300", ""], "reward_program": [str(coupon.pk), ""],
        "reward_amount": ["", ""],
    }  # fmt: skip

    terms = kept(web, POINTS, typed)
    made = Program.objects.latest("pk")
    assert terms["per"][1]["goods"]["categories"] == ["tea"]
    assert (terms["rate"], terms["expiry"]) == ({"points": 100, "minor": 100, "least": 200}, {"days": None, "years": 1})
    assert terms["rewards"] == [{"points": 1300, "title": "A cup of tea", "prize": {"program": coupon.pk, "amount": 1}}]
    assert terms["deeds"] == [{"event": "Review Posted", "points": 50, "most_day": 1}]

    page = web.get(f"/rewards/{made.pk}/edit")
    assert web.post(f"/rewards/{made.pk}/edit", fields_of(page.context["form"])).status_code == 302
    assert (read(programs.latest(made).terms), made.terms.count()) == (read(terms), 1)
    assert "2 beans for every" in web.get(f"/rewards/{made.pk}").content.decode()


@pytest.mark.django_db
def test_a_ladder_is_kept_as_it_was_meant_and_its_keys_stay(web, make):
    assert make("Tea")
    terms = read_ranks(kept(web, RANKS, LADDER))
    made = Program.objects.latest("pk")
    assert [(one.key, one.at, one.factor) for one in terms.ranks] == [("member", 0, 100), ("gold", 60_050, 150)]

    page = web.get(f"/rewards/{made.pk}/edit")
    again = fields_of(page.context["form"]) | {"rank_name": ["Member", "ゴールド"]}
    assert web.post(f"/rewards/{made.pk}/edit", again).status_code == 302
    assert [(one.key, one.name) for one in read_ranks(programs.latest(made).terms).ranks][1] == ("gold", "ゴールド")
    shown = web.get(f"/rewards/{made.pk}").content.decode()
    assert "1.5 times the points" in shown
    assert "of the last 365 days" in shown


@pytest.mark.django_db
def test_what_is_wrong_is_said_at_its_field(web, team):
    assert wrong(web, POINTS, TYPED | {"per_amount": ""}) == {"per_amount"}
    assert wrong(web, POINTS, TYPED | {"more_points": "2", "more_amount": "1"}) == {"more_points"}
    assert wrong(web, POINTS, TYPED | {"expiry": "days"}) == {"expiry_days"}
    assert wrong(web, POINTS, TYPED | {"expiry": "days", "expiry_days": "5", "pending_days": "9"}) == {"expiry_days"}
    assert wrong(web, POINTS, TYPED | {"deed_event": ["Review Posted"], "deed_points": ["a"]}) == {"deeds"}
    assert wrong(web, RANKS, LADDER | {"by": "points"}) == {"points"}
    assert wrong(web, RANKS, LADDER | {"rank_at": ["0", "much", ""]}) == {"ranks"}
    assert wrong(web, RANKS, LADDER | {"rank_at": ["5", "5", ""]}) == {"ranks"}
