"""A campaign by several channels and in several languages, as programs write and see it."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Text
from polku.doors.api.forms.several import EXAMPLE, OF_SEVERAL, SeveralForm
from polku.doors.api.forms.trial import VariantIn

Version = Annotated[int, Field(ge=0, le=4, strict=True)]


class NativeIn(VariantIn):
    """What a campaign says on another channel, or to those who read another language."""

    variant: Version = Field(0, description="Of which version's message; 0 is the campaign's own", examples=[0])
    for_language: Text = Field(
        "", description="Who reads it, by their trait `language` or `locale`; “” for everybody else", examples=["ja"]
    )
    later_h: Literal[0] = Field(0, description="Natives leave with their version", examples=[0])


class NativeOut(Schema):
    number: int = Field(description="Its version's number, and ten more for each native before it", examples=[10])
    variant: int = Field(description="Of which version's message", examples=[0])
    channel: str = Field(description="By which channel it leaves", examples=["line:kahvila"])
    for_language: str = Field(description="Who reads it; “” for everybody else", examples=["ja"])
    subject: str = Field(description="Where it has one", examples=[""])
    body: str = Field(description="Where it has no blocks", examples=["お茶はいかが?"])


class NativesOut(Schema):
    several: SeveralForm | None = Field(description=OF_SEVERAL, examples=[EXAMPLE])
    wordings: list[NativeOut] = Field(description="Each version's own message first; channels go in this order")


class WayOut(Schema):
    """Messages by one channel."""

    channel: str = Field(description="By which channel", examples=["email"])
    nth: int = Field(description="1; 2 and more went again to whoever had not reacted", examples=[2])
    asked: int = Field(description="All of them; the next ones are what became of them", examples=[320])
    sent: int = Field(description="The channel has taken them", examples=[312])
    held: int = Field(description="Not sent, for a reason", examples=[8])
    failed: int = Field(description="The channel said no", examples=[0])
    unknown: int = Field(description="They may have arrived", examples=[0])
    opened: int = Field(description="Of those sent, or followed a link; not by programs", examples=[64])
    clicked: int = Field(description="Followed a link of it", examples=[20])


class ComingOut(Schema):
    channel: str = Field(description="By which channel", examples=["line:kahvila"])
    for_language: str = Field(description="In whose words", examples=["ja"])
    variant: int = Field(description="Of which version's message", examples=[0])
    people: int = Field(description="Who would get it so", examples=[4_210])


class WaysOut(Schema):
    people: int | None = Field(description="Who would be asked now; null once it has been launched", examples=[9_000])
    coming: list[ComingOut] = Field(description="How many would get it by what, if it were launched now")
    nowhere: int | None = Field(description="Of those, whom none of its channels reaches", examples=[12])
    ways: list[WayOut] = Field(description="What came of it, channel by channel; what went again stands apart")
