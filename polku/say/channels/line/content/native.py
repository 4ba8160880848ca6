"""LINE's JSON of a chat: made once for a wording, filled in for each person."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.say.channels.email.links import is_followed
from polku.say.channels.line.content.holes import Hole, ThroughUs
from polku.say.channels.line.content.messages import set_messages
from polku.say.channels.line.content.setting import Setting, cut, cut_text
from polku.say.channels.line.content.sizes import check_sizes
from polku.say.content import limits
from polku.say.content.blocks.signs import NOT_CHARACTERS
from polku.say.content.chat import plain
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.read import stored
from polku.say.content.link_tags.tags import NONE, Tags, through
from polku.say.content.link_tags.tags import stored as stored_tags
from polku.say.content.problem import BrokenTemplate, Problem, TooSlow
from polku.say.content.products.filled import as_written, filled
from polku.say.content.quick import Quick

Parts = tuple[bytes | Hole, ...]


class Filled(msgspec.Struct, frozen=True, gc=False):
    """`chat`: a JSON array of messages; one object for all where there is nothing to fill in. `text`: in words."""

    chat: bytes
    text: str


class Made(msgspec.Struct, frozen=True):
    """`parts` leave links as they are; in `followed` those that may lead by way of us are holes, too."""

    values: tuple[str, ...]  # of the templates; "" where they differ from person to person
    varying: tuple[tuple[int, Quick], ...]
    parts: Parts
    followed: Parts
    text: tuple[str | int, ...]  # numbers: of templates
    holes: tuple[Hole, ...] = ()  # all, those that are filled too
    is_silent: bool = False
    tags: Tags = NONE  # of links

    def is_constant(self, *, follows: bool) -> bool:
        """Whether everybody gets the same, in bytes and in words. `follows`: clicks are told person by person."""
        parts = self.followed if follows else self.parts
        return len(parts) == 1 and isinstance(parts[0], bytes) and not self.varying

    def fill(self, facts: Mapping[str, object], *, through_us: ThroughUs = None) -> Filled:
        """For one person. Raises BrokenTemplate, also where LINE would not take what it has become."""
        try:
            values = self._filled(facts)
        except TooSlow:
            values = self._filled(facts)
        text = "".join([part if isinstance(part, str) else values[part] for part in self.text])
        parts = self.parts if through_us is None else self.followed
        if len(parts) == 1 and isinstance(parts[0], bytes):
            return Filled(parts[0], text)
        onward = through(self.tags, through_us)
        chat = b"".join([part if isinstance(part, bytes) else part.json(values, onward) for part in parts])
        check_sizes(chat)
        return Filled(chat, text)

    def _filled(self, facts: Mapping[str, object]) -> list[str]:
        values = list(self.values)
        until, room = clock.computed() + limits.RENDER_S, limits.OUTPUT_BYTES
        for number, one in self.varying:
            values[number] = filled = NOT_CHARACTERS.sub("", one.fill(facts))
            room -= len(filled)
            # Each template has its limits; a hundred of them together have no more.
            if room < 0:
                raise BrokenTemplate(Problem(_("The text becomes too long.")))
            if clock.computed() > until:
                raise TooSlow(Problem(_("The template takes too long.")))
        return values


def made(mail: str, tags: str = "") -> Made:
    """From blocks as they are stored: set once, however many people it is for. Raises BrokenTemplate."""
    found = _once(mail, tags)
    if isinstance(found, Problem):
        raise BrokenTemplate(found)
    return found


@lru_cache(maxsize=300)  # one message with conditions has up to 256 ways
def _once(mail: str, tags: str) -> Made | Problem:
    """What is wrong is kept as well: a million people are told so without a million attempts."""
    try:
        return make(stored(mail), stored_tags(tags))
    except BrokenTemplate as broken:
        return broken.problem


def make(chat: Chat, tags: Tags = NONE) -> Made:
    """Raises BrokenTemplate with the first thing that is wrong."""
    found, problems = tried(chat, tags)
    if problems:
        raise BrokenTemplate(problems[0])
    return found


def tried(chat: Chat, tags: Tags = NONE) -> tuple[Made, list[Problem]]:
    """What has been made, and all that is wrong with it: with problems it must not be sent."""
    written, chat = chat, filled(chat)
    setting = Setting(chat)
    parts = cut(set_messages(setting))
    text = cut_text(plain.text(chat, setting.text))
    values = tuple("" if one.template else NOT_CHARACTERS.sub("", one.source) for one in setting.quicks)
    onward = through(tags, None)
    fixed: dict[int, bytes] = {}
    kept: dict[int, bytes] = {}
    for number in [part for part in parts if isinstance(part, int)]:
        hole = setting.holes[number]
        if any(setting.quicks[one].template for one in hole.numbers):
            continue
        try:
            fixed[number] = hole.json(values, onward)
            if hole.json(values, through(tags, _elsewhere)) == fixed[number]:
                kept[number] = fixed[number]
        except BrokenTemplate as broken:
            setting.problems.append(broken.problem)
    varying = tuple((number, one) for number, one in enumerate(setting.quicks) if one.template)
    shown = tuple(part if isinstance(part, str) or setting.quicks[part].template else values[part] for part in text)
    found = Made(
        values,
        varying,
        _joined(parts, fixed, setting),
        _joined(parts, kept, setting),
        shown,
        tuple(setting.holes),
        is_silent=chat.is_silent,
        tags=tags,
    )
    if len(found.parts) == 1 and isinstance(found.parts[0], bytes) and not setting.problems:
        try:
            check_sizes(found.parts[0])
        except BrokenTemplate as broken:
            setting.problems.append(broken.problem)
    return found, as_written(setting.problems, written)


def _elsewhere(url: str) -> str:
    return f"{url}#" if is_followed(url) else url


def _joined(parts: Sequence[bytes | int], filled: Mapping[int, bytes], setting: Setting) -> Parts:
    """Neighbours that stay become one."""
    found: list[bytes | Hole] = []
    for part in parts:
        now = part if isinstance(part, bytes) else filled.get(part, setting.holes[part])
        if found and isinstance(now, bytes) and isinstance(found[-1], bytes):
            found[-1] += now
        else:
            found.append(now)
    return tuple(found)
