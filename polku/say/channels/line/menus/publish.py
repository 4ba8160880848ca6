"""Bringing a menu to LINE: made, its picture given, checked by LINE; never twice, also after a crash half-way.

A menu's name at LINE says whose it is and of which version (`polku:12:3`): who finds it there goes on with it. LINE
lets an account make a hundred menus an hour.
"""

import json
from typing import Any

from polku.say.channels.line.answers import plain
from polku.say.channels.line.client import Client
from polku.say.channels.line.menus.models import LineMenu
from polku.say.channels.line.setup.asking import good
from polku.say.channels.line.trouble import LineTrouble, Trouble
from polku.say.content.media.keep import read
from polku.say.content.media.kinds import TYPES

MENUS = "/v2/bot/richmenu"
SENDS_S = 30.0  # a picture of a megabyte over a slow line


def object_of(menu: LineMenu) -> dict[str, Any]:
    """As LINE takes it. Areas that do nothing are left out."""
    return {
        "size": {"width": menu.width, "height": menu.height},
        "selected": menu.opens,
        "name": name_of(menu),
        "chatBarText": menu.chat_bar,
        "areas": [area for area in menu.areas if area.get("action")],
    }


def name_of(menu: LineMenu) -> str:
    return f"polku:{menu.pk}:{menu.version}"


async def bring(client: Client, menu: LineMenu) -> str:
    """LINE's id of this version, there with its picture. Raises LineTrouble."""
    found = await _there(client, name_of(menu))
    if found is None:
        body = json.dumps(object_of(menu)).encode()
        good(await client.ask("POST", f"{MENUS}/validate", body=body))
        found = str(plain(good(await client.ask("POST", MENUS, body=body))).get("richMenuId") or "")
    if not await _has_picture(client, found):
        content = read(menu.picture)
        if content is None:
            raise LineTrouble(Trouble("line_content", "picture", is_temporary=False))
        kind = TYPES[menu.picture.rpartition(".")[2]]
        good(
            await client.ask(
                "POST",
                f"{MENUS}/{found}/content",
                body=content,
                headers={"Content-Type": kind},
                is_data=True,
                timeout_s=SENDS_S,
            )
        )
    return found


async def set_alias(client: Client, alias: str, line_id: str) -> None:
    """Tabs of other menus lead to this one from now on. Raises LineTrouble."""
    body = json.dumps({"richMenuId": line_id}).encode()
    answer = await client.ask("POST", f"{MENUS}/alias/{alias}", body=body)
    if answer.status != 404 and answer.status != 400:
        good(answer)
        return
    made = json.dumps({"richMenuAliasId": alias, "richMenuId": line_id}).encode()
    good(await client.ask("POST", f"{MENUS}/alias", body=made))


async def set_default(client: Client, line_id: str) -> None:
    good(await client.ask("POST", f"/v2/bot/user/all/richmenu/{line_id}"))


async def no_default(client: Client) -> None:
    _gone(await client.ask("DELETE", "/v2/bot/user/all/richmenu"))


async def remove(client: Client, line_id: str) -> None:
    """A menu that nothing shows any more; gone already is as good."""
    _gone(await client.ask("DELETE", f"{MENUS}/{line_id}"))


async def remove_alias(client: Client, alias: str) -> None:
    _gone(await client.ask("DELETE", f"{MENUS}/alias/{alias}"))


def _gone(answer: Any) -> None:
    if answer.status != 404:
        good(answer)


async def _there(client: Client, name: str) -> str | None:
    known = await client.read(f"{MENUS}/list")
    menus = (known or {}).get("richmenus") or []
    return next(
        (str(one.get("richMenuId")) for one in menus if isinstance(one, dict) and one.get("name") == name), None
    )


async def _has_picture(client: Client, line_id: str) -> bool:
    answer = await client.ask("GET", f"{MENUS}/{line_id}/content", is_data=True, most_bytes=16)
    return answer.status == 200
