"""The report of a campaign, as programs see it."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, StrictInt

from polku.doors.api.forms.base import Given, Name
from polku.learn.reports.conversions import MOST_DAYS

Kind = Literal["csv", "pdf"]
Days = Annotated[StrictInt, Field(ge=1, le=MOST_DAYS)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class MeasureOut(Schema):
    name: str = Field(
        description="What is measured: sent, opened_share, converted, revenue, cost, uplift …", examples=["revenue"]
    )
    value: float | None = Field(description="null: unknown, which is not 0", examples=[61875.0])
    unit: str = Field(description="messages, people, times, share (0 to 1), ratio, or a currency", examples=["EUR"])
    low: float | None = Field(description="The lower end of the 95 % interval, where there is one", examples=[None])
    high: float | None = Field(description="… and its upper end", examples=[None])
    channel: str = Field(description="Of this channel only; “” for all", examples=[""])


class CostOut(Schema):
    what: str = Field(description="The channel, or what was entered by hand", examples=["Printing"])
    messages: int | None = Field(description="Of a channel: messages that went", examples=[None])
    amount: float | None = Field(description="In whole units; null: unknown", examples=[240.0])
    currency: str = Field(description="ISO 4217", examples=["EUR"])
    how: str = Field(description="How it was reckoned, in a sentence", examples=["0.0004 EUR a message"])


class EarlierOut(Schema):
    campaign: int = Field(description="Its number", examples=[6])
    name: str = Field(description="Its name", examples=["Autumn coupon"])
    launched_at: datetime = Field(description="When it was sent off", examples=["2026-11-14T09:00:00Z"])
    measures: list[MeasureOut] = Field(description="As they were counted last; none: not counted yet")


class ComparisonOut(Schema):
    of: str = Field(description="channel or series", examples=["channel"])
    earlier: list[EarlierOut] = Field(description="The last ten, the newest first")
    median: list[MeasureOut] = Field(description="Of those of which it is known")


class ReportOut(Schema):
    campaign: int = Field(description="Its number", examples=[7])
    goal: str = Field(description="The event that counts as success", examples=["Order Completed"])
    days: int = Field(description="How long after each one’s message", examples=[7])
    rule: str = Field(
        description="The same in a sentence",
        examples=["People who ordered within 7 days after the message was sent to them, out of all who got it."],
    )
    effect: str = Field(
        description="What the message brought about, beside those held out",
        examples=["The message makes people order: 0.60 more of every 100 (0.14 to 1.0)."],
    )
    counted_at: datetime = Field(
        description="When the numbers were counted: of large campaigns some time ago", examples=["2026-11-28T10:00:00Z"]
    )
    is_over: bool = Field(description="false: they still move", examples=[True])
    measures: list[MeasureOut] = Field(description="One a row")
    costs: list[CostOut] = Field(description="What the cost is made of")
    comparisons: list[ComparisonOut] = Field(description="Beside earlier campaigns by the same channel, or series")


class FixedCostIn(Given):
    what: Name = Field(description="What it was for", examples=["Printing"])
    amount: float = Field(strict=True, ge=0, le=10**12, description="In whole units", examples=[240.0])
    currency: Currency | None = Field(None, description="ISO 4217; the team’s where it is null", examples=["EUR"])


class ReportPatch(Given):
    goal: Name | None = Field(
        None, description="The event that counts as success; null leaves it", examples=["Order Completed"]
    )
    days: Days | None = Field(None, description="How long after each one’s message; null leaves it", examples=[14])
    fixed_costs: list[FixedCostIn] | None = Field(
        None, max_length=30, description="All costs beside the messages, in the place of those before; null leaves them"
    )
