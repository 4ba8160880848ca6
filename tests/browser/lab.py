"""A LINE of our own for the browser: `polku lab` on a free port."""

import json
import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.program import free_port, words_of

START_WITHIN_S = 30


@dataclass(frozen=True)
class Lab:
    url: str

    def account(self) -> dict[str, Any]:
        found: dict[str, Any] = json.load(urllib.request.urlopen(f"{self.url}/lab/accounts", timeout=60))["accounts"][0]
        return found

    def phone(self, number: int) -> str:
        return f"{self.url}/phones/{number}"

    def push(self, number: int, messages: list[dict[str, Any]]) -> None:
        """As the account, by its long-lived token."""
        with urllib.request.urlopen(f"{self.url}/lab/friends/{number}", timeout=60) as answer:
            to = json.load(answer)["user_id"]
        self._post("/v2/bot/message/push", {"to": to, "messages": messages})

    def make_coupon(self, *, begins: datetime) -> str:
        """Its number. Everybody may have it, for a day."""
        now_s = int(begins.timestamp())
        asked = {
            "title": "A free cup", "acquisitionCondition": {"type": "normal"}, "maxUseCountPerTicket": 1,
            "startTimestamp": now_s, "endTimestamp": now_s + 86_400, "timezone": "ASIA_TOKYO", "visibility": "UNLISTED",
            "reward": {"type": "discount", "priceInfo": {"type": "fixed", "fixedAmount": 100}},
        }  # fmt: skip
        return str(self._post("/v2/bot/coupon", asked)["couponId"])

    def make_liff(self, url: str) -> str:
        """The address under which a phone opens this page as a LIFF app."""
        return str(self._post("/lab/liff", {"url": url})["opens_at"])

    def _post(self, path: str, content: dict[str, Any]) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.account()['long_lived_token']}"}
        request = urllib.request.Request(self.url + path, json.dumps(content).encode(), headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            said: dict[str, Any] = json.load(answer)
        return said


@contextmanager
def running(*, friends: int = 0) -> Iterator[Lab]:
    """Everybody else is a stranger to the account: there are 20 of them."""
    lab = Lab(f"http://127.0.0.1:{(port := free_port())}")
    words = words_of("lab", "--port", str(port), "--friends", str(friends))
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, env=os.environ)
    try:
        _wait(lab)
        yield lab
    finally:
        process.terminate()
        process.wait()


def _wait(lab: Lab) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while True:
        try:
            lab.account()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
