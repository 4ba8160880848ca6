"""Failed and unknown messages, and best hours beside the usual ones, as programs see them."""

from typing import Literal

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Given
from polku.doors.api.forms.effect import DifferenceOut


class OpenOut(Schema):
    can_try: int = Field(description="Failed messages that may be tried again", examples=[12])
    can_decide: int = Field(description="Messages of which nobody knows whether they arrived", examples=[1])


class DecisionIn(Given):
    how: Literal["sent", "again"] = Field(
        description="“sent”: they count as sent. “again”: they are sent again, and somebody may get it twice",
        examples=["sent"],
    )


class DidOut(Schema):
    messages: int = Field(description="So many, now", examples=[12])


class HourSideOut(Schema):
    people: int = Field(description="Whose hour has come, whether their message arrived or not", examples=[9_000])
    answered: int = Field(description="Who opened it or followed a link", examples=[1_350])
    low: float | None = Field(description="Where the share lies with 95 % (Wilson)", examples=[0.1428])
    high: float | None = Field(description="… and its upper end", examples=[0.1575])


class BestHourOut(Schema):
    best: HourSideOut = Field(description="At their best hour")
    tried: HourSideOut = Field(description="At an hour to learn from")
    usual: HourSideOut = Field(description="At the usual hours, by lot")
    difference: DifferenceOut | None = Field(description="Best less usual; null with fewer than 30 people in one")
    is_clear: bool = Field(description="Whether 0 is outside of it", examples=[True])
