"""Events, as programs see them."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field


class EventOut(Schema):
    id: str = Field(
        description="Its messageId; of an event that came without one, its place in the log, which never changes",
        examples=["order-1001-completed", "4711/0"],
    )
    name: str = Field(description="Of a track what it says, else for example Identified", examples=["Order Completed"])
    type: str = Field(description="track, identify, page, screen, group or alias", examples=["track"])
    time: datetime = Field(description="When it happened", examples=["2026-11-21T09:30:00Z"])
    properties: dict[str, Any] = Field(
        description="What it says; of identify and group, the traits", examples=[{"order_id": "1001", "revenue": 12.5}]
    )
    context: dict[str, Any] = Field(description="As it was sent", examples=[{"locale": "fi-FI"}])


class Events(Schema):
    events: list[EventOut] = Field(description="Newest first")
    next_before: str | None = Field(
        description="Hand it over as `before` for older ones; null where there are none",
        examples=["1763717400000-4711-0"],
    )
