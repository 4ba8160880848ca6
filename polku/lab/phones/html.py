"""A page of the lab's own, around its content. All texts are escaped by whoever puts them in."""

from html import escape
from typing import Any

from polku.lab.line.web.call import Answer, Call
from polku.lab.phones.words import COOKIE, language_of, languages, words

PHONE = "lab_phone"
# The same strictness as polku's own pages; the in-app browser may frame whatever lets itself be framed.
POLICY = (
    "default-src 'self'; img-src * data: blob:; media-src *; frame-src *; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'"
)


def language(call: Call) -> str:
    """What the page speaks. `?language=` chooses, for a year."""
    asked = call.asked("language")
    if asked in languages():
        return asked
    return language_of({"cookie": call.header(b"cookie"), "accept-language": call.header(b"accept-language")})


def document(
    call: Call, *, title: str, body: str, kind: str, script: str = "", status: int = 200, phone: int | None = None
) -> Answer:
    """`phone`: whose it is; pages of the lab in a window of their own know by a cookie whose was open last."""
    spoken = language(call)
    island = f'<script type="module" src="/phones/built/{script}"></script>' if script else ""
    text = (
        f'<!doctype html><html lang="{spoken}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">'
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="/phones/built/lab.css">'
        f'{island}</head><body class="{kind}">{body}</body></html>'
    )
    headers = [(b"content-security-policy", POLICY.encode()), (b"cache-control", b"no-store")]
    if call.asked("language") in languages():
        headers.append((b"set-cookie", f"{COOKIE}={spoken}; Path=/; Max-Age=31536000; SameSite=Lax".encode()))
    if phone is not None:
        headers.append((b"set-cookie", f"{PHONE}={phone}; Path=/; SameSite=Lax".encode()))
    return Answer(status, text.encode(), b"text/html; charset=utf-8", headers)


def said(call: Call, name: str, **values: Any) -> str:
    """One of the words, escaped, with its values in it."""
    return escape(words(language(call))[name].format(**values))
