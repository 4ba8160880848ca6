"""Stamp cards on a phone: seen, stamped by scanning the store's screen, full, and what there is for it."""

import re
from datetime import timedelta

import pytest

from polku.act.rewards.ledger.models import Lot, Program, Terms
from polku.act.rewards.stamps import scan
from polku.act.rewards.stamps.stamp import stamp
from polku.kit import clock

pytestmark = pytest.mark.django_db
CUP = {"title": "A cup of coffee", "benefit": {"kind": "gift", "gift": "Cup"}}


@pytest.fixture
def program():
    """`program(size=2)`: a card, full for a cup of coffee."""

    def make(size=2, **more):
        cup = Program.objects.create(kind="coupon", name="Cup", currency="EUR", state="live")
        Terms.objects.create(program=cup, number=1, terms=CUP)
        row = Program.objects.create(kind="stamps", name="Coffee", currency="EUR", state="live")
        terms = {"title": "Coffee card", "size": size, "rewards": [{"at": size, "prize": {"program": cup.pk}}]}
        Terms.objects.create(program=row, number=1, terms=terms | more)
        return row

    return make


@pytest.fixture
def screen(settings, outside):
    """What the screen in the store says now: the path that its code leads to."""

    def read(program, store="kallio"):
        token = scan.screen_token(scan.Place(program.pk, store), key=settings.SECRET_KEY)
        answer = outside.get(f"/p/screen/{token}")
        assert answer.status_code == 200
        return answer.context["address"].removeprefix(settings.BASE_URL)

    return read


def text(answer):
    return " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL).split())


def test_the_card_is_shown_with_what_is_missing(noon, devi, signed_in, by_link, program):
    ten = program(10)
    stamp(ten, devi.id, 7, "a", now=clock.now() - timedelta(hours=1))
    stamp(ten, devi.id, 1, "b", now=clock.now())

    shown = signed_in.get(f"/p/wallet/cards/{ten.pk}")

    assert "2 more stamps: A cup of coffee" in text(shown)
    assert "A new stamp for you." in text(shown)
    assert shown.content.decode().count('class="stamp is-new"') == 1
    assert shown.content.decode().count('class="stamp') - shown.content.decode().count('class="stamp-') == 8
    assert len(shown.content) < 20_000
    for page in ("/p/wallet", "/p/wallet/cards"):
        assert "Coffee card" in text(signed_in.get(page))
    assert "Coffee card" in text(by_link.get("/p/wallet/cards"))
    assert signed_in.get("/p/wallet/cards/999").status_code == 404


def test_scanned_signed_in_stamped_full(noon, devi, signed_in, outside, program, screen):
    two = program(2, limits={"day": 5})
    stamp(two, devi.id, 1, "before", now=clock.now())
    path = screen(two)
    stranger = outside.get(path)
    assert (stranger.status_code, stranger["Location"]) == (302, "/p/wallet/stamp")
    assert outside.get("/p/wallet/stamp")["Location"] == "/p/wallet/sign-in?to=%2Fp%2Fwallet%2Fstamp"

    assert signed_in.get(path).status_code == 302
    asked = signed_in.get("/p/wallet/stamp")
    assert (asked.status_code, Lot.objects.filter(program_id=two.pk).count()) == (200, 1)
    answer = signed_in.post("/p/wallet/stamp")

    assert answer["Location"] == f"/p/wallet/cards/{two.pk}"
    assert "You have got something! A cup of coffee" in text(signed_in.get(answer["Location"]))
    assert "A cup of coffee" in text(signed_in.get("/p/wallet"))
    assert signed_in.post("/p/wallet/stamp").status_code == 410
    signed_in.get(path)
    assert "Location" in signed_in.post("/p/wallet/stamp").headers
    assert Lot.objects.filter(program_id=two.pk, left=0).count() == 2, "the same code is one stamp"


def test_a_code_that_is_over_forged_or_used_up(noon, devi, signed_in, program, screen):
    card = program(9)
    path = screen(card)

    with clock.fixed(noon + timedelta(seconds=89)):
        assert signed_in.get(path).status_code == 302
        assert signed_in.post("/p/wallet/stamp").status_code == 302
    with clock.fixed(noon + timedelta(seconds=91)):
        assert signed_in.get(path).status_code == 410
        assert signed_in.get(path[:-2] + ("AA" if path[-2:] != "AA" else "BB")).status_code == 404
        signed_in.get(screen(card))
        again = signed_in.post("/p/wallet/stamp")
        assert (again.status_code, "A later one" in text(again)) == (409, False)
        assert "You have just got a stamp. The next one is there a little later." in text(again)
        signed_in.get(screen(card))
    with clock.fixed(noon + timedelta(hours=2)):
        assert signed_in.post("/p/wallet/stamp").status_code == 410, "the pass is over"
        signed_in.get(screen(card))
        assert signed_in.post("/p/wallet/stamp").status_code == 302
        spent = program(9, comes={"kind": "amount", "per_minor": 500})
        assert "No stamps at the moment." in text(signed_in.get(_screen_of(spent)))
        Program.objects.update(state="ended")
        assert signed_in.get(_screen_of(card)).status_code == 404


def _screen_of(program):
    from django.conf import settings

    return "/p/screen/" + scan.screen_token(scan.Place(program.pk, ""), key=settings.SECRET_KEY)


def test_history_says_what_there_was_for_a_card_and_could_not_be_given(noon, devi, signed_in, program):
    two = program(2)
    cup = Program.objects.get(kind="coupon")
    Terms.objects.filter(program=cup).update(terms=CUP | {"limits": {"person": 1}})
    for nth in range(4):
        stamp(two, devi.id, 1, f"visit {nth}", now=clock.now() + timedelta(seconds=nth))

    told = text(signed_in.get("/p/wallet/history"))

    assert told.count("Your card became full") == 2  # each is one line, whatever it was taken from
    assert told.count("−2") == 2
    assert told.count("Could not be given: A cup of coffee. Please ask in the shop.") == 1
    assert told.index("Could not be given") < told.index("You got a coupon")  # the second card, which stands first


def test_the_card_says_for_a_month_what_could_not_be_given_for_the_last_one(noon, devi, signed_in, program):
    two = program(2)
    Program.objects.filter(kind="coupon").update(state="ended")

    stamp(two, devi.id, 3, "c", now=clock.now())

    assert "but this could not be given: A cup of coffee." in text(signed_in.get(f"/p/wallet/cards/{two.pk}"))
