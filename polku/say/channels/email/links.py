"""Addresses in letters that tell us when somebody has followed them; where they lead is signed with them.

Nobody can make one that leads elsewhere, so it is no open redirect; nothing about a person stands in it.
"""

import re

from django.conf import settings

from polku.kit import seal

OPEN, CLICK = "open of a letter", "link in a letter"
WEB = ("http://", "https://")
LONGEST = 1_500  # characters of an address that is followed; longer ones are left as they are
IN_TEXT = re.compile(r"https?://[^\s<>\"']+")


def is_followed(url: str) -> bool:
    """Whether a link leads by way of us: not those to our own pages."""
    return url.startswith(WEB) and len(url) <= LONGEST and not url.startswith(f"{settings.BASE_URL}/p/")


class Tracks:
    """The addresses of one letter as they lead through us: each is signed once, however often it stands there."""

    def __init__(self, message_id: int) -> None:
        self._message_id = message_id
        self._base_url, self._key = settings.BASE_URL, settings.SECRET_KEY
        self._made: dict[str, str] = {}

    def through_us(self, url: str) -> str:
        found = self._made.get(url)
        if found is None:
            token = seal.signed(f"{self._message_id}|{url}", key=self._key, purpose=CLICK)
            found = self._made[url] = f"{self._base_url}/p/l/{token}"
        return found

    def followed(self, url: str) -> str:
        """Where it is one that is followed; else as it is."""
        return self.through_us(url) if is_followed(url) else url

    def in_text(self, text: str) -> str:
        """Every address in a plain text leads by way of us."""
        return IN_TEXT.sub(self._replace, text) if "://" in text else text

    def _replace(self, found: re.Match[str]) -> str:
        url = found[0].rstrip(".,;:!?)]}»”、。")
        return self.through_us(url) + found[0][len(url) :] if is_followed(url) else found[0]


def picture(message_id: int) -> str:
    """One transparent point, which mail programs fetch when the letter is opened."""
    return f'<img src="{open_url(message_id)}" width="1" height="1" alt="">'


def click_url(message_id: int, url: str) -> str:
    return Tracks(message_id).through_us(url)


def open_url(message_id: int) -> str:
    return f"{settings.BASE_URL}/p/o/{seal.signed(str(message_id), key=settings.SECRET_KEY, purpose=OPEN)}.gif"


def read_click(token: str) -> tuple[int, str]:
    """The message's number and where the link leads. Raises SealError."""
    number, _bar, url = seal.verified(token, key=settings.SECRET_KEY, purpose=CLICK).partition("|")
    return int(number), url


def read_open(token: str) -> int:
    """The message's number. Raises SealError."""
    return int(seal.verified(token, key=settings.SECRET_KEY, purpose=OPEN))
