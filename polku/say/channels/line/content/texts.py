"""Text messages: plain ones, with emojis at their places, and those with mentions."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from polku.say.channels.line.content.addresses import opened
from polku.say.channels.line.content.bounds import bound, most
from polku.say.channels.line.content.holes import ThroughUs, Words, encode, measured
from polku.say.channels.line.content.setting import Setting
from polku.say.content.blocks.signs import SIGN
from polku.say.content.chat.blocks import Text
from polku.say.content.chat.formatted import unmarked
from polku.say.content.chat.lengths import units
from polku.say.content.chat.parts import Emoji, Mention, Substitute
from polku.say.content.chat.placeholders import keys_in, placed
from polku.say.content.problem import BrokenTemplate, Problem

# Between what stands in a text and what comes after it: no fact of a person holds it, nor does an address.
END = SIGN[::-1]
# An address that was written into the text, maybe with facts in it; what a fact itself brings along is only words.
ADDRESS = re.compile(r"https?://(?:\{\{[^{}]{1,300}\}\}|[^\s<>\"'{}、。）」])+")
AFTER = ".,;:!?)]»”"
LINK = "@"


def text(setting: Setting, block: Text, place: str) -> dict[str, Any]:
    place = f"{place}.text"
    used = keys_in(block.text, block.substitution)
    known = {key: block.substitution[key] for key in used}
    _check(setting, used, known, place)
    number = setting.number(block.text, place, made=lambda one: _signed(unmarked(one), known))
    if not known:
        return {"type": "text", "text": setting.hole(Dollars(number, place))}
    if all(isinstance(one, Emoji) for one in known.values()):
        emojis = {key: one for key, one in known.items() if isinstance(one, Emoji)}
        words = setting.hole(Dollars(number, place))
        return {"type": "text", "text": words, "emojis": setting.hole(Emojis(number, emojis))}
    users = {
        key: setting.number(one.user, f"{place}.substitution.{key}.user")
        for key, one in known.items()
        if isinstance(one, Mention) and one.user
    }
    words = setting.hole(Braces(number, place))
    return {"type": "textV2", "text": words, "substitution": setting.hole(Substitution(number, known, users))}


def _signed(words: str, known: Mapping[str, Substitute]) -> str:
    """The template with signs around what stands within it."""
    return ADDRESS.sub(_link, placed(words, known, lambda key: f"{SIGN}{key}{END}"))


def _link(found: re.Match[str]) -> str:
    url = found[0].rstrip(AFTER)
    return f"{SIGN}{LINK}{url}{END}{found[0][len(url) :]}"


def _check(setting: Setting, used: Sequence[str], known: Mapping[str, Substitute], place: str) -> None:
    for kind, name in ((Emoji, "emojis"), (Mention, "mentions")):
        found = sum(isinstance(known[key], kind) for key in used)
        setting.count(found, "text", name, place, _("A text holds at most {most} emojis, and as many mentions."))
    for key, one in known.items():
        if isinstance(one, Emoji) and not (one.product_id and one.emoji_id):
            setting.wrong(_("Choose which emoji this is."), f"{place}.substitution.{key}")
    if most("text", "substitutions") < len(known):
        setting.wrong(_("Too much stands within this text."), place)


class _Placed(msgspec.Struct, frozen=True):
    number: int

    @property
    def numbers(self) -> Sequence[int]:
        return (self.number,)


class Dollars(_Placed, frozen=True):
    """The text, with $ where LINE's emojis stand."""

    place: str

    def json(self, values: Sequence[str], through_us: ThroughUs, /) -> bytes:
        first, parts = linked(values[self.number], through_us)
        whole = first + "".join(f"${after}" for _key, after in parts)
        return encode(measured(whole, Words(0, self.place, bound("text", "text"))))


class Emojis(_Placed, frozen=True):
    """Where which emoji stands, in UTF-16 units. A $ in somebody's name is a $."""

    emojis: Mapping[str, Emoji]

    def json(self, values: Sequence[str], through_us: ThroughUs, /) -> bytes:
        first, parts = linked(values[self.number], through_us)
        found, at = [], units(first)
        for key, after in parts:
            one = self.emojis[key]
            found.append({"index": at, "productId": one.product_id, "emojiId": one.emoji_id})
            at += 1 + units(after)
        return encode(found)


class Braces(_Placed, frozen=True):
    """The text with {key} where something stands; braces that are only braces are doubled."""

    place: str

    def json(self, values: Sequence[str], through_us: ThroughUs, /) -> bytes:
        first, parts = linked(values[self.number], through_us)
        whole = _doubled(first) + "".join(f"{{{key}}}{_doubled(after)}" for key, after in parts)
        return encode(measured(whole, Words(0, self.place, bound("text", "text"))))


class Substitution(_Placed, frozen=True):
    """What stands there. `users`: the numbers of templates of user ids."""

    known: Mapping[str, Substitute]
    users: Mapping[str, int]

    @property
    def numbers(self) -> Sequence[int]:
        return (self.number, *self.users.values())

    def json(self, values: Sequence[str], _through_us: ThroughUs, /) -> bytes:
        _first, parts = linked(values[self.number], None)
        return encode({key: self._one(key, values) for key in dict.fromkeys(key for key, _after in parts)})

    def _one(self, key: str, values: Sequence[str]) -> dict[str, Any]:
        one = self.known[key]
        if isinstance(one, Emoji):
            return {"type": "emoji", "productId": one.product_id, "emojiId": one.emoji_id}
        if key not in self.users:
            return {"type": "mention", "mentionee": {"type": "all"}}
        user = values[self.users[key]].strip()
        if not user:
            raise BrokenTemplate(Problem(_("Nobody is there to be mentioned."), field=key))
        return {"type": "mention", "mentionee": {"type": "user", "userId": user}}


def linked(filled: str, through_us: ThroughUs) -> tuple[str, list[tuple[str, str]]]:
    """A filled-in text as its beginning, and (key, what comes after it); its links by way of us."""
    first, *others = filled.split(SIGN)
    parts: list[tuple[str, str]] = []
    for other in others:
        key, _end, after = other.partition(END)
        if key.startswith(LINK):
            url = key.removeprefix(LINK)
            clean = opened(url) if through_us is not None else ""
            after = (through_us(clean) if through_us is not None and clean else url) + after
            if parts:
                parts[-1] = (parts[-1][0], parts[-1][1] + after)
            else:
                first += after
        else:
            parts.append((key, after))
    return first, parts


def _doubled(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")
