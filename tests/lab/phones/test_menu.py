"""A rich menu stands on the phone of whoever it is for, and what is shown and tapped of it is counted."""

from typing import Any

import pytest

from polku.lab.line.looks import Looks
from polku.lab.line.rich_menus import Menu, RichMenus
from tests.lab.phones.lab import Lab

AINO, BO = 3, 4
AREA = {"bounds": {"x": 0, "y": 0, "width": 800, "height": 270}, "action": {"type": "message", "text": "Menu"}}
SAID: dict[str, Any] = {"size": {"width": 800, "height": 270}, "chatBarText": "Menu", "selected": True, "areas": [AREA]}


@pytest.fixture
def lab() -> Lab:
    made = Lab()
    kept = made.account.shelf(RichMenus)
    kept.menus = {name: Menu(name, SAID | {"name": name}, b"\x89PNG", "image/png") for name in ("one", "own")}
    kept.default, kept.links, kept.aliases = "one", {BO: "own"}, {"tab": "own"}
    return made


def shown(lab: Lab, number: int) -> dict[str, Any]:
    menu: dict[str, Any] = lab.get(lab.phone(number, "/chat"))[1]["menu"]
    return menu


def test_the_default_is_for_all_and_an_own_one_goes_before(lab: Lab) -> None:
    assert shown(lab, AINO)["menu"]["name"] == "one"
    assert shown(lab, BO)["menu"]["name"] == "own"
    assert shown(lab, AINO)["menus"]["tab"]["menu"]["name"] == "own"
    assert lab.get(f"/phones/menus/{lab.account.channel_id}/none")[0] == 404


def test_what_is_shown_and_tapped_is_counted(lab: Lab) -> None:
    lab.post(lab.phone(AINO, "/sees"), {"menu": "one"})
    lab.post(lab.phone(AINO, "/tap"), {"action": AREA["action"], "menu": "one", "area": 0})
    lab.post(lab.phone(AINO, "/tap"), {"action": AREA["action"], "menu": "made-up", "area": 0})

    counted = lab.account.shelf(Looks).menus
    assert {(menu, area): tally.times for (menu, area, _day), tally in counted.items()} == {
        ("one", -1): 1,
        ("one", 0): 1,
    }
    assert lab.events[-1]["message"]["text"] == "Menu"
