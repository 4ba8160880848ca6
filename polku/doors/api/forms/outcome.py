"""What came of a campaign, as programs see it."""

from ninja import Schema
from pydantic import Field


class ReasonOut(Schema):
    state: str = Field(description="held, failed or unknown", examples=["held"])
    reason: str = Field(description="Why, in a sentence", examples=["They have no address for this channel."])
    count: int = Field(description="Messages", examples=[3])


class ProgressOut(Schema):
    """Messages; `asked` is all of them, the others add up to it."""

    asked: int = Field(description="One for each person found", examples=[120])
    waiting: int = Field(description="Not yet taken in hand", examples=[0])
    claimed: int = Field(description="In the hands of a worker", examples=[0])
    sent: int = Field(description="Taken by the channel", examples=[117])
    held: int = Field(description="Not sent, for a reason of ours", examples=[3])
    failed: int = Field(description="Refused by the channel", examples=[0])
    unknown: int = Field(description="Nobody knows whether they arrived; they are not sent again", examples=[0])
    reasons: list[ReasonOut] = Field(description="Why messages were held, failed or are unknown")


class AmountOut(Schema):
    currency: str = Field(description="ISO 4217", examples=["EUR"])
    revenue: float = Field(description="Net of refunds, in whole units", examples=[240.5])
    orders: int = Field(description="Orders in this currency", examples=[12])


class OrdersAfterOut(Schema):
    reached: int = Field(description="Messages sent, one to each person", examples=[117])
    people: int = Field(description="Of those, who ordered in their own window", examples=[11])
    orders: int = Field(description="Their orders in it", examples=[12])
    revenue: float = Field(description="Net of refunds, in the team's currency", examples=[240.5])
    currency: str = Field(description="The team's, ISO 4217", examples=["EUR"])
    by_currency: list[AmountOut] = Field(description="The same for every currency that occurs")
    rule: str = Field(
        description="How this is counted, in a sentence",
        examples=["Orders of each person reached, within 7 days after their own message."],
    )
