"""Limits of what one person gets, as programs see them."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, StrictInt

from polku.doors.api.forms.base import Given, Text

ANY = "*"  # all channels, or purposes, together


class CapIn(Given):
    most: StrictInt = Field(description="So many messages at the most", examples=[2])
    hours: StrictInt = Field(
        description="Within any so many hours, however they are laid: 1 to 720, which is 30 days", examples=[168]
    )
    channel: Annotated[Text, Field(max_length=40)] = Field(
        ANY, description="Of this kind of channel, such as “email” or “line”; “*”: of all together", examples=["email"]
    )
    purpose: Annotated[Text, Field(max_length=40)] = Field(
        ANY, description="For this purpose; “*”: for all that do not belong to the service", examples=["*"]
    )


class CapsIn(Given):
    caps: list[CapIn] = Field(max_length=50, description="All that are to hold; an empty list is none")


class CapOut(Schema):
    most: int = Field(description="So many messages at the most", examples=[2])
    hours: int = Field(description="Within any so many hours", examples=[168])
    channel: str = Field(description="Of this kind of channel; “*”: of all together", examples=["email"])
    purpose: str = Field(description="For this purpose; “*”: for all together", examples=["*"])
    sentence: str = Field(description="What it says", examples=["At most 2 messages in 7 days: E-mail"])
    since: datetime = Field(description="Since when it holds", examples=["2026-11-21T09:00:00Z"])


class CapsOut(Schema):
    caps: list[CapOut] = Field(description="The shortest window first")


class QuietHoursIn(Given):
    country: Annotated[Text, Field(max_length=2)] = Field(
        ANY, description="Two letters (ISO 3166); “*”: wherever nothing else is said", examples=["JP"]
    )
    begins: Annotated[Text, Field(max_length=5)] = Field(description="By the clock there", examples=["21:00"])
    ends: Annotated[Text, Field(max_length=5)] = Field(
        description="By the clock there; earlier than it begins: the next day", examples=["08:00"]
    )


class AllQuietHoursIn(Given):
    quiet_hours: list[QuietHoursIn] = Field(max_length=250, description="All that are to hold; an empty list is none")


class QuietHoursOut(Schema):
    country: str = Field(description="Two letters (ISO 3166); “*”: wherever nothing else is said", examples=["JP"])
    begins: str = Field(description="By the clock there", examples=["21:00"])
    ends: str = Field(description="By the clock there", examples=["08:00"])
    since: datetime = Field(description="Since when it holds", examples=["2026-11-21T09:00:00Z"])


class NationalOut(Schema):
    country: str = Field(description="Two letters (ISO 3166)", examples=["KR"])
    begins: str = Field(description="By the clock there", examples=["21:00"])
    ends: str = Field(description="By the clock there", examples=["08:00"])
    kind: str = Field(
        json_schema_extra={"enum": ["law", "operators", "custom"]},
        description="A law; what phone companies deliver; or what people expect",
        examples=["law"],
    )
    covers: list[str] = Field(
        description="Of what the source speaks: “all”, “electronic” (not e-mail), “texts”, “calls”",
        examples=[["electronic"]],
    )
    days: list[str] = Field(
        description="What it keeps free besides, which quiet hours cannot: “saturdays” (parts), “sundays”, “holidays”",
        examples=[["sundays"]],
    )
    source: str = Field(description="Where it is said", examples=["Network Act, art. 50 (3)"])


class AllNationalOut(Schema):
    checked_on: date = Field(description="When the sources were looked up", examples=["2026-11-23"])
    countries: list[NationalOut] = Field(description="By country. A beginning, not legal advice")


class AllQuietHoursOut(Schema):
    quiet_hours: list[QuietHoursOut] = Field(description="By country")
