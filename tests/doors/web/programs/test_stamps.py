"""A stamp card written by clicking: its terms are what was meant, and what is wrong is said at its field."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from polku.act.rewards import programs
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.stamps.terms import read
from polku.know.places.models import Store
from tests.say.content.media.test_pictures import png

NEW = "/rewards/new/stamps"
TYPED = {"name": "Coffee", "title": "Ten coffees", "size": "10", "comes": "visit", "icon": "cup", "color": "#8A4B2A"}


def wrong(web: Client, **typed: Any) -> dict[str, list[str]]:
    answer = web.post(NEW, TYPED | typed)
    assert answer.status_code == 422
    return dict(answer.context["form"].errors)


def test_all_that_can_be_said_is_kept_and_shown_again_as_it_was(web: Client, make: Callable[..., Program]) -> None:
    Store.objects.create(key="kallio", name="Kallio", time_zone="Europe/Helsinki", week=[], days={})
    cup, bun = make("Cup"), make("Bun")
    gold = programs.create("Gold", {"title": "Gold", "size": 5, "rewards": [{"at": 5, "prize": {"program": cup.pk}}]},
                           kind="stamps", currency="EUR", by=None)  # fmt: skip
    typed = {
        "prize_0": str(cup.pk), "words_0": "A cup of coffee", "at_1": "5", "prize_1": str(bun.pk), "welcome": "1",
        "comes": "amount", "per": "5,00", "goods_categories": ["Tea"], "is_by_order": "yes",
        "days": "180", "since": "first", "day": "2", "hour": "1", "place_day": "1", "cards": "9",
        "double_weekdays": ["1"], "double_dates": "2026-12-24, 2026-12-23", "times": "3",
        "stores": ["kallio"], "next": str(gold.pk), "how": "One for each cup.",
        "picture_file": SimpleUploadedFile("stamp.png", png(40, 40)),
    }  # fmt: skip

    answer = web.post(NEW, TYPED | typed)

    assert answer.status_code == 302, answer.context["form"].errors
    row = Program.objects.latest("pk")
    terms = read(programs.latest(row).terms)
    assert [(one.at, one.prize.program, one.title) for one in terms.rewards] == [
        (10, cup.pk, "A cup of coffee"), (5, bun.pk, ""),
    ]  # fmt: skip
    assert (terms.comes.kind, terms.comes.per_minor, terms.comes.is_by_order) == ("amount", 500, True)
    assert (terms.welcome, terms.next, terms.lasts.days, terms.double.times) == (1, gold.pk, 180, 3)
    assert (terms.design.color, len(terms.design.picture), terms.is_shown_empty) == ("#8a4b2a", 47, False)
    before = programs.latest(row).terms
    form = web.get(f"/rewards/{row.pk}/edit").context["form"]
    again = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)}
    web.post(f"/rewards/{row.pk}/edit", again | {"goods_categories": ["Tea"], "is_by_order": "yes"})
    assert programs.latest(row).terms == before
    shown = web.get(f"/rewards/{row.pk}").content.decode()
    for words in ("For a full card: A cup of coffee", "At stamp 5: A tenth off all tea", "Then comes the card “Gold”"):
        assert words in shown


def test_what_is_wrong_is_said_at_its_field(web: Client, make: Callable[..., Program]) -> None:
    cup = str(make().pk)
    assert set(wrong(web)) == {"prize_0"}
    assert set(wrong(web, prize_0=cup, size="")) == {"size"}
    assert set(wrong(web, prize_0=cup, at_0="11")) == {"at_0"}
    assert set(wrong(web, at_0="5")) == {"prize_0"}
    assert set(wrong(web, prize_0=cup, comes="amount")) == {"per"}
    assert set(wrong(web, prize_0=cup, comes="goods")) == {"comes"}
    assert set(wrong(web, prize_0=cup, double_dates="24.12.")) == {"double_dates"}
    assert set(wrong(web, prize_0=cup, picture_file=SimpleUploadedFile("stamp.txt", b"text"))) == {"picture"}
    assert Program.objects.count() == 1


def test_the_picture_follows_and_screens_are_there_when_it_is_live(web: Client, make: Callable[..., Program]) -> None:
    Store.objects.create(key="kallio", name="Kallio", time_zone="Europe/Helsinki", week=[], days={})
    assert b'class="stamp-card"' in web.get(NEW).content
    assert b'fill="#8a4b2a"' in web.post(f"{NEW}/preview", TYPED).content
    web.post(NEW, TYPED | {"prize_0": str(make().pk)})
    row = Program.objects.latest("pk")
    assert web.get(f"/rewards/{row.pk}").context["screens"] == []

    web.post(f"/rewards/{row.pk}/state", {"state": "live"})

    ((store, name, address),) = web.get(f"/rewards/{row.pk}").context["screens"]
    assert (store, name, "/p/screen/" in address) == ("kallio", "Kallio", True)
    rest = "No stamps at the moment.", "This screen has a new address"
    before, answer = web.get(address).text, web.post(f"/rewards/{row.pk}/screens", {"store": "kallio"})
    assert ([one in before for one in rest], answer.status_code) == ([False, False], 302)
    assert [one in web.get(address).text for one in rest] == [False, True]
    ((_store, _name, renewed),) = web.get(f"/rewards/{row.pk}").context["screens"]
    assert [one in web.get(renewed).text for one in rest] == [False, False]
    assert web.post(f"/rewards/{row.pk}/screens", {"store": "kamppi"}).status_code == 404
