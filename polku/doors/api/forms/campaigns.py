"""Campaigns, as programs see them."""

from datetime import datetime

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.audience import EXCLUSION, HOLDOUT, AudienceOut
from polku.doors.api.forms.chat import ChatBlocks, QuickReplies, SenderForm
from polku.doors.api.forms.link_tags import EXAMPLE as TAGS_EXAMPLE
from polku.doors.api.forms.link_tags import MEANING, LinkTags
from polku.doors.api.forms.outcome import OrdersAfterOut, ProgressOut
from polku.doors.api.forms.rule import Rule
from polku.doors.api.forms.several import EXAMPLE as SEVERAL
from polku.doors.api.forms.several import OF_SEVERAL, SeveralForm

STATES = ("draft", "approval", "planned", "asking", "sending", "paused", "testing", "following", "done", "trouble")


class CampaignLine(Schema):
    id: int = Field(description="Its number", examples=[7])
    name: str = Field(description="Its name", examples=["Thank you"])
    channel: str = Field(description="How it leaves the house", examples=["paper"])
    subject: str = Field(description="As it was written", examples=["Hello again"])
    body: str = Field(description="As it was written", examples=["Thank you, {{ person.first_name }}!"])
    preheader: str = Field(description="Of an e-mail; else “”", examples=[""])
    blocks: ChatBlocks | None = Field(description="Of an e-mail or a chat; else null", examples=[None])
    quick_replies: QuickReplies = Field(description="Of a chat", examples=[[]])
    sender: SenderForm | None = Field(description="Of a chat; null where it is the account", examples=[None])
    is_silent: bool = Field(description="Of a chat: phones make no sound for it", examples=[False])
    alt: str = Field(description="Of a chat; else “”", examples=[""])
    accent: str = Field(description="Of an e-mail or a chat; else “”", examples=[""])
    language: str = Field(description="Of an e-mail or a chat; else “”", examples=[""])
    audience: AudienceOut = Field(description="As it was written", examples=[{"segment": 3}])
    exclusion: Rule | None = Field(description="Who of them gets nothing; null: nobody", examples=[EXCLUSION])
    holdout_percent: int = Field(description=HOLDOUT, examples=[10])
    purpose: str = Field(description="What people must have allowed", examples=["marketing"])
    topic: str = Field(description="What it is about; “” for nothing by itself", examples=[""])
    link_tags: LinkTags | None = Field(description=MEANING, examples=[TAGS_EXAMPLE])
    folder: str = Field(description="The folder in which it lies; “” for none", examples=["Winter"])
    priority: str = Field(
        json_schema_extra={"enum": ["high", "normal", "low"]},
        description="Which of two campaigns goes where a limit has no room for both",
        examples=["normal"],
    )
    gives: int | None = Field(description="The program of rewards that everybody gets one of", examples=[None])
    several: SeveralForm | None = Field(description=OF_SEVERAL, examples=[SEVERAL])
    created_at: datetime = Field(description="When it was written", examples=["2026-11-20T10:00:00Z"])
    launched_at: datetime | None = Field(
        description="When it was sent off; null for a draft", examples=["2026-11-21T09:30:00Z"]
    )


class CampaignOut(CampaignLine):
    state: str = Field(
        json_schema_extra={"enum": [*STATES]},
        description="draft (→ approval) (→ planned) → asking → sending (→ testing) (→ following) → done; “trouble”"
        " while the audience cannot be found; “approval” waits for somebody, “paused” by somebody; “testing”: some wait"
        " for the better version; “following”: who does not react gets it by another channel",
        examples=["done"],
    )
    stopped_at: datetime | None = Field(
        description="When somebody stopped it for good; else null", examples=["2026-11-21T09:40:00Z"]
    )
    trouble: str = Field(description="Why the audience cannot be found; else “”", examples=[""])
    audience_size: int | None = Field(
        description="People found at the launch; null until the rule has been asked. Those erased later"
        " still count here, and no longer in “progress.asked”",
        examples=[120],
    )
    held_out: int | None = Field(
        description="People found who get nothing on purpose, by this campaign’s holdout or the team’s; null until"
        " the rule has been asked",
        examples=[12],
    )
    progress: ProgressOut
    orders_after_7_days: OrdersAfterOut


class Campaigns(Schema):
    campaigns: list[CampaignLine] = Field(description="Newest first")
    next_cursor: str | None = Field(
        description="Hand it over as `cursor` for older ones; null on the last page", examples=["6"]
    )
