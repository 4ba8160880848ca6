"""Rich menus: made, given a picture, listed, deleted."""

import secrets

from polku.lab.line.pictures import kind_of, size_of
from polku.lab.line.rich_menus import MOST, Menu, RichMenus
from polku.lab.line.schema.rules.rich_menu import RATIO_LEAST
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint

IMAGE_BYTES = 1_048_576


def make(call: Call) -> Answer:
    menus = call.account.shelf(RichMenus).menus
    if len(menus) >= MOST:
        raise Refused(400, f"The number of rich menus has reached the limit of {MOST}")
    menu = Menu(f"richmenu-{secrets.token_hex(16)}", call.json)
    menus[menu.id] = menu
    return told({"richMenuId": menu.id})


def valid(_call: Call) -> Answer:
    return Answer()


def one(call: Call) -> Answer:
    return told(of(call).told())


def index(call: Call) -> Answer:
    return told({"richmenus": [menu.told() for menu in call.account.shelf(RichMenus).menus.values()]})


def delete(call: Call) -> Answer:
    call.account.shelf(RichMenus).forget(of(call).id)
    return Answer()


def set_image(call: Call) -> Answer:
    menu, kind = of(call), call.header(b"content-type").split(";")[0].strip()
    if kind not in ("image/png", "image/jpeg"):
        raise Refused(415, "The image must be JPEG or PNG")
    if menu.image:
        raise Refused(400, "An image has already been uploaded to the richmenu")
    if kind_of(call.body) != kind or (size := size_of(call.body)) is None:
        raise Refused(400, "The image is not what its content type says")
    if len(call.body) > IMAGE_BYTES:
        raise Refused(413, "The image must be 1 MB or less")
    if not 800 <= size[0] <= 2_500 or size[1] < 250 or size[0] / size[1] < RATIO_LEAST:
        raise Refused(400, "The image size is invalid")
    if size != (menu.said["size"]["width"], menu.said["size"]["height"]):
        call.notes.append("the picture has another size than the rich menu")
    menu.image, menu.image_type = call.body, kind
    return Answer()


def image(call: Call) -> Answer:
    menu = of(call)
    if not menu.image:
        raise Refused(404, "Not found")
    return Answer(200, menu.image, menu.image_type.encode())


def of(call: Call, menu_id: str = "") -> Menu:
    """The menu of the address, or this one. Raises Refused (404)."""
    menu = call.account.shelf(RichMenus).menus.get(menu_id or call.params["richMenuId"])
    if menu is None:
        raise Refused(404, "richmenu not found")
    return menu


ENDPOINTS = [
    endpoint("POST", "/v2/bot/richmenu", make),
    endpoint("POST", "/v2/bot/richmenu/validate", valid),
    endpoint("GET", "/v2/bot/richmenu/list", index),
    endpoint("GET", "/v2/bot/richmenu/{richMenuId}", one),
    endpoint("DELETE", "/v2/bot/richmenu/{richMenuId}", delete),
    endpoint("POST", "/v2/bot/richmenu/{richMenuId}/content", set_image),
    endpoint("GET", "/v2/bot/richmenu/{richMenuId}/content", image),
]
