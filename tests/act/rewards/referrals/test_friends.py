"""A friend is brought, buys, keeps it; and everybody who tries to bring themselves."""

from datetime import timedelta

import pytest

from polku.act.rewards.coupons import redeem
from polku.act.rewards.ledger import prove, use
from polku.act.rewards.ledger.models import Counter, Lot, Movement, Program
from polku.act.rewards.points import debts
from polku.act.rewards.referrals import board, forget, link, loop, review
from polku.act.rewards.referrals.come import Coming, come
from polku.act.rewards.referrals.contacts import contacts
from polku.act.rewards.referrals.models import Referral, Referrer
from polku.act.rewards.referrals.settle import settle
from polku.know.orders.models import Order
from polku.know.people.models import Profile
from tests.act.rewards.made import DAY_MS, NOW, NOW_MS, coupon, merge, order, person, program, team

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def bring():
    """`bring(aino, devi)`: the second came by the first one's link."""
    team()
    tea = coupon()
    terms = {"title": "Bring a friend", "friend": {"program": tea.pk}, "referrer": {"program": tea.pk}}
    made = {}

    def run(who, friend, /, *, at_ms=NOW_MS, device="", network="", now=NOW, **more):
        if not made:
            made["program"] = program("referral", terms | {"least_minor": 1000} | more)
        referrer = link.referrer_of(made["program"], [who], now_ms=NOW_MS)
        numbers = come([Coming(link.code_of(referrer), friend, at_ms, device, network)])
        settle(numbers, now=now)
        return Referral.objects.filter(identity_id=friend).order_by("pk").last()

    return run


def again(row, now):
    settle([row.pk], now=now)
    row.refresh_from_db()
    return row.state, row.why


def test_both_are_rewarded_when_the_friend_has_bought_and_kept_it(bring):
    aino, devi = person("aino"), person("devi")
    row = bring(aino, devi)
    assert row.state == "known"

    order("o1", devi, 500, at_ms=NOW_MS + 1)
    assert again(row, NOW + DAY) == ("bought", "")
    order("o2", devi, 2000, at_ms=NOW_MS + DAY_MS)
    assert again(row, NOW + DAY) == ("waiting", "")
    assert Lot.objects.count() == 0
    assert loop.tick(NOW + 14 * DAY) == 0
    assert loop.tick(NOW + 15 * DAY) == 1

    row.refresh_from_db()
    assert (row.state, row.bought_minor) == ("rewarded", 2000)
    assert sorted(Lot.objects.values_list("identity_id", flat=True)) == sorted([aino, devi])
    again(row, NOW + 30 * DAY)
    assert Movement.objects.count() == 2


def test_what_is_sent_back_in_time_brings_nothing(bring):
    aino, devi = person("aino"), person("devi")
    row = bring(aino, devi)
    order("o1", devi, 2000, at_ms=NOW_MS + 1)
    again(row, NOW + DAY)

    Order.objects.update(refunded_minor=1500)

    assert again(row, NOW + 15 * DAY) == ("bought", "")
    assert again(row, NOW + 91 * DAY) == ("refused", "late")


def rewarded(bring, **more):
    aino, devi = person("aino"), person("devi")
    row = bring(aino, devi, **more)
    order("o1", devi, 2000, at_ms=NOW_MS + 1)
    assert again(row, NOW + 20 * DAY)[0] == "rewarded"
    return row, aino, devi


def test_what_is_sent_back_later_leaves_everything_as_it_is_unless_the_terms_say_otherwise(bring):
    row, *_both = rewarded(bring)

    Order.objects.update(refunded_minor=2000)

    assert again(row, NOW + 30 * DAY) == ("rewarded", "")
    assert Lot.objects.filter(left=1).count() == 2


