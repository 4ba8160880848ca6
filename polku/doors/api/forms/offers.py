"""Offers as members see them, and their places."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Given, Text

PlaceState = Literal["asked", "taken", "waiting", "back", "missed"]


class MemberOffer(Schema):
    program: int = Field(description="Its number", examples=[9])
    title: str = Field(description="As customers see it", examples=["First flush tasting"])
    about: str = Field(description="More of it", examples=["Twelve seats, one evening, four teas."])
    what: Literal["product", "event", "sale"] = Field(description="What it is", examples=["event"])
    goal: str = Field(description="Where it is; or empty", examples=["https://shop.example.com/first-flush"])
    begins: datetime | None = Field(description="From then on; null: already", examples=["2026-11-21T10:00:00Z"])
    ends: datetime | None = Field(description="Until then; null: for good", examples=["2026-11-28T22:00:00Z"])
    places: int | None = Field(description="So many there are; null: it needs none", examples=[12])
    left: int | None = Field(description="So many are left", examples=[3])
    how: Literal["first", "draw"] = Field(description="First come, first served; or drawn", examples=["first"])
    drawn_at: datetime | None = Field(description="When it is drawn", examples=["2026-11-25T10:00:00Z"])
    place: PlaceState | None = Field(description="What this person has of it; null: nothing", examples=["taken"])


class MemberOffers(Schema):
    offers: list[MemberOffer] = Field(description="Those that this person sees now, what ends first before the rest")


class PlaceIn(Given):
    person: Annotated[Text, Field(max_length=40)] = Field(description="Who wants it", examples=["0c5h9yq7m2k4t"])


class PlaceOut(Schema):
    program: int = Field(description="The offer", examples=[9])
    person: str = Field(description="Whose it is", examples=["0c5h9yq7m2k4t"])
    state: PlaceState = Field(description="What became of the wish", examples=["taken"])
    at: datetime = Field(description="Since when", examples=["2026-11-21T10:00:00Z"])


class PlaceList(Schema):
    places: list[PlaceOut] = Field(description="The newest first")
    next: int | None = Field(description="For `after`; null at the end", examples=[None])
