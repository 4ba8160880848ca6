"""The people behind a campaign's numbers, and its numbers in parts, as programs see them."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Query, Schema
from pydantic import Field

from polku.doors.api.forms.outcome import AmountOut
from polku.doors.api.forms.people import ID

By = Annotated[Literal["channel", "store", "segment"], Query(description="By what the numbers are parted")]
Who = Annotated[
    Literal[
        "", "asked", "claimed", "sent", "held", "failed", "unknown", "delivered", "opened", "clicked", "unsubscribed",
        "bounced", "complained", "opened-by-programs", "converted", "held-out",
    ],
    Query(description="Of which number; “” for all who were asked, “asked” for those who wait"),
]  # fmt: skip
Reason = Annotated[str, Query(max_length=300, description="Of those held, failed or unknown: a `code` as given here")]
PartBy = Annotated[
    Literal["", "channel", "store", "segment"], Query(description="Of one part only; `of` says which, by its `key`")
]
Of = Annotated[str, Query(max_length=300, description="The `key` of the part; “” for the row without one")]
From = Annotated[int, Query(ge=0, le=100_000, description="What the page before gave as next_cursor")]


class BehindOut(Schema):
    id: str | None = Field(description="The person's; null where they were erased since", examples=[ID])
    name: str = Field(description="“” where it is not known", examples=["Devi Rao"])
    email: str = Field(description="“” where it is not known", examples=["devi@kahvila.example"])
    state: str = Field(description="Of their message; “” where they have none of their own", examples=["held"])
    code: str = Field(description="Why, for programs: takes the place of `reason` in the address", examples=["consent"])
    reason: str = Field(
        description="Why, in a sentence; “” where there is nothing to say",
        examples=["There is no address for this channel."],
    )
    at: datetime | None = Field(description="When that was", examples=["2026-11-21T09:30:05Z"])


class BehindPage(Schema):
    people: list[BehindOut] = Field(description="In the order of the campaign's page")
    next_cursor: int | None = Field(description="For the next page; null on the last", examples=[50])


class PartNumbersOut(Schema):
    """Messages, one for each person; `people` and what follows: who did what the campaign's report counts.

    null: no channel of it can tell, or it is large and still on its way.
    """

    key: str = Field(
        description="The channel's name, the store's key, the segment's number; “” for none", examples=["3"]
    )
    title: str = Field(description="What people call it", examples=["Kamppi"])
    asked: int = Field(description="All of them", examples=[120])
    sent: int = Field(description="Taken by the channel", examples=[117])
    held: int = Field(description="Not sent, for a reason of ours", examples=[3])
    failed: int = Field(description="Refused by the channel", examples=[0])
    unknown: int = Field(description="Nobody knows whether they arrived", examples=[0])
    delivered: int | None = Field(description="Sent, and not come back as far as anybody knows", examples=[116])
    opened: int | None = Field(description="By people, as far as one can tell", examples=[48])
    clicked: int | None = Field(description="Followed a link", examples=[12])
    unsubscribed: int | None = Field(description="By a link of it", examples=[1])
    people: int | None = Field(description="Of those sent, who did it in their own window", examples=[9])
    orders: int | None = Field(description="How often", examples=[11])
    revenue: list[AmountOut] = Field(description="By currency, the team's first")


class NumbersOut(Schema):
    by: str = Field(description="By what they are parted", examples=["store"])
    is_whole: bool = Field(
        description="false while it is large and on its way: messages by channel alone", examples=[True]
    )
    goal: str = Field(description="The event that `people` did", examples=["Order Completed"])
    days: int = Field(description="Within so many days after each one's own message", examples=[7])
    parts: list[PartNumbersOut] = Field(
        description="The largest first. Store and segment are as of now; segments overlap, so they do not add up"
    )