def test_where_the_terms_say_so_what_is_unused_is_taken_back_once(bring):
    row, aino, devi = rewarded(bring, takes_back=True, month=1)
    used = Lot.objects.get(identity_id=devi)
    redeem.redeem("till", redeem.Wanted(used.pk, NOW + 21 * DAY))
    Order.objects.update(refunded_minor=500)
    assert again(row, NOW + 30 * DAY) == ("rewarded", "")

    Order.objects.update(refunded_minor=1500)

    for _time in range(2):
        assert again(row, NOW + 30 * DAY) == ("revoked", "sent_back")
    kinds = Movement.objects.values_list("identity_id", "kind").order_by("pk")
    assert list(kinds)[2:] == [(devi, "use"), (aino, "withdrawn")]
    assert (list(prove.wrong()), board.brought(row.referrer)) == ([], 0)
    assert Counter.objects.get(scope__startswith="month:").count == 0


def test_points_that_were_spent_are_owed(bring):
    beans = program("points", {"title": "Beans"})
    prizes = {side: {"program": beans.pk, "amount": amount} for side, amount in (("friend", 200), ("referrer", 50))}
    row, aino, devi = rewarded(bring, takes_back=True, **prizes)
    spent = use.Use("tea", 150)
    use.spend(beans, [devi], spent, now_ms=NOW_MS + 21 * DAY_MS)

    Order.objects.update(is_cancelled=True)

    assert again(row, NOW + 30 * DAY) == ("revoked", "sent_back")
    assert not Lot.objects.filter(left__gt=0).exists()
    assert debts.owed(beans.pk, [aino, devi]) == {devi: 150}


def test_who_is_not_new_or_is_the_same_person_does_not_count(bring):
    aino = person("aino", email="Aino@gmail.com")
    old = person("old", since_ms=NOW_MS - 2 * DAY_MS)
    assert (bring(aino, old).state, bring(aino, old).why) == ("refused", "known")
    bought = person("bought")
    order("o0", bought, 2000, at_ms=NOW_MS - 5)
    assert bring(aino, bought).why == "customer"
    assert bring(aino, person("aino2", email="a.ino+x@googlemail.com")).why == "self"
    assert bring(aino, aino) is None
    devi = person("devi")
    row = bring(aino, devi)
    merge(aino, devi)
    assert again(row, NOW) == ("refused", "self")
    Referrer.objects.update(device="d1")
    assert bring(aino, person("fumi"), device="d1").why == "device"


def test_nobody_brings_who_has_brought_them(bring):
    aino, devi, fumi = person("aino"), person("devi"), person("fumi")
    assert bring(aino, devi).state == "known"
    assert bring(devi, fumi).state == "known"

    assert (bring(fumi, aino).state, bring(fumi, aino).why) == ("refused", "loop")


def test_two_friends_who_turn_out_to_be_one_count_once(bring):
    aino, kai, devi, phone = person("aino"), person("kai"), person("devi"), person("0401234567", kind="phone")
    first, second = bring(aino, devi), bring(kai, phone)
    merge(devi, phone)
    order("o1", phone, 2000, at_ms=NOW_MS + 1)

    assert again(second, NOW + 20 * DAY) == ("refused", "twice")
    assert again(first, NOW + 20 * DAY) == ("rewarded", "")


def test_what_looks_made_up_waits_for_a_person_who_may_change_their_mind(bring):
    aino, friends = person("aino"), [person(f"f{nth}") for nth in range(3)]
    rows = [bring(aino, one, network="n1") for one in friends]
    for nth, one in enumerate(friends):
        order(f"o{nth}", one, 2000, at_ms=NOW_MS + 1)
    assert [again(row, NOW + 20 * DAY) for row in rows] == [("held", "crowd")] * 3

    assert review.decide(rows[0].pk, "approved", by=None, now=NOW + DAY).state == "waiting"
    assert review.decide(rows[1].pk, "refused", by=None, now=NOW + DAY).state == "refused"
    assert review.decide(rows[1].pk, "", by=None, now=NOW + DAY).state == "held"
    assert review.decide(rows[2].pk, "approved", by=None, now=NOW + 20 * DAY).state == "rewarded"
    with pytest.raises(review.Done):
        review.decide(rows[2].pk, "refused", by=None, now=NOW + 20 * DAY)


