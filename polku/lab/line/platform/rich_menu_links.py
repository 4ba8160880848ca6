"""Who sees which rich menu: the default, and links of single people or up to five hundred."""

from polku.lab.line.platform.rich_menu import of
from polku.lab.line.rich_menus import RichMenus
from polku.lab.line.user_ids import FORM
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint


def set_default(call: Call) -> Answer:
    call.account.shelf(RichMenus).default = _with_image(call)
    return Answer()


def default(call: Call) -> Answer:
    found = call.account.shelf(RichMenus).default
    if not found:
        raise Refused(404, "no default richmenu")
    return told({"richMenuId": found})


def clear_default(call: Call) -> Answer:
    call.account.shelf(RichMenus).default = ""
    return Answer()


def link(call: Call) -> Answer:
    """200 for strangers and for those who blocked the account, too, without effect."""
    menu_id = _with_image(call)
    link_all(call, [_user(call)], menu_id)
    return Answer()


def linked(call: Call) -> Answer:
    number = call.account.ids.number(_user(call))
    found = call.account.shelf(RichMenus).links.get(number)
    if found is None:
        raise Refused(404, "the user has no richmenu")
    return told({"richMenuId": found})


def unlink(call: Call) -> Answer:
    call.account.shelf(RichMenus).links.pop(call.account.ids.number(_user(call)), None)
    return Answer()


def link_many(call: Call) -> Answer:
    menu_id = _with_image(call, call.json["richMenuId"])
    link_all(call, _users(call), menu_id)
    return Answer(202)


def unlink_many(call: Call) -> Answer:
    links = call.account.shelf(RichMenus).links
    for number in call.account.ids.numbers(_users(call)).tolist():
        links.pop(number, None)
    return Answer(202)


def link_all(call: Call, ids: list[str], menu_id: str) -> None:
    links = call.account.shelf(RichMenus).links
    for number in call.account.ids.numbers(ids).tolist():
        if 0 <= number < call.world.people and call.account.is_friend(number):
            links[number] = menu_id


def _with_image(call: Call, menu_id: str = "") -> str:
    menu = of(call, menu_id)
    if not menu.image:
        raise Refused(400, "must upload richmenu image before applying it to user")
    return menu.id


def _user(call: Call) -> str:
    user_id = call.params["userId"]
    if not FORM.fullmatch(user_id):
        raise Refused(400, "The value for the 'userId' parameter is invalid")
    return user_id


def _users(call: Call) -> list[str]:
    ids: list[str] = call.json["userIds"]
    if not all(map(FORM.fullmatch, ids)):
        raise Refused(400, "The property, 'userIds', in the request body is invalid (line: -, column: -)")
    return ids


ENDPOINTS = [
    endpoint("POST", "/v2/bot/user/all/richmenu/{richMenuId}", set_default),
    endpoint("GET", "/v2/bot/user/all/richmenu", default),
    endpoint("DELETE", "/v2/bot/user/all/richmenu", clear_default),
    endpoint("POST", "/v2/bot/user/{userId}/richmenu/{richMenuId}", link),
    endpoint("GET", "/v2/bot/user/{userId}/richmenu", linked),
    endpoint("DELETE", "/v2/bot/user/{userId}/richmenu", unlink),
    endpoint("POST", "/v2/bot/richmenu/bulk/link", link_many),
    endpoint("POST", "/v2/bot/richmenu/bulk/unlink", unlink_many),
]
