"""A campaign, as programs write it."""

from typing import Literal

from pydantic import Field

from polku.doors.api.forms.audience import EXCLUSION, HOLDOUT, Audience, Percent
from polku.doors.api.forms.base import Given, Name, Text
from polku.doors.api.forms.chat import QUICK_EXAMPLE, SENDER_EXAMPLE, ChatBlocks, QuickReplies, SenderForm
from polku.doors.api.forms.link_tags import EXAMPLE as TAGS_EXAMPLE
from polku.doors.api.forms.link_tags import MEANING, LinkTags
from polku.doors.api.forms.mail import EXAMPLE as BLOCKS_EXAMPLE
from polku.doors.api.forms.rule import Rule
from polku.doors.api.forms.several import EXAMPLE as SEVERAL
from polku.doors.api.forms.several import OF_SEVERAL, SeveralForm
from polku.say.content.blocks.blocks import ACCENT

Priority = Literal["high", "normal", "low"]
OF_GIVES = "A program of rewards: everybody who is written to gets one of it first, once. null: nothing"
OF_PRIORITY = "Which of two campaigns goes where a limit has no room for both"


class CampaignIn(Given):
    name: Name = Field(description="For you; nobody else sees it", examples=["Thank you"])
    channel: Text = Field(
        "paper", description="How it leaves the house: “email”, “paper”, “line:NAME”", examples=["email"]
    )
    subject: Text = Field("", description="With merge fields (docs/guide/messages.md)", examples=["Hello again"])
    body: Text = Field(
        "",
        description="With merge fields, as Liquid. On channels with blocks, one text, where there are none",
        examples=["Thank you, {{ person.first_name }}!"],
    )
    preheader: Text = Field(
        "", description="What mail programs show beside the subject", examples=["Two cups for the price of one"]
    )
    blocks: ChatBlocks | None = Field(
        None,
        description="What an e-mail (docs/guide/email.md) or chat (docs/guide/blocks.md) is made of, not `body`",
        examples=[BLOCKS_EXAMPLE],
    )
    quick_replies: QuickReplies = Field([], description="Of a chat, below its last message", examples=[QUICK_EXAMPLE])
    sender: SenderForm | None = Field(
        None, description="Of a chat: who seems to write instead of the account", examples=[SENDER_EXAMPLE]
    )
    alt: Text = Field("", description="Of a chat: what notifications say of cards", examples=["Winter coffee is here"])
    is_silent: bool = Field(False, strict=True, description="Of a chat: phones make no sound for it", examples=[False])
    accent: Text = Field(ACCENT, description="The colour of its buttons and links", examples=[ACCENT])
    language: Text = Field("", description="What it is written in, as HTML names it", examples=["en"])
    audience: Audience
    exclusion: Rule | None = Field(None, description="Who of the audience gets nothing", examples=[EXCLUSION])
    holdout_percent: Percent = Field(0, description=HOLDOUT, examples=[10])
    purpose: Text = Field("marketing", description="What people must have allowed", examples=["marketing"])
    topic: Text = Field("", description="One of the team's, where it is about one", examples=["offers"])
    link_tags: LinkTags | None = Field(None, description=MEANING, examples=[TAGS_EXAMPLE])
    folder: Text = Field("", max_length=80, description="The folder in which it lies", examples=["Winter"])
    priority: Priority = Field("normal", description=OF_PRIORITY, examples=["high"])
    gives: int | None = Field(None, strict=True, ge=1, le=2**53, description=OF_GIVES, examples=[4])


class CampaignPatch(Given):
    """Of a draft. What is left out stays as it is."""

    name: Name | None = Field(None, description="For you; nobody else sees it", examples=["Thank you"])
    audience: Audience | None = Field(None, description="Who gets it", examples=[{"segment": 3}])
    exclusion: Rule | None = Field(
        None, description="Who of the audience gets nothing; null for nobody", examples=[EXCLUSION]
    )
    holdout_percent: Percent | None = Field(None, description=HOLDOUT, examples=[10])
    purpose: Text | None = Field(None, description="What people must have allowed", examples=["marketing"])
    topic: Text | None = Field(None, description="One of the team's, where it is about one", examples=["offers"])
    link_tags: LinkTags | None = Field(None, description=MEANING, examples=[TAGS_EXAMPLE])
    folder: Text | None = Field(None, max_length=80, description="The folder in which it lies", examples=["Winter"])
    priority: Priority | None = Field(None, description=OF_PRIORITY, examples=["high"])
    gives: int | None = Field(None, strict=True, ge=1, le=2**53, description=OF_GIVES, examples=[4])
    several: SeveralForm | None = Field(None, description=OF_SEVERAL, examples=[SEVERAL])
