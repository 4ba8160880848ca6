"""The mail's blocks as one Flex bubble."""

from collections.abc import Iterator, Sequence
from typing import Any

from polku.say.channels.line.content.bounds import bound
from polku.say.channels.line.content.lines import Line
from polku.say.channels.line.content.pictures import picture
from polku.say.channels.line.content.rich import Rich
from polku.say.channels.line.content.setting import Setting
from polku.say.content.blocks import blocks as mails
from polku.say.content.blocks.look import INK, LINE, SOFT, on, readable
from polku.say.content.blocks.marks import marked
from polku.say.content.chat import blocks as kinds
from polku.say.content.chat.blocks import Simple
from polku.say.content.chat.placeholders import placed

SIDES = {"left": "start", "center": "center", "right": "end"}
Placed = tuple[str, Simple | mails.Inner]


def bubble(setting: Setting, blocks: Sequence[Placed]) -> dict[str, Any]:
    """A picture that comes first reaches the edges, buttons that come last stand at the foot."""
    made: dict[str, Any] = {"type": "bubble"}
    left = list(blocks)
    if left and _is_banner(left[0][1]):
        made["header"] = _banner(setting, *left.pop(0))
    elif left and isinstance(left[0][1], kinds.Image):
        made["hero"] = _image(setting, left[0][1], left.pop(0)[0], is_hero=True)
    foot: list[Placed] = []
    while left and isinstance(left[-1][1], mails.Button):
        foot.insert(0, left.pop())
    body = [one for place, block in left for one in _components(setting, block, place)]
    if body:
        made["body"] = _box(body, spacing="md")
    if foot:
        made["footer"] = _box(
            [one for place, block in foot for one in _components(setting, block, place)], spacing="sm"
        )
    return made


def _components(setting: Setting, block: Simple | mails.Inner, place: str) -> Iterator[dict[str, Any]]:
    match block:
        case mails.Heading():
            size = "xl" if block.look == "large" else "md" if block.look == "small" else "xxl"
            look = {"weight": "bold", "size": size, "align": SIDES[block.align], "color": INK}
            yield _line(setting, block.text, f"{place}.text", look)
        case kinds.Text() | mails.Text():
            yield _text(setting, block, f"{place}.text")
        case mails.Button():
            yield _button(setting, block.label, block.url, place)
        case kinds.Image() | mails.Image():
            yield _image(setting, block, place)
        case mails.Divider():
            yield {"type": "separator", "margin": "md", "color": LINE}
        case mails.Spacer():
            yield {"type": "box", "layout": "vertical", "contents": [], "height": f"{block.height}px"}
        case mails.Product():
            yield _product(setting, block, place)
        case mails.Columns():
            sides = [_side(setting, block.left, f"{place}.left"), _side(setting, block.right, f"{place}.right")]
            yield {"type": "box", "layout": "horizontal", "spacing": "md", "contents": sides}


def _side(setting: Setting, blocks: Sequence[mails.Inner], place: str) -> dict[str, Any]:
    numbered = enumerate(blocks, start=1)
    inner = [one for number, block in numbered for one in _components(setting, block, f"{place}.{number}")]
    return _box(inner, spacing="sm")


def _text(setting: Setting, block: kinds.Text | mails.Text, place: str) -> dict[str, Any]:
    words = block.text
    if isinstance(block, kinds.Text) and block.substitution:
        words = placed(words, block.substitution, lambda key: block.substitution[key].alt)
    number = setting.number(words, place, made=marked)
    look = {"size": "md", "color": INK, "align": SIDES[block.align]}
    hole = Rich(number, place, look, readable(setting.chat.accent, on_dark=False))
    return {"type": "box", "layout": "vertical", "spacing": "sm", "contents": setting.hole(hole)}


def _button(setting: Setting, label: str, url: str, place: str) -> dict[str, Any]:
    accent = setting.chat.accent
    words = setting.line(label, f"{place}.label", bound("flex", "button_label"))
    return {
        "type": "button",
        "style": "primary" if on(accent) == "#ffffff" else "secondary",
        "color": accent,
        "height": "sm",
        "action": {"type": "uri", "label": words, "uri": setting.address(url, f"{place}.url")},
    }


def _image(setting: Setting, block: kinds.Image | mails.Image, place: str, *, is_hero: bool = False) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "image", "url": picture(setting, block.src, f"{place}.src"), "size": "full"}
    if is_hero or block.width >= 100:
        made |= {"aspectRatio": "20:13", "aspectMode": "cover"}
    else:
        made |= {"size": f"{block.width}%", "aspectMode": "fit"}
    if block.url:
        made["action"] = {"type": "uri", "uri": setting.address(block.url, f"{place}.url")}
    return made


def _product(setting: Setting, block: mails.Product, place: str) -> dict[str, Any]:
    parts: list[dict[str, Any]] = []
    if block.src:
        shown = mails.Image(src=block.src, alt=block.alt, url=block.url)
        parts.append(_image(setting, shown, place))
    for name, text, look in (
        ("title", block.title, {"weight": "bold", "size": "lg", "color": INK}),
        ("text", block.text, {"size": "sm", "color": SOFT}),
        ("price", block.price, {"weight": "bold", "size": "md", "color": INK}),
        ("former", block.former, {"size": "sm", "color": SOFT, "decoration": "line-through"}),
    ):
        if text:
            parts.append(_line(setting, text, f"{place}.{name}", look))
    if block.label:
        parts.append(_button(setting, block.label, block.url, place))
    return _box(parts, spacing="sm")


def _banner(setting: Setting, place: str, block: Simple | mails.Inner) -> dict[str, Any]:
    assert isinstance(block, mails.Heading)
    accent = setting.chat.accent
    look = {"weight": "bold", "size": "xl", "align": SIDES[block.align], "color": on(accent)}
    words = _line(setting, block.text, f"{place}.text", look)
    return {**_box([words], spacing="none"), "backgroundColor": accent, "paddingAll": "xxl"}


def _is_banner(block: Simple | mails.Inner) -> bool:
    return isinstance(block, mails.Heading) and block.look == "banner"


def _line(setting: Setting, text: str, place: str, look: dict[str, Any]) -> dict[str, Any]:
    # A hole where a component stands: what is empty for somebody is left out of their card.
    found: Any = setting.hole(Line(setting.number(text, place), look))
    return found  # type: ignore[no-any-return] # a marker until it is filled


def _box(contents: list[dict[str, Any]], *, spacing: str) -> dict[str, Any]:
    return {"type": "box", "layout": "vertical", "spacing": spacing, "contents": contents}
