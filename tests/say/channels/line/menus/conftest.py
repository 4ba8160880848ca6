"""A LINE that keeps menus: how many were made, what everybody sees, who is linked to what."""

import json
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from polku.say.channels.line.models import LineAccount
from tests.say.channels.line.rogue import Asked, RogueLine, Say


class Menus:
    def __init__(self) -> None:
        self.menus: dict[str, dict[str, Any]] = {}
        self.pictures: dict[str, int] = {}
        self.aliases: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.default = ""
        self.made = 0
        self.fails: set[str] = set()  # "POST /path" that answers 500, once
        self.lost: list[str] = []  # what was shown when its menu was removed

    def __call__(self, asked: Asked) -> Say | None:
        path, what = asked.path.partition("?")[0], f"{asked.method} {asked.path}"
        if not path.startswith(("/v2/bot/richmenu", "/v2/bot/user/all/richmenu")):
            return None
        if any(what.startswith(one) for one in self.fails):
            self.fails.clear()
            return Say(500, {"message": "broken"})
        return self._answer(asked, path.split("/")[3:])

    def _answer(self, asked: Asked, parts: list[str]) -> Say:
        match asked.method, parts:
            case "POST", ["richmenu", "validate"]:
                return Say(200, {})
            case "POST", ["richmenu"]:
                self.made += 1
                made = f"richmenu-{self.made}"
                self.menus[made] = json.loads(asked.body)
                return Say(200, {"richMenuId": made})
            case "GET", ["richmenu", "list"]:
                return Say(200, {"richmenus": [{"richMenuId": key, **menu} for key, menu in self.menus.items()]})
            case "POST", ["richmenu", "alias"]:
                told = json.loads(asked.body)
                self.aliases[told["richMenuAliasId"]] = told["richMenuId"]
                return Say(200, {})
            case "POST", ["richmenu", "alias", alias]:
                if alias not in self.aliases:
                    return Say(404, {"message": "Not found"})
                self.aliases[alias] = json.loads(asked.body)["richMenuId"]
                return Say(200, {})
            case "DELETE", ["richmenu", "alias", alias]:
                self.aliases.pop(alias, None)
                return Say(200, {})
            case "POST", ["richmenu", "bulk", verb]:
                told = json.loads(asked.body)
                for user in told["userIds"]:
                    self.links.pop(user, None)
                    if verb == "link":
                        self.links[user] = told["richMenuId"]
                return Say(202, {})
            case "GET", ["richmenu", number, "content"]:
                return Say(200, b"x") if number in self.pictures else Say(404, {"message": "Not found"})
            case "POST", ["richmenu", number, "content"]:
                self.pictures[number] = len(asked.body)
                return Say(200, {})
            case "DELETE", ["richmenu", number]:
                shown = [self.default, *self.links.values(), *self.aliases.values()]
                self.lost += [number] if number in shown else []
                self.menus.pop(number, None)
                return Say(200, {})
            case "POST", ["user", "all", "richmenu", number]:
                self.default = number
                return Say(200 if number in self.pictures else 400, {})
            case "DELETE", ["user", "all", "richmenu"]:
                self.default = ""
                return Say(200, {})
        return Say(404, {"message": "Not found"})


@pytest.fixture
def menus(rogue: RogueLine, account: LineAccount) -> Menus:
    made = Menus()
    rogue.fault = made
    return made


def picture(width: int = 1200, height: int = 810, colour: str = "green", kind: str = "PNG") -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (width, height), colour).save(drawn, kind)
    return drawn.getvalue()
