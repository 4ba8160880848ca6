"""Addresses in letters that tell us when somebody has followed them; where they lead is signed with them.

Nobody can make one that leads elsewhere, so it is no open redirect; nothing about a person stands in it.
"""

import re
from html import escape, unescape

from django.conf import settings

from polku.kit import seal

OPEN, CLICK = "open of a letter", "link in a letter"
LONGEST = 1_500  # characters of an address that is followed; longer ones are left as they are
ANCHOR = re.compile(
    r"""(<a\s(?:[^>"']|"[^"]*"|'[^']*')*?\bhref=)("https?://[^"]*"|'https?://[^']*')([^>]*>)""", re.IGNORECASE
)
IN_TEXT = re.compile(r"https?://[^\s<>\"']+")
UNTRACKED = "data-untracked"


def followed_html(html: str, *, message_id: int) -> str:
    """Every link of the letter leads by way of us, but for our own pages and those marked `data-untracked`."""
    own = f"{settings.BASE_URL}/p/"

    def through_us(found: re.Match[str]) -> str:
        start, quoted, rest = found.groups()
        url = unescape(quoted[1:-1])
        if url.startswith(own) or len(url) > LONGEST or UNTRACKED in start or UNTRACKED in rest:
            return found[0]
        return f'{start}"{click_url(message_id, url)}"{rest}'

    return ANCHOR.sub(through_us, html)


def followed_text(text: str, *, message_id: int) -> str:
    own = f"{settings.BASE_URL}/p/"

    def through_us(found: re.Match[str]) -> str:
        url = found[0].rstrip(".,;:!?)]}»”、。")
        if url.startswith(own) or len(url) > LONGEST:
            return found[0]
        return click_url(message_id, url) + found[0][len(url) :]

    return IN_TEXT.sub(through_us, text) if "://" in text else text


def with_pixel(html: str, *, message_id: int) -> str:
    """The letter with a picture of one transparent point at its end, which mail programs fetch when it is opened."""
    picture = f'<img src="{escape(open_url(message_id))}" width="1" height="1" alt="">'
    before, body, after = html.rpartition("</body>")
    return f"{before}{picture}{body}{after}" if body else html + picture


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
