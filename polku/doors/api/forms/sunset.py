"""Who no longer responds, as programs see it."""

from datetime import datetime

from ninja import Schema
from pydantic import Field, StrictInt

from polku.doors.api.forms.base import Given
from polku.say.limits.sunset import LEAST_DAYS, MOST_DAYS
from polku.say.limits.terms import MOST


class SunsetIn(Given):
    messages: StrictInt = Field(
        ge=1, le=MOST, description="Who got at least so many messages of campaigns", examples=[10]
    )
    days: StrictInt = Field(
        ge=LEAST_DAYS, le=MOST_DAYS, description="Within so many days, and showed no sign of life", examples=[180]
    )


class SunsetOut(Schema):
    messages: int | None = Field(description="At least so many messages; null where no such rule holds", examples=[10])
    days: int | None = Field(description="Within so many days", examples=[180])
    people: int = Field(description="Who gets none any more, as they were last looked up", examples=[420])
    looked_up_at: datetime | None = Field(description="When that was; once a day", examples=["2026-11-21T03:00:00Z"])
