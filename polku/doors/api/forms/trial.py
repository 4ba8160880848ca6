"""Versions of a campaign's message, and how they are tried, as programs write and see them."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from polku.act.campaigns.trials.set_up import LEAST_PERCENT, MOST_LATER_H, MOST_WAIT_H
from polku.doors.api.forms.base import Given, Text
from polku.doors.api.forms.chat import QUICK_EXAMPLE, SENDER_EXAMPLE, ChatBlocks, QuickReplies, SenderForm
from polku.doors.api.forms.mail import EXAMPLE as BLOCKS_EXAMPLE
from polku.say.content.blocks.blocks import ACCENT

Goal = Literal["opened", "clicked", "ordered"]
Unclear = Literal["leader", "first", "ask"]
Percent = Annotated[int, Field(ge=LEAST_PERCENT, le=100, strict=True)]
Hours = Annotated[int, Field(ge=1, le=MOST_WAIT_H, strict=True)]
Later = Annotated[int, Field(ge=0, le=MOST_LATER_H, strict=True)]


class VariantIn(Given):
    """One more version of what a campaign says. What is left out of channel, subject and body is the campaign's."""

    channel: Text | None = Field(None, description="By which channel it leaves", examples=["email"])
    subject: Text | None = Field(None, description="With merge fields", examples=["20 % off our new tea"])
    body: Text | None = Field(None, description="With merge fields; on channels with blocks one text", examples=["Hi!"])
    preheader: Text = Field("", description="What mail programs show beside the subject", examples=["Until Sunday"])
    blocks: ChatBlocks | None = Field(None, description="Of an e-mail or a chat", examples=[BLOCKS_EXAMPLE])
    quick_replies: QuickReplies = Field([], description="Of a chat, below its last message", examples=[QUICK_EXAMPLE])
    sender: SenderForm | None = Field(None, description="Of a chat: who seems to write", examples=[SENDER_EXAMPLE])
    alt: Text = Field("", description="Of a chat: what notifications say of cards", examples=["New tea"])
    is_silent: bool = Field(False, strict=True, description="Of a chat: phones make no sound for it", examples=[False])
    accent: Text = Field(ACCENT, description="The colour of its buttons and links", examples=[ACCENT])
    language: Text = Field("", description="What it is written in, as HTML names it", examples=["en"])
    later_h: Later = Field(0, description="It leaves so many hours after the others", examples=[0])


class TrialIn(Given):
    """How versions are tried. What is left out stays as it is."""

    percent: Percent | None = Field(None, description="Of the audience, who take part; 100: all", examples=[20])
    goal: Goal | None = Field(None, description="What the better one has more of", examples=["clicked"])
    wait_h: Hours | None = Field(None, description="Hours until it is decided at the latest", examples=[24])
    ends_early: bool | None = Field(
        None, strict=True, description="Decide as soon as one is clearly ahead", examples=[True]
    )
    unclear: Unclear | None = Field(
        None,
        description="When none is: “leader” has the most, “first” is the campaign's own, “ask” waits for somebody",
        examples=["leader"],
    )


class WinnerIn(Given):
    number: Annotated[int, Field(ge=0, le=9, strict=True)] = Field(description="The version's; 0 is A", examples=[1])


class VersionOut(Schema):
    number: int = Field(description="0 is the campaign's own message, A", examples=[1])
    letter: str = Field(description="As people call it", examples=["B"])
    channel: str = Field(description="By which channel it leaves", examples=["email"])
    subject: str = Field(description="Where it has one", examples=["20 % off our new tea"])
    body: str = Field(description="Where it has no blocks", examples=[""])
    later_h: int = Field(description="It leaves so many hours after the others", examples=[0])
    people: int | None = Field(description="Drawn for it; null before the launch", examples=[1_204])
    reached: int | None = Field(description="Of those, who did what is tried for", examples=[61])
    share: float | None = Field(description="The one over the other, 0 to 1", examples=[0.0507])
    share_low: float | None = Field(description="Where the share lies with 95 % (Wilson)", examples=[0.0397])
    share_high: float | None = Field(description="… and its upper end", examples=[0.0645])
    left: int | None = Field(description="Who unsubscribed or complained", examples=[2])
    is_barred: bool = Field(description="Clearly more people left than after A: it cannot win", examples=[False])


class TrialOut(Schema):
    percent: int = Field(description="Of the audience, who take part", examples=[20])
    goal: str = Field(description="opened, clicked or ordered", examples=["clicked"])
    wait_h: int = Field(description="Hours until it is decided at the latest", examples=[24])
    ends_early: bool = Field(description="As soon as one is clearly ahead", examples=[True])
    unclear: str = Field(description="leader, first or ask", examples=["leader"])
    versions: list[VersionOut] = Field(description="The campaign's own first")
    rest: int | None = Field(description="People who wait, or waited, for the winner", examples=[9_632])
    ends_at: datetime | None = Field(description="When it is decided at the latest", examples=["2026-11-24T09:30:00Z"])
    clear: int | None = Field(description="The number of the one that is clearly ahead", examples=[None])
    sizes_p: float | None = Field(
        description="How often groups drawn so are as far from equal sizes (chi-square)", examples=[0.41]
    )
    decided_at: datetime | None = Field(description="null: it goes on", examples=[None])
    winner: int | None = Field(description="The number of the one that the rest got", examples=[None])
    why: str = Field(description="“clear”, “leader”, “first”, “chosen”; empty while it goes on", examples=[""])
