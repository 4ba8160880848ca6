"""The proof of the ledger finds what does not add up, whichever book was falsified."""

import pytest

from polku.act.rewards import prove
from polku.act.rewards.coupons.issue import issue
from polku.act.rewards.draws import play, tickets
from polku.act.rewards.draws.models import Draw, DrawResult
from polku.act.rewards.ledger.models import Counter, Lot, Movement, Terms
from polku.act.rewards.offers.models import Place
from polku.act.rewards.offers.see import Who
from polku.act.rewards.offers.take import take
from tests.act.rewards.made import NOW, coupon, person, program, team

TEA = {"key": "tea", "title": "A tea", "stock": 5, "chance": {"of": 1}}


@pytest.fixture
def town(db):
    """A coupon that is gone, an offer and a game, each with one who has something of it."""
    team()
    devi = person("devi")
    some = coupon(limits={"total": 1})
    issue(some, [devi], "welcome", now=NOW)
    take(program("offer", {"title": "Tasting", "places": 1}), Who(devi, (devi,)), now=NOW)
    game = program("draw", {"title": "Scratch!", "mode": "instant", "entry": "given", "prizes": [TEA]})
    tickets.give(game, [devi], "welcome", now=NOW)
    play.play("p1", play.Wanted(game.pk, (devi,), NOW))
    return some


def another(model, **changed):
    row = model.objects.order_by("pk").first()
    for name, value in {"pk": None, **changed}.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row


FALSIFIED = {
    " holds 0, and its movements make 1": lambda: Lot.objects.order_by("pk").filter(left=1).update(left=0),
    "was given 2 times, and 1 is the most": lambda: another(Movement, cause="again"),
    "counts 0 places as taken, and people have 1": lambda: Counter.objects.filter(scope="places").update(count=0),
    "counts 1 places as taken, and people have 2": lambda: another(Place, identity_id=7),
    "was played 2 times, and its record has 1": lambda: Draw.objects.update(plays=2),
    "as gone, and 2 were won": lambda: another(DrawResult, number=2),
}


@pytest.mark.parametrize("sentence", FALSIFIED)
def test_a_falsified_book_is_found(town, sentence):
    assert list(prove.wrong()) == []

    FALSIFIED[sentence]()

    assert any(sentence in found for found in prove.wrong())


@pytest.mark.django_db
def test_what_some_terms_allowed_was_allowed(town):
    another(Movement, cause="again")
    Terms.objects.create(program=town, number=2, terms={"limits": {}})

    assert not any("was given" in found for found in prove.wrong())
