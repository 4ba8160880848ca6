"""The words of a Flex Message, from top to bottom."""

from collections.abc import Iterator, Mapping
from typing import Any

DEEP = 30  # levels: LINE's own are fewer


def is_too_deep(contents: Any) -> bool:
    level: list[Any] = [contents]
    for _level in range(2 * DEEP + 2):  # each component is an object in a list
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return False
    return True


def _inside(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return list(value.values())
    return value if isinstance(value, list) else []


def words_of(contents: Any, *, deep: int = 0) -> Iterator[str]:
    """Its texts, and the labels and addresses of what can be pressed."""
    if isinstance(contents, list) and deep < DEEP:
        for one in contents:
            yield from words_of(one, deep=deep + 1)
    elif isinstance(contents, Mapping) and deep < DEEP:
        yield from _of_component(contents)
        for name in ("header", "hero", "body", "footer", "contents"):
            if name in contents:
                yield from words_of(contents[name], deep=deep + 1)


def _of_component(component: Mapping[str, Any]) -> Iterator[str]:
    if component.get("type") in {"text", "span"} and isinstance(component.get("text"), str) and component["text"]:
        yield component["text"]
    action = component.get("action")
    if isinstance(action, Mapping):
        is_button = component.get("type") == "button"
        names = ("label", "uri") if is_button else ("uri",)
        yield from (action[name] for name in names if isinstance(action.get(name), str) and action[name])
