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


def followed_text(text: str, *, message_id: int) -> str:
    """Every address in a plain text leads by way of us."""

    def through_us(found: re.Match[str]) -> str:
        url = found[0].rstrip(".,;:!?)]}»”、。")
        if not is_followed(url):
            return found[0]
        return click_url(message_id, url) + found[0][len(url) :]

    return IN_TEXT.sub(through_us, text) if "://" in text else text


def picture(message_id: int) -> str:
    """One transparent point, which mail programs fetch when the letter is opened."""
    return f'<img src="{open_url(message_id)}" width="1" height="1" alt="">'


def click_url(message_id: int, url: str) -> str:
    return f"{settings.BASE_URL}/p/l/{seal.signed(f'{message_id}|{url}', key=settings.SECRET_KEY, purpose=CLICK)}"


def open_url(message_id: int) -> str:
    return f"{settings.BASE_URL}/p/o/{seal.signed(str(message_id), key=settings.SECRET_KEY, purpose=OPEN)}.gif"


def read_click(token: str) -> tuple[int, str]:
    """The message's number and where the link leads. Raises SealError."""
    number, _bar, url = seal.verified(token, key=settings.SECRET_KEY, purpose=CLICK).partition("|")
    return int(number), url


def read_open(token: str) -> int:
    """The message's number. Raises SealError."""
    return int(seal.verified(token, key=settings.SECRET_KEY, purpose=OPEN))
