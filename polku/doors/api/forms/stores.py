"""Stores, as programs see them."""

import re
from datetime import date as Date  # noqa: N812 - a field has its name
from typing import Annotated, Any

from ninja import Schema
from pydantic import BeforeValidator, Field, StrictFloat, StrictInt
from pydantic_core import PydanticCustomError

from polku.doors.api.forms.base import Given, Name, Text

Spans = list[Annotated[Text, Field(max_length=20)]]
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
HOURS = "Each “09:00-12:30”; over midnight where it ends earlier than it begins; an empty list: closed"
EXAMPLE = ["09:00-12:30", "14:00-18:00"]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class WeekForm(Given):
    monday: Spans = Field(default_factory=list, max_length=6, description=HOURS, examples=[EXAMPLE])
    tuesday: Spans = Field(default_factory=list, max_length=6, description=HOURS, examples=[EXAMPLE])
    wednesday: Spans = Field(default_factory=list, max_length=6, description=HOURS, examples=[EXAMPLE])
    thursday: Spans = Field(default_factory=list, max_length=6, description=HOURS, examples=[EXAMPLE])
    friday: Spans = Field(default_factory=list, max_length=6, description=HOURS, examples=[["18:00-02:00"]])
    saturday: Spans = Field(default_factory=list, max_length=6, description=HOURS, examples=[["10:00-15:00"]])
    sunday: Spans = Field(default_factory=list, max_length=6, description=HOURS, examples=[[]])


def _as_written(value: Any) -> Any:
    """Numbers are no dates, though the library would read them."""
    if isinstance(value, str) and not DATE.fullmatch(value):
        raise PydanticCustomError("date_parsing", "no date")
    if not isinstance(value, str | Date):
        raise PydanticCustomError("date_type", "no date")
    return value


class DateForm(Given):
    date: Annotated[Date, BeforeValidator(_as_written)] = Field(
        description="By the store's own clock", examples=["2026-12-24"]
    )
    hours: Spans = Field(
        default_factory=list, max_length=6, description=f"In the place of the weekday's. {HOURS}", examples=[[]]
    )
    note: Annotated[Text, Field(max_length=100)] = Field("", description="Why", examples=["Christmas Eve"])


class StoreIn(Given):
    key: Annotated[Name, Field(max_length=100)] = Field(
        description="As events and orders name it in “store_id” or “store”", examples=["kamppi"]
    )
    name: Name = Field(description="What it is called", examples=["Kahvila Kamppi"])
    address: Annotated[Text, Field(max_length=500)] = Field(
        "", description="Where", examples=["Kampinkuja 2, Helsinki"]
    )
    latitude: StrictFloat | StrictInt | None = Field(None, description="Degrees (WGS 84)", examples=[60.1688])
    longitude: StrictFloat | StrictInt | None = Field(None, description="Degrees (WGS 84)", examples=[24.9316])
    time_zone: Annotated[Text, Field(max_length=64)] = Field(
        "", description="An IANA zone; empty: the team's", examples=["Europe/Helsinki"]
    )
    hours: WeekForm = Field(default_factory=WeekForm, description="By weekday; none at all: they are not known")
    dates: list[DateForm] = Field(default_factory=list, max_length=400, description="Dates with hours of their own")


class StoresIn(Given):
    stores: list[StoreIn] = Field(min_length=1, max_length=200, description="Each in the place of what was said of it")


class StoresKept(Schema):
    kept: int = Field(description="So many stand as they were given", examples=[1])


class StoreOut(Schema):
    id: int = Field(description="In polku", examples=[3])
    key: str = Field(description="As events name it", examples=["kamppi"])
    name: str = Field(description="What it is called", examples=["Kahvila Kamppi"])
    address: str = Field(description="Where", examples=["Kampinkuja 2, Helsinki"])
    latitude: float | None = Field(description="Degrees (WGS 84)", examples=[60.1688])
    longitude: float | None = Field(description="Degrees (WGS 84)", examples=[24.9316])
    time_zone: str = Field(description="An IANA zone", examples=["Europe/Helsinki"])
    hours: WeekForm = Field(description="By weekday")
    dates: list[DateForm] = Field(description="Dates with hours of their own")
    is_open: bool = Field(description="Now; false also where hours are not known", examples=[True])


class StoreList(Schema):
    stores: list[StoreOut] = Field(description="By key")
    next: str | None = Field(description="`after` of the next part; null at the end", examples=[None])
    not_described: list[str] = Field(
        description="Keys that events have named and nobody has described", examples=[["12"]]
    )
