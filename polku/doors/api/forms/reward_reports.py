"""A program's report, as programs of others see it."""

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Given, Text
from polku.doors.api.forms.reward_parts import (
    RewardAge,
    RewardFriends,
    RewardMove,
    RewardPassed,
    RewardPoints,
    RewardReturn,
)


class RewardMoved(Schema):
    count: int = Field(description="How often", examples=[812])
    amount: int = Field(description="How much in all, in the program's unit", examples=[812])
    people: int = Field(description="How many people", examples=[640])


class RewardPart(Schema):
    key: str = Field(
        description="A store's key, a segment's number, a code, `member:3`; empty: not said", examples=["kallio"]
    )
    given: int = Field(description="So many were given; 0 of stores and codes", examples=[0])
    used: int = Field(description="So many uses", examples=[97])
    people: int = Field(description="By so many people", examples=[91])
    cost_minor: int = Field(description="Taken off by these uses", examples=[29100])


class RewardMonth(Schema):
    month: date = Field(description="Its first day", examples=["2026-11-01"])
    given: int = Field(description="Given: of stamps and points how many, of all else how often", examples=[812])
    used: int = Field(description="Used, less what was undone", examples=[97])
    expired: int = Field(description="Run out", examples=[0])
    withdrawn: int = Field(description="Withdrawn", examples=[0])


class RewardStep(Schema):
    at: int = Field(description="So much in all", examples=[3])
    people: int = Field(description="People who were given as much or more", examples=[120])


class RewardWithin(Schema):
    hours: int = Field(description="First used no later than so many hours; 0: later than all", examples=[24])
    used: int = Field(description="So many, each counted in the first of these times that fits", examples=[41])
    people: int = Field(description="Of so many people", examples=[40])


class RewardRank(Schema):
    key: str = Field(description="Its key", examples=["gold"])
    name: str = Field(description="What it is called", examples=["Gold"])
    people: int | None = Field(description="Who stand on it now; null: it cannot be asked now", examples=[31])


class ProgramReport(Schema):
    program: int = Field(description="Its number", examples=[4])
    currency: str = Field(description="Of all amounts", examples=["EUR"])
    given: RewardMoved = Field(description="What was given")
    used: RewardMoved = Field(description="What was used, less what was undone")
    expired: RewardMoved = Field(description="What ran out")
    withdrawn: RewardMoved = Field(description="What was withdrawn")
    used_of_given: int = Field(description="Of those given, so many were used at least once", examples=[95])
    use_rate: float | None = Field(description="Their share; null: nothing was given", examples=[0.117])
    open: int = Field(description="So many can be used now or later", examples=[400])
    open_people: int = Field(description="By so many people", examples=[380])
    never_people: int = Field(description="People who were given it and never used any", examples=[545])
    seen: int | None = Field(description="People who looked at theirs; null: it cannot be asked now", examples=[310])
    breakage: float | None = Field(
        description="Of what has seen its end, the share that ran out unused; null: nothing has", examples=[0.83]
    )
    used_within_hours: list[float] = Field(
        description="A quarter, a half, three quarters of the used ones took no longer; empty: none was used",
        examples=[[2.5, 30.0, 170.0]],
    )
    used_within: list[RewardWithin] = Field(description="How long it took, step by step; empty: none was used")
    cost_minor: int = Field(description="Taken off by uses", examples=[29100])
    return_on_cost: float | None = Field(
        description="What was bought with it less its cost, over its cost; null: it cost nothing", examples=[2.4]
    )
    orders: int = Field(description="Orders from an hour before a use to a day after it", examples=[92])
    revenue_minor: int = Field(description="What these came to, less refunds", examples=[412000])
    stores: list[RewardPart] = Field(description="Uses by store")
    codes: list[RewardPart] = Field(description="Uses by the code that was shown, where codes tell more")
    ways: list[RewardPart] = Field(description="By who gave it: a member, a key, a campaign, an import")
    channels: list[RewardPart] = Field(
        description="Through which channel it came: `channel:line` of a campaign's message, `till`, `api`, `hand`, "
        "`own` (their own pages), `event:Signed Up`, `scan`, `order`, `import`, or for what: `card`, `friend`, …"
    )
    used_through: list[RewardPart] = Field(description="Through which it was used")
    segments: list[RewardPart] = Field(description="People of the largest segments, as these are now")
    months: list[RewardMonth] = Field(description="The first before the others, by the team's clock")
    funnel: list[RewardStep] = Field(description="Of stamps: how far people came")
    ages: list[RewardAge] = Field(description="What became of what was given, by how long ago; the youngest first")
    moves: list[RewardMove] = Field(description="Of stamps and points: what they add up to is what is there")
    points: RewardPoints | None = Field(description="Of points: what is open, in money")
    campaigns: list[RewardReturn] = Field(description="Those that gave it and held somebody out")
    passed: RewardPassed | None = Field(description="Of offers and benefits: who had it, and what came of the prizes")
    friends: RewardFriends | None = Field(description="Of friends brought along: how it grows")
    ranks: list[RewardRank] = Field(description="Of a ladder: who stands where, the highest first")


class BudgetIn(Given):
    budget_minor: int | None = Field(
        description="At the most so much, in the smallest unit; null: without an end", examples=[500000], strict=True
    )
    is_open_counted: bool = Field(
        False, description="What people have and may still use counts too", examples=[False], strict=True
    )


class BudgetOut(Schema):
    budget_minor: int | None = Field(description="At the most so much; null: without an end", examples=[500000])
    is_open_counted: bool = Field(description="What people have and may still use counts too", examples=[False])
    currency: str = Field(description="Three letters (ISO 4217)", examples=["EUR"])
    cost_minor: int = Field(description="What uses took off, less what was undone", examples=[29100])
    liability_minor: int | None = Field(
        description="What is open, in money; null: nobody knows yet what one costs", examples=[120000]
    )
    open: int = Field(description="So many that were never used can be", examples=[400])
    expected: float = Field(description="So many of them will probably be used, by how it was before", examples=[47.5])


class CodesIn(Given):
    codes: list[Annotated[Text, Field(max_length=200)]] = Field(
        min_length=1, max_length=50_000, description="As they are shown", examples=[["KINO-4711", "KINO-4712"]]
    )


class CodesOut(Schema):
    new: int = Field(description="So many are new", examples=[2])
    twice: int = Field(description="Stood there more than once", examples=[0])
    known: int = Field(description="Were brought in before", examples=[0])
    blank: int = Field(description="Were empty", examples=[0])
    wrong: int = Field(description="Had more than 80 characters, or some that cannot be printed", examples=[0])


class CodesStock(Schema):
    total: int = Field(description="So many were ever brought in", examples=[5000])
    free: int = Field(description="So many of them nobody has yet", examples=[420])
    is_low: bool = Field(description="A tenth of them or less is left", examples=[True])
