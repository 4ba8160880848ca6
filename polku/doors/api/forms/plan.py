"""When a campaign goes, as programs see it."""

from datetime import date, datetime
from datetime import time as WallTime  # noqa: N812 - a field is called time
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field, StrictInt

from polku.doors.api.forms.base import Given

LateHours = Annotated[StrictInt, Field(ge=1, le=20)]
Weekday = Annotated[StrictInt, Field(ge=1, le=7)]
Timing = Literal["together", "own_clock", "best_hour", "store_open"]
Hour = Annotated[StrictInt, Field(ge=0, le=24)]
WithinHours = Annotated[StrictInt, Field(ge=4, le=24)]
TIMING = (
    "together: everybody at that instant; own_clock: each when their own clock shows what the team’s shows then; "
    "best_hour: from that instant on, each at the hour at which they are most likely to answer; "
    "store_open: from that instant on, each while the store is open at which they were last"
)
LATE = "Where polku is switched off at its time, it still goes within so many hours; then it is skipped"


class PlanIn(Given):
    at: AwareDatetime = Field(description="The instant, with its offset", examples=["2026-11-27T11:00:00+02:00"])
    late_hours: LateHours = Field(3, description=LATE, examples=[3])
    audience: Literal["then", "now"] = Field(
        "then",
        description="Taken as it is when it goes, or as it is now; moving it changes nothing of that",
        examples=["now"],
    )
    timing: Timing | None = Field(None, description=f"{TIMING}; null leaves it as it is", examples=["own_clock"])
    hours: WithinHours = Field(24, description="With best_hour: within so many hours of `at`", examples=[24])
    first_hour: Hour = Field(8, description="With best_hour: no earlier hour of their own day", examples=[8])
    last_hour: Hour = Field(22, description="With best_hour: before this hour of their own day", examples=[22])


class PlanOut(Schema):
    at: datetime = Field(description="When it goes", examples=["2026-11-27T09:00:00Z"])
    late_hours: int = Field(description=LATE, examples=[3])
    state: str = Field(
        json_schema_extra={"enum": ["waiting", "held", "going", "launched", "skipped", "taken_back"]},
        description="waiting → going → launched; “held” while something is missing, “skipped” when it became too late",
        examples=["waiting"],
    )
    trouble: str = Field(description="Why it is held, or was skipped; else “”", examples=[""])
    timing: str = Field(description=TIMING, examples=["together"])
    audience: str = Field(
        json_schema_extra={"enum": ["then", "now"]},
        description="then: as it is when it goes; now: as it was when it was planned",
        examples=["then"],
    )
    audience_size: int | None = Field(
        description="With “now”: the people who were found; null while they are being found", examples=[None]
    )
    waiting: int = Field(description="Once launched: people whose own time is still to come", examples=[0])
    until: datetime | None = Field(description="When it comes for the last of them; else null", examples=[None])
    series_of: int | None = Field(
        description="The campaign that goes again and again, of which this is one time; else null", examples=[None]
    )


class SeriesIn(Given):
    unit: Literal["week", "month"] = Field(description="By weeks or by months", examples=["week"])
    every: Annotated[StrictInt, Field(ge=1, le=26)] = Field(1, description="Every so many of them", examples=[2])
    days: list[Weekday] = Field(
        default_factory=list,
        max_length=7,
        description="Days of the week, 1 is Monday: all of a week’s; with on = nth the one of the month",
        examples=[[5]],
    )
    on: Literal["day", "last", "nth"] = Field("day", description="Of a month: which day is meant", examples=["day"])
    day: Annotated[StrictInt, Field(ge=1, le=31)] = Field(
        1, description="Of a month, with on = day; in shorter months their last", examples=[1]
    )
    nth: Literal[1, 2, 3, 4, -1] = Field(1, description="Of a month, with on = nth; -1 is the last", examples=[1])
    time: WallTime = Field(description="By the clock where the team is", examples=["11:00"])
    begins: date = Field(description="The first day on which it may go", examples=["2026-11-21"])
    until: date | None = Field(None, description="The last day; null for none", examples=[None])
    times: Annotated[StrictInt, Field(ge=1, le=1000)] | None = Field(
        None, description="It ends after so many; null for none", examples=[12]
    )
    late_hours: LateHours = Field(3, description=LATE, examples=[3])


class OccurrenceOut(Schema):
    number: int = Field(description="Its number in the series, from 1", examples=[1])
    at: datetime = Field(description="When it was to go", examples=["2026-11-27T09:00:00Z"])
    state: str = Field(description="As a plan’s", examples=["launched"])
    trouble: str = Field(description="Why it is held, or was skipped; else “”", examples=[""])
    campaign: int | None = Field(description="The campaign that it became; null where skipped", examples=[8])


class SeriesOut(Schema):
    sentence: str = Field(description="How often, in words", examples=["Every 2 weeks on Friday at 11:00"])
    zone: str = Field(description="Where the clock on the wall hangs", examples=["Europe/Helsinki"])
    late_hours: int = Field(description=LATE, examples=[3])
    state: str = Field(
        json_schema_extra={"enum": ["running", "paused", "ended"]},
        description="Whether it goes on",
        examples=["running"],
    )
    trouble: str = Field(description="Why the one that is due waits; else “”", examples=[""])
    next: list[datetime] = Field(description="The next five times", examples=[["2026-11-27T09:00:00Z"]])
    occurrences: list[OccurrenceOut] = Field(description="The latest fifty, the newest first", examples=[[]])
