"""What may stand in a hole of LINE's JSON: each is filled, measured and encoded for one person."""

from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec
from django.utils.translation import gettext as _

from polku.say.channels.line.content.addresses import opened
from polku.say.content.chat.lengths import Bound, units
from polku.say.content.problem import BrokenTemplate, Problem

# Makes a link lead by way of us, where it is one that is followed; None where clicks are not told.
ThroughUs = Callable[[str], str] | None

encode = msgspec.json.Encoder().encode


class Hole(Protocol):
    """`numbers`: of the templates whose values it needs."""

    @property
    def numbers(self) -> Sequence[int]: ...

    def json(self, values: Sequence[str], through_us: ThroughUs, /) -> bytes:
        """A JSON value. Raises BrokenTemplate where LINE would not take it."""
        ...


class Words(msgspec.Struct, frozen=True):
    """A text. `bound` is None where only the whole is measured."""

    number: int
    place: str
    bound: Bound | None
    is_required: bool = True
    is_line: bool = False  # a name with a line break in it must not break a label

    @property
    def numbers(self) -> Sequence[int]:
        return (self.number,)

    def json(self, values: Sequence[str], _through_us: ThroughUs, /) -> bytes:
        text = values[self.number]
        return encode(measured(" ".join(text.split()) if self.is_line else text, self))


class Alt(msgspec.Struct, frozen=True):
    """What notifications say: what is too long is cut, for nobody shall miss a message for it."""

    number: int
    most: int

    @property
    def numbers(self) -> Sequence[int]:
        return (self.number,)

    def json(self, values: Sequence[str], _through_us: ThroughUs, /) -> bytes:
        text = " ".join(values[self.number].split()) or "…"
        # Half the units are letters enough, whatever they are.
        return encode(text if units(text) <= self.most else f"{text[: self.most // 2 - 1]}…")


class Address(msgspec.Struct, frozen=True):
    """Where a press leads."""

    number: int
    place: str
    most: int
    is_followed: bool = True  # a picture's, for one, never is

    @property
    def numbers(self) -> Sequence[int]:
        return (self.number,)

    def json(self, values: Sequence[str], through_us: ThroughUs, /) -> bytes:
        return encode(led(values[self.number], self, through_us))


def led(written: str, hole: Address, through_us: ThroughUs) -> str:
    """The address, by way of us where clicks are told. Raises BrokenTemplate."""
    url = opened(written)
    if not written.strip():
        raise BrokenTemplate(Problem(_("An address is missing."), field=hole.place))
    if not url:
        sentence = _("“{address}” is no address that LINE opens: https://…, tel:… or line://….")
        raise BrokenTemplate(Problem(sentence.format(address=written[:100]), field=hole.place))
    if len(url) > hole.most:
        sentence = _("The address is longer than {most} characters.").format(most=hole.most)
        raise BrokenTemplate(Problem(sentence, field=hole.place))
    if through_us is not None and hole.is_followed and url.startswith("http"):
        ours = through_us(url)
        # Signed it is a third longer; too long for LINE it stays as it was written.
        return ours if len(ours) <= hole.most else url
    return url


def measured(text: str, hole: Words) -> str:
    """The text itself. Raises BrokenTemplate where it is missing or too long."""
    if hole.is_required and not text.strip():
        raise BrokenTemplate(Problem(_("A text is missing."), field=hole.place))
    over = hole.bound.over(text) if hole.bound is not None else 0
    if over and hole.bound is not None:
        sentence = _("The text is {over} too long: at most {most}.").format(over=over, most=hole.bound.most)
        raise BrokenTemplate(Problem(sentence, field=hole.place))
    return text
