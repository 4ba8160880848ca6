"""Menus that LINE would refuse are refused here, at their field."""

from typing import Any

import pytest

from polku.say.channels.line.menus.actions import Wrong, action, entered
from polku.say.channels.line.menus.layouts import LAYOUTS, Layout, layout_of
from polku.say.channels.line.menus.picture import Unfit, fitted
from polku.say.channels.line.menus.write import MenuError, make
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line.menus.conftest import picture


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize(("width", "height"), [(2500, 1686), (1200, 405), (801, 301)])
def test_layouts_cover_the_picture_without_gaps_or_overlaps(layout: Layout, width: int, height: int) -> None:
    bounds = layout.bounds(width, height)

    assert sum(one["width"] * one["height"] for one in bounds) == width * height
    assert all(one["x"] + one["width"] <= width and one["y"] + one["height"] <= height for one in bounds)


def test_a_layout_is_known_again_by_its_areas() -> None:
    areas = [{"bounds": one} for one in LAYOUTS["large-and-two"].bounds(1200, 810)]

    assert layout_of(areas, width=1200, height=810) == "large-and-two"
    assert layout_of(areas[1:], width=1200, height=810) == ""


def test_a_picture_that_is_too_large_is_made_smaller() -> None:
    content, width, height = fitted(picture(5000, 3372))

    assert (width, height, content[:2]) == (2500, 1686, b"\xff\xd8")


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", picture(700, 400), picture(1200, 1200), picture(2000, 200)], ids=str
)
def test_a_picture_that_no_size_mends_is_refused(content: bytes) -> None:
    with pytest.raises(Unfit):
        fitted(content)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("uri", "javascript:alert(1)"), ("uri", "kahvila.example"), ("uri", ""), ("message", "x" * 301),
        ("richmenuswitch", "No Spaces"), ("nothing", "x"), ("uri", "https://" + "x" * 1_000),
    ],
)  # fmt: skip
def test_an_action_that_line_refuses_is_refused(kind: str, value: str) -> None:
    with pytest.raises(Wrong):
        action(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("uri", "https://a.example"),
        ("message", "Hi"),
        ("postback", "a=1"),
        ("richmenuswitch", "tab_2"),
        ("connect", ""),
    ],
)
def test_an_action_can_be_entered_again(kind: str, value: str) -> None:
    assert entered(action(kind, value)) == (kind, value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("title", {"title": " "}),
        ("chat_bar", {"chat_bar": "x" * 15}),
        ("alias", {"alias": "Not this"}),
        ("areas", {"areas": [{"bounds": {"x": 0, "y": 0, "width": 5_000, "height": 1}}]}),
        ("areas", {"areas": [{"bounds": {"x": 0, "y": 0, "width": 1, "height": 1}}] * 21}),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field(field: str, values: dict[str, Any]) -> None:
    account = LineAccount.objects.create(name="a", title="A", channel_id="1", sealed_secret="s")

    with pytest.raises(MenuError) as problem:
        make(account, picture=picture(), by=None, **({"title": "A", "chat_bar": "Menu"} | values))

    assert problem.value.field == field
