"""Campaigns, as programs see them."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field, WithJsonSchema

from polku.doors.api.forms.base import Given, Name, Text
from polku.doors.api.forms.mail import EXAMPLE as BLOCKS_EXAMPLE
from polku.doors.api.forms.mail import Blocks
from polku.doors.api.forms.outcome import OrdersAfterOut, ProgressOut
from polku.doors.api.forms.rule import EXAMPLE, RULE, Rule
from polku.say.content.blocks.blocks import ACCENT

EITHER: dict[str, Any] = {
    "oneOf": [
        {"required": ["rule"], "properties": {"rule": {"type": "object"}, "segment": {"type": "null"}}},
        {"required": ["segment"], "properties": {"segment": {"type": "integer"}, "rule": {"type": "null"}}},
    ],
    "examples": [{"rule": EXAMPLE}, {"segment": 3}],
}

AudienceOut = Annotated[
    dict[str, Any],
    WithJsonSchema(
        {
            "title": "AudienceOut",
            "oneOf": [
                {"type": "object", "properties": {"rule": RULE}, "required": ["rule"]},
                {"type": "object", "properties": {"segment": {"type": "integer"}}, "required": ["segment"]},
            ],
        }
    ),
]


class Audience(Given):
    """Either a rule or the number of a segment."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=EITHER)

    rule: Rule | None = Field(None, description="Who gets it")
    segment: int | None = Field(None, description="A segment's number", examples=[3])


class CampaignIn(Given):
    name: Name = Field(description="For you; nobody else sees it", examples=["Thank you"])
    channel: Text = Field("paper", description="How it leaves the house: “email” or “paper”", examples=["email"])
    subject: Text = Field("", description="With merge fields (docs/guide/messages.md)", examples=["Hello again"])
    body: Text = Field(
        "",
        description="With merge fields, as Liquid. On channels with blocks, a mail of one text, where there are none",
        examples=["Thank you, {{ person.first_name }}!"],
    )
    preheader: Text = Field(
        "", description="What mail programs show beside the subject", examples=["Two cups for the price of one"]
    )
    blocks: Blocks | None = Field(
        None,
        description="What an e-mail is made of (docs/guide/email.md), instead of `body`",
        examples=[BLOCKS_EXAMPLE],
    )
    accent: Text = Field(ACCENT, description="The colour of its buttons and links", examples=[ACCENT])
    language: Text = Field("", description="What it is written in, as HTML names it", examples=["en"])
    audience: Audience
    purpose: Text = Field("marketing", description="What people must have allowed", examples=["marketing"])
    topic: Text = Field("", description="One of the team's, where it is about one", examples=["offers"])


class CampaignLine(Schema):
    id: int = Field(description="Its number", examples=[7])
    name: str = Field(description="Its name", examples=["Thank you"])
    channel: str = Field(description="How it leaves the house", examples=["paper"])
    subject: str = Field(description="As it was written", examples=["Hello again"])
    body: str = Field(description="As it was written", examples=["Thank you, {{ person.first_name }}!"])
    preheader: str = Field(description="Of an e-mail; else “”", examples=[""])
    blocks: Blocks | None = Field(description="Of an e-mail; else null", examples=[None])
    accent: str = Field(description="Of an e-mail; else “”", examples=[""])
    language: str = Field(description="Of an e-mail; else “”", examples=[""])
    audience: AudienceOut = Field(description="As it was written", examples=[{"segment": 3}])
    purpose: str = Field(description="What people must have allowed", examples=["marketing"])
    topic: str = Field(description="What it is about; “” for nothing by itself", examples=[""])
    created_at: datetime = Field(description="When it was written", examples=["2026-11-20T10:00:00Z"])
    launched_at: datetime | None = Field(
        description="When it was sent off; null for a draft", examples=["2026-11-21T09:30:00Z"]
    )


class CampaignOut(CampaignLine):
    state: str = Field(
        json_schema_extra={"enum": ["draft", "asking", "sending", "done", "trouble"]},
        description="draft → asking → sending → done; “trouble” while the audience cannot be found",
        examples=["done"],
    )
    trouble: str = Field(description="Why the audience cannot be found; else “”", examples=[""])
    audience_size: int | None = Field(description="People found; null until the rule has been asked", examples=[120])
    progress: ProgressOut
    orders_after_7_days: OrdersAfterOut


class Campaigns(Schema):
    campaigns: list[CampaignLine] = Field(description="Newest first")
    next_cursor: str | None = Field(
        description="Hand it over as `cursor` for older ones; null on the last page", examples=["6"]
    )
