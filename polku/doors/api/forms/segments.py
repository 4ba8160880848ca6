"""Segments, as programs see them."""

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Given, Name
from polku.doors.api.forms.rule import Rule


class SegmentIn(Given):
    name: Name = Field(description="No other segment has it", examples=["Regulars in Tokyo"])
    rule: Rule = Field(description="Who is in it")


class SegmentOut(Schema):
    id: int = Field(description="Its number", examples=[3])
    name: str = Field(description="Its name", examples=["Regulars in Tokyo"])
    rule: Rule = Field(description="Who is in it")
    sentence: str = Field(
        description="The rule in words", examples=["bought at least 2 times in the last 30 days, and city is “Tokyo”"]
    )


class Segments(Schema):
    segments: list[SegmentOut] = Field(description="By name")
