"""A rich menu is made from a picture, its areas are filled in, and LINE is told."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from polku.kit import clock
from polku.say.channels.email.models import EmailServer
from polku.say.channels.line.linking.lacks_mail import lacks_mail
from polku.say.channels.line.menus import loop
from polku.say.channels.line.menus.models import LineMenu, LineMenuVersion
from polku.say.channels.line.models import LineAccount
from polku.say.content.chat.actions import Connect
from polku.say.content.chat.blocks import Buttons, Chat, Text
from tests.doors.web.queries import queries
from tests.say.channels.line.menus.conftest import Menus, picture
from tests.say.channels.line.rogue import RogueLine

PAGE = "/settings/channels/line/kahvila/menus"


@pytest.fixture
def make(web: Client, account: LineAccount) -> Callable[..., LineMenu]:
    def make(title: str = "Everyday", *, size: tuple[int, int] = (1200, 810), layout: str = "three") -> LineMenu:
        file = SimpleUploadedFile("menu.png", picture(*size), "image/png")
        answer = web.post(
            f"{PAGE}/new", {"title": title, "chat_bar": "Menu", "layout": layout, "opens": "yes", "picture": file}
        )
        assert answer.status_code == 302, answer.text
        return LineMenu.objects.order_by("-pk")[0]

    return make


FILLED = {
    "title": "Everyday", "chat_bar": "Open", "layout": "three", "opens": "yes", "is_default": "yes",
    "area-0-kind": "uri", "area-0-value": "https://kahvila.example/menu",
    "area-1-kind": "message", "area-1-value": "Where are you?",
    "area-2-kind": "",
}  # fmt: skip


def test_from_a_picture_to_what_line_shows(
    web: Client, rogue: RogueLine, make: Callable[..., LineMenu], account: LineAccount
) -> None:
    row = make()
    line = Menus()
    rogue.fault = line

    answer = web.post(f"{PAGE}/{row.pk}", FILLED)
    while loop.tick(clock.now()):
        pass

    assert answer.status_code == 302
    told = line.menus[line.default]
    assert (told["chatBarText"], told["size"]) == ("Open", {"width": 1200, "height": 810})
    assert [one["action"]["type"] for one in told["areas"]] == ["uri", "message"]
    assert web.get(f"{PAGE}/{row.pk}").context["state"] == "live"


def test_a_button_that_connects_accounts_is_told_where_no_letter_can_be_sent(
    web: Client, make: Callable[..., LineMenu], account: LineAccount
) -> None:
    row = make()
    answer = web.post(f"{PAGE}/{row.pk}", FILLED | {"area-2-kind": "connect"}, follow=True)
    home = web.get("/")

    assert "it takes a code by e-mail, and e-mail is not set up" in answer.text
    assert [one.href for one in home.context["worries"] if "Everyday" in one.sentence] == ["/settings/channels/email"]
    assert lacks_mail(Chat((Buttons(text="Hello", actions=(Connect(label="Connect"),)),)))
    assert not lacks_mail(Chat((Text(text="Hello"),)))

    EmailServer.objects.create(host="localhost", from_address="us@shop.example", changed_at=clock.now())

    assert not web.get(f"{PAGE}/{row.pk}").context["lacks_mail"]
    assert not [one for one in web.get("/").context["worries"] if "Everyday" in one.sentence]


def test_what_is_wrong_stands_at_its_area_and_nothing_typed_is_lost(web: Client, make: Callable[..., LineMenu]) -> None:
    row = make()

    answer = web.post(f"{PAGE}/{row.pk}", FILLED | {"area-0-value": "javascript:alert(1)"})

    assert "The address begins with https://" in answer.text
    assert 'value="javascript:alert(1)"' in answer.text
    row.refresh_from_db()
    assert not any("action" in one for one in row.areas)


def test_it_is_divided_anew_or_by_hand(web: Client, make: Callable[..., LineMenu]) -> None:
    row = make()

    six = web.post(f"{PAGE}/{row.pk}", FILLED | {"layout": "six", "show": "areas"})
    sides = {f"area-0-{side}": value for side, value in (("x", 5), ("y", 6), ("width", 70), ("height", 80))}
    web.post(f"{PAGE}/{row.pk}", FILLED | {"layout": "by-hand"} | sides)

    row.refresh_from_db()
    assert [one["kind"] for one in six.context["rows"]] == ["uri", "message", "", "", "", ""]
    assert [one["bounds"] for one in row.areas] == [{"x": 5, "y": 6, "width": 70, "height": 80}]
    assert web.get(f"{PAGE}/{row.pk}").context["is_by_hand"]


def test_a_picture_that_line_does_not_take_is_refused_at_its_field(web: Client, account: LineAccount) -> None:
    file = SimpleUploadedFile("menu.png", picture(900, 900), "image/png")

    answer = web.post(f"{PAGE}/new", {"title": "A", "chat_bar": "Menu", "picture": file})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["picture"])


def test_the_list_costs_the_same_however_long_it_is(web: Client, make: Callable[..., LineMenu]) -> None:
    make("One")
    one = queries(web, PAGE)
    for title in ("Two", "Three"):
        make(title)

    assert queries(web, PAGE) == one
    assert len(web.get(PAGE).context["rows"]) == 3


def test_the_page_says_how_often_each_area_was_tapped_and_what_is_hidden(
    web: Client, make: Callable[..., LineMenu]
) -> None:
    row = make()
    assert "Nothing yet: LINE counts" in web.get(f"{PAGE}/{row.pk}").text
    areas = [area | {"action": {"type": "postback", "data": f"{nth}"}} for nth, area in enumerate(row.areas)]
    metrics = {"count": 1_234, "uniqueUsers": 56}
    summary = {
        "metricsFrom": "20261101", "metricsTo": "20261120", "impression": {"metrics": metrics},
        "clicks": [{"bounds": area["bounds"], "metrics": metrics} for area in areas[:2]],
    }  # fmt: skip
    version = {"version": 1, "picture": row.picture, "width": row.width, "height": row.height, "areas": areas}
    LineMenuVersion.objects.create(menu=row, line_id="a", first_ms=1, told="hidden", **version)
    LineMenuVersion.objects.create(menu=row, line_id="b", first_ms=2, told="counted", summary=summary, **version)

    shown = web.get(f"{PAGE}/{row.pk}")

    assert shown.context["taps"].marks == '["1 \\u00b7 1,234", "2 \\u00b7 1,234", "3 \\u00b7 \\u2026"]'
    assert shown.text.count("1,234") == 1 + 2 + 2  # seen, two areas, and on the picture
    assert "hidden (fewer than 20)" in shown.text
    assert "not yet</span>" in shown.text


def test_it_is_taken_away(web: Client, make: Callable[..., LineMenu]) -> None:
    row = make()

    web.post(f"{PAGE}/{row.pk}/end")

    assert web.get(f"{PAGE}/{row.pk}").status_code == 404
    assert "No menu yet" in web.get(PAGE).text
