"""Signs: how the structure of a formatted text travels through Liquid, and what becomes of it after.

Between the words stands SIGN and one letter: "p" begins a paragraph, "P" ends it. SIGN is drawn by lot when the process
starts, so that no fact of a person can hold one. After a text has been filled in it is cut at the signs: what they mean
becomes HTML or plain text, and everything between them is somebody's words, which are escaped. There is no other way
into the HTML.
"""

import re
import secrets
from collections.abc import Callable
from html import escape

from polku.say.content.blocks.addresses import safe_link

SIGN = "".join(chr(0xE000 + secrets.randbelow(6_400)) for _ in range(8))  # private-use letters: 101 bits

NOT_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
GAP = "margin:0 0 16px"
HTML = {
    "p": f'<p style="{GAP}">', "P": "</p>",
    "u": f'<ul style="{GAP};padding:0 0 0 22px">', "U": "</ul>",
    "o": f'<ol style="{GAP};padding:0 0 0 22px">', "O": "</ol>",
    "i": '<li style="margin:0 0 6px">', "I": "</li>",
    "n": "<br>",
    "b": "<strong>", "B": "</strong>",
    "e": "<em>", "E": "</em>",
    "t": '" class="link" style="text-decoration:underline">', "A": "</a>",
}  # fmt: skip
TEXT = {"P": "\n\n", "U": "\n", "O": "\n", "i": "- ", "I": "\n", "n": "\n"}


def sign(letter: str) -> str:
    return SIGN + letter


def to_html(filled: str, onward: Callable[[str], str] = str) -> str:
    """A filled-in text, with its signs, as HTML. `onward`: what becomes of the address of a link."""
    first, *others = filled.split(SIGN)
    parts = [words(first)]
    for part in others:
        letter, after = part[0], part[1:]
        if letter == "a":
            parts += ('<a href="', escape(onward(safe_link(after)) or "#"))
        elif letter == "#":
            parts += (HTML["i"], words(after.partition(";")[2]))
        else:
            parts += (HTML[letter], words(after))
    return "".join(parts)


def to_text(filled: str, onward: Callable[[str], str] = str) -> str:
    """The same as plain text: a link's address stands in brackets behind its words, or is among them."""
    first, *others = filled.split(SIGN)
    parts = [first]
    url = label = ""
    begin = 0
    for part in others:
        letter, after = part[0], part[1:]
        if letter == "a":
            url, label, begin = safe_link(after), "", len(parts)
            continue
        if letter == "#":
            number, _semicolon, after = after.partition(";")
            parts.append(f"{number}. {after}")
        elif letter == "A":
            if url and url in label:
                parts[begin:] = ["".join(parts[begin:]).replace(url, onward(url))]
            parts.append(f" ({onward(url)}){after}" if url and url not in label else after)
            url = ""
        else:
            parts += (TEXT.get(letter, ""), after)
        label += after if url else ""
    return NOT_CHARACTERS.sub("", "".join(parts))


def words(text: str) -> str:
    """Somebody's words as HTML, also within an attribute."""
    return escape(NOT_CHARACTERS.sub("", text))


def without(filled: str) -> str:
    """The words alone, in one line."""
    return " ".join(to_text(filled).split())
