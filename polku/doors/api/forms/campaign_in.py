"""A campaign, as programs write it."""

from pydantic import Field

from polku.doors.api.forms.audience import Audience
from polku.doors.api.forms.base import Given, Name, Text
from polku.doors.api.forms.mail import EXAMPLE as BLOCKS_EXAMPLE
from polku.doors.api.forms.mail import Blocks
from polku.say.content.blocks.blocks import ACCENT


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
