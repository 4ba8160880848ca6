"""The rich menu that one person sees, those that its tabs lead to, and what is counted of them."""

from typing import Any

from polku.lab.line.account import Account
from polku.lab.line.counting.days import day_of
from polku.lab.line.looks import Looks, Tally
from polku.lab.line.rich_menus import Menu, RichMenus
from polku.lab.line.web.call import Answer, Call, Refused
from polku.lab.phones.whose import account_of

SHOWN = -1  # in place of an area: the menu itself came onto the screen


def menu_of(account: Account, number: int) -> dict[str, Any] | None:
    """{menu, image, menus} as the renderer takes them; None where there is none."""
    kept = account.shelf(RichMenus)
    shown = kept.shown_to(number)
    if shown is None:
        return None
    tabs = {alias: _drawn(account, menu) for alias in kept.aliases if (menu := kept.by_alias(alias))}
    return {**_drawn(account, shown), "menus": tabs}


def image(call: Call) -> Answer:
    menu = account_of(call).shelf(RichMenus).menus.get(call.params["menu"])
    if menu is None or not menu.image:
        raise Refused(404, "There is no such picture")
    return Answer(200, menu.image, menu.image_type.encode(), [(b"cache-control", b"max-age=3600")])


def count(call: Call, account: Account, number: int, said: dict[str, Any]) -> None:
    """That a menu was shown, or that one of its areas was tapped: `menu`, and `area` from 0."""
    menu_id, area = said.get("menu"), said.get("area", SHOWN)
    if menu_id in account.shelf(RichMenus).menus and isinstance(area, int):
        day = day_of(call.world.clock.now_ms())
        account.shelf(Looks).menus.setdefault((str(menu_id), area, day), Tally()).count(number)


def _drawn(account: Account, menu: Menu) -> dict[str, Any]:
    address = f"/phones/menus/{account.channel_id}/{menu.id}" if menu.image else ""
    return {"menu": menu.told(), "image": address}
