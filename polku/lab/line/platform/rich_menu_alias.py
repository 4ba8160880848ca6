"""Names of rich menus, by which menus switch to one another."""

from polku.lab.line.platform.rich_menu import of
from polku.lab.line.rich_menus import MOST, RichMenus
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint


def make(call: Call) -> Answer:
    aliases, name = call.account.shelf(RichMenus).aliases, call.json["richMenuAliasId"]
    if name in aliases:
        raise Refused(400, "conflict richmenu alias id")
    if len(aliases) >= MOST:
        raise Refused(400, f"The number of rich menu aliases has reached the limit of {MOST}")
    aliases[name] = _menu(call)
    return Answer()


def change(call: Call) -> Answer:
    _known(call)
    call.account.shelf(RichMenus).aliases[call.params["richMenuAliasId"]] = _menu(call)
    return Answer()


def one(call: Call) -> Answer:
    return told({"richMenuAliasId": call.params["richMenuAliasId"], "richMenuId": _known(call)})


def index(call: Call) -> Answer:
    aliases = call.account.shelf(RichMenus).aliases.items()
    return told({"aliases": [{"richMenuAliasId": name, "richMenuId": menu_id} for name, menu_id in aliases]})


def delete(call: Call) -> Answer:
    _known(call)
    del call.account.shelf(RichMenus).aliases[call.params["richMenuAliasId"]]
    return Answer()


def _menu(call: Call) -> str:
    try:
        menu = of(call, call.json["richMenuId"])
    except Refused as no:
        raise Refused(400, "richmenu not found") from no
    if not menu.image:
        raise Refused(400, "must upload richmenu image before applying it to user")
    return menu.id


def _known(call: Call) -> str:
    found = call.account.shelf(RichMenus).aliases.get(call.params["richMenuAliasId"])
    if found is None:
        raise Refused(404, "richmenu alias not found")
    return found


ENDPOINTS = [
    endpoint("POST", "/v2/bot/richmenu/alias", make),
    endpoint("GET", "/v2/bot/richmenu/alias/list", index),
    endpoint("GET", "/v2/bot/richmenu/alias/{richMenuAliasId}", one),
    endpoint("POST", "/v2/bot/richmenu/alias/{richMenuAliasId}", change),
    endpoint("DELETE", "/v2/bot/richmenu/alias/{richMenuAliasId}", delete),
]
