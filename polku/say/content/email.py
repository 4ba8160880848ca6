"""An e-mail for one person: subject, text and HTML. The campaign's part is done once, however many people it is for."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape

import mrml
import msgspec
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.say.content import limits
from polku.say.content.blocks import layout, plain, read
from polku.say.content.blocks.blocks import Mail
from polku.say.content.blocks.pieces import Holes, Piece, cut, piece
from polku.say.content.link_tags.tags import NONE, Tags, stored
from polku.say.content.problem import BrokenTemplate, Problem, TooSlow
from polku.say.content.products.filled import filled_stored, or_nothing
from polku.say.content.quick import all_names

EMPTY_LINES = re.compile(r"[ \t]*\n(?:[ \t]*\n){2,}")
# Their numbers begin where no mail's own holes are.
PREFERENCES, UNSUBSCRIBE, SUBJECT = 900_001, 900_002, 900_003


class Email(msgspec.Struct, frozen=True, gc=False):
    """`subject` is one line. `pieces` of the HTML: those that many mails share are the same objects."""

    subject: str
    text: str
    pieces: tuple[str, ...]

    @property
    def html(self) -> str:
        return "".join(self.pieces)


class Made(msgspec.Struct, frozen=True):
    """A mail that only waits for a person: what stays as it is, and the numbers of pieces."""

    subject: Piece
    pieces: Sequence[tuple[int, Piece]]  # those that differ from person to person
    html: Sequence[str | int]
    text: Sequence[str | int]


def email(
    subject: str,
    mail: str,
    facts: Mapping[str, object],
    *,
    preferences: str,
    unsubscribe: str,
    body: str = "",
    tags: str = "",
) -> Email:
    """`mail`: blocks as they are stored; where it is "", `body` is all there is. `facts`: see fields.merge.

    `preferences` and `unsubscribe`: this person's addresses for the foot. `tags`: of links, as they are stored.
    Raises BrokenTemplate.
    """
    return fill(made(subject, mail, body, tags), facts, preferences=preferences, unsubscribe=unsubscribe)


def made(subject: str, mail: str, body: str = "", tags: str = "") -> Made:
    """Raises BrokenTemplate."""
    return _made(subject, filled_stored(mail, "mail"), body, tags)


@lru_cache(maxsize=300)  # one message with conditions has up to 256 ways
def _made(subject: str, mail: str, body: str, tags: str) -> Made:
    return make(subject, read.stored(mail) if mail else read.of_text(body), stored(tags))


def names(mail: Made) -> frozenset[str] | None:
    """Of the facts that it asks for; None where it may ask for any."""
    pieces = [mail.subject, *(one for _number, one in mail.pieces)]
    return all_names([one.template for one in pieces if one.template is not None])


def make(subject: str, mail: Mail, tags: Tags = NONE) -> Made:
    """Set the blocks, once for everybody. Raises BrokenTemplate."""
    holes, mail = Holes(tags), or_nothing(mail)
    set_text = plain.text(mail, holes)
    try:
        html = mrml.to_html(layout.mjml(mail, holes)).content
    except OSError as problem:
        raise BrokenTemplate(Problem(_("The mail cannot be set: {detail}").format(detail=problem))) from problem
    # What is the same for everybody is filled in now.
    fixed = {number: one.fill({}) for number, one in enumerate(holes.pieces) if one.template is None}
    varying = [(number, one) for number, one in enumerate(holes.pieces) if one.template is not None]
    return Made(
        piece("words", subject),
        varying,
        _joined(cut(html), {number: one.html for number, one in fixed.items()}),
        _joined(cut(set_text), {number: one.text for number, one in fixed.items()}),
    )


def fill(mail: Made, facts: Mapping[str, object], *, preferences: str, unsubscribe: str) -> Email:
    """For one person. Raises BrokenTemplate."""
    try:
        return _filled(mail, facts, preferences, unsubscribe)
    except TooSlow:
        return _filled(mail, facts, preferences, unsubscribe)


def _filled(mail: Made, facts: Mapping[str, object], preferences: str, unsubscribe: str) -> Email:
    subject = mail.subject.fill(facts)
    html = {PREFERENCES: escape(preferences), UNSUBSCRIBE: escape(unsubscribe), SUBJECT: subject.html}
    text = {PREFERENCES: preferences, UNSUBSCRIBE: unsubscribe, SUBJECT: subject.text}
    until, room = clock.computed() + limits.RENDER_S, limits.OUTPUT_BYTES
    for number, one in mail.pieces:
        filled = one.fill(facts)
        html[number], text[number] = filled.html, filled.text
        room -= len(filled.html)
        # Each piece has its limits; a hundred of them together have no more.
        if room < 0:
            raise BrokenTemplate(Problem(_("The text becomes too long.")))
        if clock.computed() > until:
            raise TooSlow(Problem(_("The template takes too long.")))
    whole = "".join([part if isinstance(part, str) else text[part] for part in mail.text])
    return Email(
        subject.text,
        EMPTY_LINES.sub("\n\n", whole).strip() + "\n",
        tuple([part if isinstance(part, str) else html[part] for part in mail.html]),
    )


def _joined(parts: Sequence[str | int], fixed: Mapping[int, str]) -> list[str | int]:
    """Neighbours that stay become one."""
    found: list[str | int] = []
    for part in parts:
        now = part if isinstance(part, str) else fixed.get(part, part)
        if found and isinstance(now, str) and isinstance(found[-1], str):
            found[-1] += now
        else:
            found.append(now)
    return found
