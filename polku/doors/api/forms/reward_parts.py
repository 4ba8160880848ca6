"""Parts of a program's report, as programs of others see them."""

from ninja import Schema
from pydantic import Field


class RewardAge(Schema):
    days: int = Field(description="Given up to so many days ago; 0: longer ago than all", examples=[90])
    given: int = Field(description="So much, in the program's unit", examples=[900])
    used: int = Field(description="Of it used, less what was undone", examples=[310])
    expired: int = Field(description="Of it run out", examples=[200])
    withdrawn: int = Field(description="Of it withdrawn", examples=[0])
    open: int = Field(description="Of it what can still be used", examples=[390])


class RewardHad(Schema):
    part: str = Field(
        description="Of an offer the state of places (`taken`, `waiting`, `asked`, `back`, `missed`), of a "
        "benefit what it was for",
        examples=["order:10"],
    )
    count: int = Field(description="How many", examples=[120])
    people: int = Field(description="People", examples=[118])


class RewardPassed(Schema):
    parts: list[RewardHad] = Field(description="The largest first")
    given: int = Field(description="Prizes that came with it", examples=[120])
    used: int = Field(description="Of these used", examples=[71])
    cost_minor: int | None = Field(
        description="What these uses took off; null: prizes are of another currency", examples=[21300]
    )


class RewardMove(Schema):
    kind: str = Field(description="`given`, `used`, `expired` or `withdrawn`", examples=["withdrawn"])
    why: str = Field(
        description="Of what was withdrawn: `back` with an order, `debt`, by `hand`; otherwise empty", examples=["back"]
    )
    times: int = Field(description="How often", examples=[12])
    amount: int = Field(description="How much", examples=[840])
    people: int = Field(description="Of how many people", examples=[11])


class RewardPoints(Schema):
    open: int = Field(description="Points that can be used now", examples=[52000])
    pending: int = Field(description="Given, and not to be used yet", examples=[3100])
    owed: int | None = Field(
        description="Of what people get next so many are taken; null: of a day that is over", examples=[120]
    )
    worth_points: int | None = Field(description="So many points …; null: nothing says it", examples=[100])
    worth_minor: int | None = Field(description="… are worth so much", examples=[500])
    worth_by: str = Field(description="The reward that says so; empty: the rate", examples=[""])
    liability_minor: int | None = Field(description="Open and pending in money; null: not known", examples=[275500])


class RewardReturn(Schema):
    campaign: int = Field(description="Its number", examples=[7])
    days: int = Field(description="Counted so long from its launch", examples=[30])
    cost_minor: int = Field(description="Taken off by uses of what it gave", examples=[120000])
    each_asked: float | None = Field(description="Bought by each who was asked", examples=[12.4])
    each_held_out: float | None = Field(description="Bought by each who was held out", examples=[10.1])
    returned: float | None = Field(
        description="Bought because of it for each unit of cost; null: it cannot be said", examples=[2.3]
    )
    returned_least: float | None = Field(description="At the least, with 95 %", examples=[0.9])
    returned_most: float | None = Field(description="At the most", examples=[3.7])


class RewardLevel(Schema):
    level: int = Field(description="1: brought by somebody whom nobody has brought", examples=[1])
    friends: int = Field(description="So many came", examples=[80])
    came: int = Field(description="Of them: only came by the link", examples=[20])
    known: int = Field(description="Signed up", examples=[10])
    bought: int = Field(description="Bought, and not rewarded yet", examples=[12])
    held: int = Field(description="Held for review", examples=[2])
    rewarded: int = Field(description="Rewarded", examples=[30])
    refused: int = Field(description="Refused", examples=[6])


class RewardFriends(Schema):
    links: int = Field(description="People with a link", examples=[120])
    bringers: int = Field(description="People who brought a friend that was not refused", examples=[40])
    friends: int = Field(description="These friends", examples=[110])
    each: float | None = Field(description="Friends for each bringer", examples=[2.75])
    in_turn: float | None = Field(
        description="Friends whom each friend who came 30 days ago or earlier has brought in turn; null: there is none",
        examples=[0.4],
    )
    levels: list[RewardLevel] = Field(description="The first before the others")
