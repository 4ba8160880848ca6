"""Findings for who cannot see pictures or little contrast, or hears the message read out."""

import re
from collections.abc import Iterator
from typing import Any, TypeGuard

from django.utils.translation import gettext as _

from polku.say.content.advice.contrast import LEAST, contrast
from polku.say.content.advice.finding import Finding
from polku.say.content.advice.parts import Parts
from polku.say.content.blocks.blocks import Mail
from polku.say.content.blocks.look import on
from polku.say.content.chat.blocks import Chat, Flex
from polku.say.content.chat.flex_words import DEEP

FILE_NAME = re.compile(r"^\S+\.(png|jpe?g|gif|webp)$|^(img|dsc|image|photo|picture)[\s_-]*\d*$", re.IGNORECASE)
# Of links, in the languages that polku speaks; compared without case, signs and arrows.
SAY_NOTHING = frozenset(
    "click|click here|here|this|link|more|read more|learn more|go|press here|tap here|"
    "こちら|こちらをクリック|ここ|ここをクリック|詳細|詳しくはこちら|クリック|リンク|"
    "点击|点击这里|这里|更多|cliquez ici|ici|en savoir plus|lire la suite|"
    "tästä|klikkaa|klikkaa tästä|lue lisää|lisää|hier|hier klicken|mehr|यहाँ|यहाँ क्लिक करें|और".split("|")
)
AROUND = " .,:;!?»›→>…。、「」“”\"'()"


def access(parts: Parts, written: Mail | Chat | str) -> Iterator[Finding]:
    for picture in parts.pictures:
        if picture.src and not picture.alt.strip():
            sentence = _(
                "A picture has no description. Who cannot see it, or has pictures switched off, learns nothing."
            )
            yield Finding("alt_missing", "access", sentence, picture.field)
        elif FILE_NAME.fullmatch(picture.alt.strip()):
            sentence = _("The description “{words}” is the name of a file: say what is to be seen.")
            yield Finding("alt_file_name", "access", sentence.format(words=picture.alt.strip()[:60]), picture.field)
    for link in parts.links:
        if link.words.strip(AROUND).casefold() in SAY_NOTHING:
            sentence = _("“{words}” does not say where it leads: read out alone it means nothing.")
            yield Finding("link_words", "access", sentence.format(words=link.words.strip()[:60]), link.field)
    yield from _headings(parts)
    if isinstance(written, Mail | Chat):
        yield from _colours(parts, written)


def _headings(parts: Parts) -> Iterator[Finding]:
    """A small heading stands below a large one; who is read to jumps from one to the next."""
    seen_large = False
    has_large = any(one.look in {"large", "banner"} for one in parts.headings)
    for one in parts.headings:
        if not one.text.strip():
            yield Finding("heading_empty", "access", _("The heading is empty."), one.field)
        seen_large = seen_large or one.look != "small"
        if has_large and not seen_large:
            sentence = _("A small heading stands before the first large one: headings are read out in their order.")
            yield Finding("heading_order", "access", sentence, one.field)
            return


def _colours(parts: Parts, written: Mail | Chat) -> Iterator[Finding]:
    if parts.has_accent:
        found = contrast(written.accent, on(written.accent))
        if found < LEAST:
            sentence = _("Words on this colour have a contrast of {found}; {least} is the least that is easy to read.")
            yield Finding("contrast", "access", sentence.format(found=f"{found:.1f}", least=LEAST), "accent")
    if isinstance(written, Chat):
        for number, block in enumerate(written.blocks, start=1):
            if isinstance(block, Flex):
                yield from _flex(block.contents, f"blocks.{number}.contents", "#ffffff", 0)


def _flex(component: Any, field: str, ground: str, deep: int) -> Iterator[Finding]:
    """`ground`: the colour behind it."""
    if deep > 2 * DEEP:
        return
    if isinstance(component, list):
        for number, one in enumerate(component, start=1):
            yield from _flex(one, f"{field}.{number}", ground, deep + 1)
    if not isinstance(component, dict):
        return
    ground = component["backgroundColor"] if is_colour(component.get("backgroundColor")) else ground
    colour = component.get("color")
    if component.get("type") in {"text", "span"} and is_colour(colour) and contrast(colour, ground) < LEAST:
        sentence = _("Words in {colour} on {ground} have a contrast of {found}; at least {least} is easy to read.")
        found = f"{contrast(colour, ground):.1f}"
        said = sentence.format(colour=colour[:7], ground=ground[:7], found=found, least=LEAST)
        yield Finding("contrast", "access", said, field)
    styles = component.get("styles") if isinstance(component.get("styles"), dict) else {}
    for name in ("header", "hero", "body", "footer", "contents"):
        style = styles.get(name) if isinstance(styles, dict) else None
        below = style.get("backgroundColor") if isinstance(style, dict) else None
        yield from _flex(component.get(name), f"{field}.{name}", below if is_colour(below) else ground, deep + 1)


def is_colour(value: Any) -> TypeGuard[str]:
    """As LINE writes it, without transparency."""
    return isinstance(value, str) and re.fullmatch(r"#[0-9a-fA-F]{6}([fF]{2})?", value) is not None
