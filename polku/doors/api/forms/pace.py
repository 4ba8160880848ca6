"""How fast a campaign goes, as programs see it."""

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import Field, StrictInt

from polku.doors.api.forms.base import Given

UNIT = "“minute” and “hour”: so many messages in one; “over”: spread over so many hours"


class PaceIn(Given):
    unit: Literal["minute", "hour", "over"] = Field(description=UNIT, examples=["hour"])
    number: StrictInt = Field(ge=1, le=10_000_000, description="Messages, or hours", examples=[600])


class PaceOut(Schema):
    unit: str = Field(description=f"{UNIT}; “”: as fast as it goes", examples=["hour"])
    number: int = Field(description="Messages, or hours; 0 where there is none", examples=[600])
    per_hour: int = Field(
        description="What it comes to while it is on its way: messages an hour; else 0", examples=[600]
    )
    through_at: datetime | None = Field(
        description="When the last one has its turn, if nothing else holds it up; null where it is not on its way at"
        " a pace",
        examples=["2026-11-27T15:00:00Z"],
    )
