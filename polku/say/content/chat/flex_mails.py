"""A Flex Message as pieces of a mail: its texts, pictures and links, from top to bottom."""

from collections.abc import Iterator, Mapping
from typing import Any

from polku.say.content.blocks import blocks as mails
from polku.say.content.chat.flex_words import DEEP


def of_flex(contents: Any, *, deep: int = 0) -> Iterator[mails.Inner]:
    if isinstance(contents, list) and deep < DEEP:
        for one in contents:
            yield from of_flex(one, deep=deep + 1)
    elif isinstance(contents, Mapping) and deep < DEEP:
        yield from _of_component(contents)
        for name in ("header", "hero", "body", "footer", "contents"):
            if name in contents and contents.get("type") != "text":
                yield from of_flex(contents[name], deep=deep + 1)


def _of_component(component: Mapping[str, Any]) -> Iterator[mails.Inner]:
    action = component.get("action")
    link = action if isinstance(action, Mapping) else {}
    url = _text(link, "uri")
    match component.get("type"):
        case "text":
            spans = component.get("contents")
            words = "".join(_text(one, "text") for one in spans) if isinstance(spans, list) else ""
            if words or _text(component, "text"):
                yield mails.Text(words or _text(component, "text"))
        case "image" if "{" not in _text(component, "url"):
            yield mails.Image(_text(component, "url"), url=url)
        case "button" if url:
            yield mails.Button(_text(link, "label"), url)
        case "separator":
            yield mails.Divider()


def _text(owner: Any, name: str) -> str:
    found = owner.get(name) if isinstance(owner, Mapping) else None
    return found if isinstance(found, str) else ""
