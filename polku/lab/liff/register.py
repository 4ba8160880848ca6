"""`/lab/liff`: which pages are LIFF apps."""

import msgspec

from polku.lab.liff.apps import Liff
from polku.lab.line.control.accounts import chosen
from polku.lab.line.control.row import Row
from polku.lab.line.web.call import Answer, Call, told


class NewLiff(msgspec.Struct):
    """`url`: the page that opens."""

    url: str


def index(call: Call) -> Answer:
    return told({"apps": [_shown(call, one) for one in call.world.shelf(Liff).apps]})


def make(call: Call) -> Answer:
    wanted = msgspec.json.decode(call.body, type=NewLiff)
    app = call.world.shelf(Liff).register(url=wanted.url, login_channel_id=chosen(call).login_channel_id)
    return told(_shown(call, app.id), 201)


def _shown(call: Call, liff_id: str) -> dict[str, str]:
    app = call.world.shelf(Liff).apps[liff_id]
    address = f"http://{call.header(b'host')}/liff/{app.id}"
    return {"liff_id": app.id, "url": app.url, "login_channel_id": app.login_channel_id, "opens_at": address}


ROWS = [
    Row("GET", "/lab/liff", index, "Every LIFF app."),
    Row("POST", "/lab/liff", make, "Make a page a LIFF app of an account's provider.", body=NewLiff),
]
