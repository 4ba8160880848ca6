"""What a campaign has brought about, as programs see it."""

from datetime import datetime

from ninja import Schema
from pydantic import Field


class SideOut(Schema):
    """One of the two groups: everybody in it, whether their message arrived or not."""

    people: int = Field(description="As they are by now: merged people are one", examples=[90_000])
    converted: int = Field(description="Of those, who did it in the window", examples=[4_950])
    share: float | None = Field(description="The one over the other, 0 to 1; null without people", examples=[0.055])
    share_low: float | None = Field(description="Where the share lies with 95 % (Wilson)", examples=[0.0535])
    share_high: float | None = Field(description="… and its upper end", examples=[0.0565])
    revenue: float = Field(description="Of all of them, in whole units", examples=[61_875.0])
    revenue_each: float | None = Field(description="A person", examples=[0.6875])


class DifferenceOut(Schema):
    """Asked less held out, and where the truth lies with 95 %."""

    value: float = Field(description="As it was counted", examples=[0.006])
    low: float = Field(description="The lower end", examples=[0.0014])
    high: float = Field(description="The upper end", examples=[0.0104])


class EffectOut(Schema):
    goal: str = Field(description="The event that counts", examples=["Order Completed"])
    days: int = Field(description="How long after the launch", examples=[7])
    since: datetime = Field(description="When the window opened, for both groups", examples=["2026-11-21T09:30:00Z"])
    until: datetime = Field(description="When it closes", examples=["2026-11-28T09:30:00Z"])
    is_over: bool = Field(description="false: the numbers still move", examples=[True])
    holdout_percent: int = Field(description="Drawn by lot, of those whom the team’s holdout leaves", examples=[10])
    asked: SideOut = Field(description="For whom a message was asked")
    holdout: SideOut = Field(description="Who got nothing on purpose")
    left_out: int = Field(description="Merged with somebody of the other group since: in neither", examples=[0])
    difference: DifferenceOut | None = Field(description="Of shares (Newcombe); null without people")
    people_more: DifferenceOut | None = Field(description="So many of those asked did it because of the message")
    revenue_each: DifferenceOut | None = Field(
        description="Of revenue a person (Welch); null where nobody’s differs from another’s"
    )
    revenue_more: DifferenceOut | None = Field(description="So much revenue of those asked because of the message")
    currency: str = Field(description="The team's, ISO 4217", examples=["EUR"])
    sizes_p: float | None = Field(
        description="How often groups drawn so are as far from the sizes meant (chi-square); null for very small ones",
        examples=[0.41],
    )
    is_trustworthy: bool = Field(description="false where sizes_p is below 0.001: do not use these", examples=[True])
    is_clear: bool = Field(description="Whether 0 lies outside of the difference’s interval", examples=[True])
    sentence: str = Field(
        description="What may be concluded",
        examples=["The message makes people order: 0.60 more of every 100 (0.14 to 1.0)."],
    )
    rule: str = Field(
        description="How it is counted",
        examples=[
            "People who ordered within 7 days of the launch: of all who were asked, beside those held out by lot."
        ],
    )
