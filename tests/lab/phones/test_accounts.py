"""Several accounts on one phone: each has a chat of its own, and the newest one opens first."""

import numpy as np

from polku.lab.line.delivery import deliver, say
from tests.lab.phones.lab import Lab

AINO = 3


def test_two_accounts_have_a_chat_each() -> None:
    lab = Lab()
    second = lab.world.make_account("Kirja & Kuppi")
    theirs = f"/phones/{AINO}/{second.channel_id}"
    lab.post(f"{theirs}/add")
    hello = [{"type": "text", "text": "Hello from the books"}]
    deliver(lab.world, second, say(lab.world, second, "push", hello), np.array([AINO]))

    assert [entry["from"] for entry in lab.get(f"{theirs}/chat")[1]["entries"]] == ["note", "account"]
    assert lab.get(lab.phone(AINO, "/chat"))[1]["entries"] == []
    page = lab.get(lab.phone(AINO))[1]
    assert "Kirja &amp; Kuppi" in page
    assert '<b class="badge">1</b>' in page
    assert "Hello from the books" in lab.get(f"/phones?account={second.channel_id}&only=unread")[1]
    assert lab.get(f"/phones/{AINO}")[0] == 302
    assert lab.get("/phones/3/4711")[0] == 404
