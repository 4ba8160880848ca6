"""Links by which people bring friends, and whom they brought."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Given, Text

Friend = Literal["invited", "known", "bought", "waiting", "held", "rewarded", "refused", "revoked"]


class FriendOut(Schema):
    came: datetime = Field(description="When they opened the link", examples=["2026-11-21T10:00:00Z"])
    state: Friend = Field(description="How far they have come", examples=["waiting"])


class ReferralLink(Schema):
    program: int = Field(description="Of which program", examples=[7])
    title: str = Field(description="As customers see it", examples=["Bring a friend"])
    link: str = Field(description="To hand on", examples=["https://polku.example.com/r/7q2mk4tc5h9y0c3x"])
    code: str = Field(description="The same to type, or for `referral` of an event", examples=["7q2mk4tc5h9y0c3x"])
    rewarded: int = Field(description="So many friends count", examples=[2])
    friends: list[FriendOut] = Field(description="The newest first; who they are is not told")


class ReferralLinks(Schema):
    links: list[ReferralLink] = Field(description="One for each live program of referrals")


class CameIn(Given):
    code: Annotated[Text, Field(min_length=1, max_length=40)] = Field(
        description="Of the link, as it was typed", examples=["7q2mk4tc5h9y0c3x"]
    )
    person: Annotated[Text, Field(max_length=40)] = Field(description="The friend", examples=["0c5h9yq7m2k4t"])


class CameOut(Schema):
    program: int = Field(description="Of which program the link is", examples=[7])


class ReferralOut(Schema):
    id: int = Field(description="Its number", examples=[31])
    program: int = Field(description="Of which program", examples=[7])
    referrer: str = Field(description="Who brings", examples=["0c5h9yq7m2k4t"])
    friend: str = Field(description="Who is brought", examples=["1zq0gq8hm3b7p"])
    state: Friend = Field(description="How far they have come", examples=["held"])
    why: str = Field(description="It is held or refused: a word for programs; or empty", examples=["crowd"])
    sentence: str = Field(
        description="The same for people", examples=["Many friends come from one network within a day."]
    )
    came: datetime = Field(description="When the friend opened the link", examples=["2026-11-21T10:00:00Z"])
    changed: datetime = Field(description="When the state became this", examples=["2026-11-21T10:00:00Z"])
    due: datetime | None = Field(
        description="When it is looked at again at the latest; null: not at all", examples=["2026-12-05T10:00:00Z"]
    )
    bought_minor: int | None = Field(
        description="What counts of what they bought, less what they sent back; null: nothing yet", examples=[2450]
    )


class ReferralList(Schema):
    referrals: list[ReferralOut] = Field(description="The newest first")
    next: int | None = Field(description="For `after`; null at the end", examples=[None])


class FriendDecision(Given):
    decision: Literal["approved", "refused", ""] = Field(
        description="What a person says of it; empty takes back what was said", examples=["approved"]
    )