def test_steps_limits_of_a_month_and_the_best(bring):
    aino, kai = person("aino", full="Aino Kaarina Virtanen"), person("kai", full="Kai")
    big = coupon(title="A whole cake")
    more = {"month": 2, "tiers": [{"friends": 2, "prize": {"program": big.pk}}], "doubts": {}}
    for nth in range(3):
        friend = person(f"f{nth}")
        row = bring(aino, friend, **more)
        order(f"o{nth}", friend, 2000, at_ms=NOW_MS + 1)
        again(row, NOW + 16 * DAY)
    friend = person("f9")
    bring(kai, friend)
    order("o9", friend, 5000, at_ms=NOW_MS + 1)
    loop.tick(NOW + 99 * DAY)

    had = Lot.objects.filter(identity_id=aino)
    assert (had.count(), had.filter(program_id=big.pk).count()) == (3, 1)
    assert Referral.objects.get(why="month").state == "rewarded"
    assert board.best(row.program_id) == []
    Referrer.objects.update(is_listed=True)
    assert [(one.name, one.friends, one.is_me) for one in board.best(row.program_id, me=[kai])] == [
        ("Aino V.", 3, False),
        ("Kai", 1, True),
    ]


def test_for_which_friends_somebody_got_something(bring):
    aino, cake = person("aino"), coupon(limits={"person": 1})
    rows = []
    for nth in range(3):
        friend = person(f"f{nth}")
        rows.append(bring(aino, friend, referrer={"program": cake.pk}, month=2, doubts={}))
        order(f"o{nth}", friend, 2000, at_ms=NOW_MS + 1)
        again(rows[-1], NOW + 16 * DAY)

    assert [(one.state, one.why) for one in rows] == [("rewarded", ""), ("rewarded", ""), ("rewarded", "month")]
    assert board.thanked(rows) == {rows[0].pk}


@pytest.mark.parametrize("prize", ["coupon", "points"])
def test_something_of_either_kind_is_known(bring, prize):
    aino, friend = person("aino"), person("devi")
    gift = coupon() if prize == "coupon" else program("points", {"title": "Points"})
    row = bring(aino, friend, referrer={"program": gift.pk, "amount": 50}, doubts={})
    order("o", friend, 2000, at_ms=NOW_MS + 1)
    again(row, NOW + 16 * DAY)

    assert board.thanked([row]) == {row.pk}


def test_when_it_has_ended_nobody_gets_anything_more(bring):
    aino, devi = person("aino"), person("devi")
    row = bring(aino, devi)
    order("o1", devi, 2000, at_ms=NOW_MS + 1)
    again(row, NOW + DAY)

    Program.objects.filter(pk=row.program_id).update(state="ended")

    assert (loop.tick(NOW + 20 * DAY), again(row, NOW + 20 * DAY)) == (0, ("waiting", ""))
    assert Lot.objects.count() == 0


def test_whoever_is_forgotten_has_brought_nobody_and_was_brought_by_nobody(bring):
    aino, devi, fumi = person("aino"), person("devi"), person("fumi")
    bring(aino, devi)
    bring(aino, fumi)
    assert [one["side"] for one in forget.tell([aino])] == ["referrer", "referrer"]

    assert forget.forget([devi]) == 1
    assert forget.tell([devi]) == []
    forget.forget([aino])

    assert (Referral.objects.count(), Referrer.objects.count()) == (0, 0)


def test_the_code_is_the_link_and_a_coupons_code_is_none(bring):
    bring(person("aino"), person("devi"))
    referrer = Referrer.objects.get()

    code = link.code_of(referrer)

    assert link.by_code(code.upper()) == referrer
    assert link.by_code("7q2mk4tc5h9y0c3x") is None
    assert Profile.objects.count() == 2
    assert contacts("+358 40 123 4567", "040 123 4567", "Aino@example.com") == {"401234567", "aino@example.com"}
