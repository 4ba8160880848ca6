"""What is written for whatever channel, and how it looks there."""

from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Given, Text
from polku.doors.api.forms.chat import EXAMPLE, QUICK_EXAMPLE, SENDER_EXAMPLE, ChatBlocks, QuickReplies, SenderForm
from polku.doors.api.forms.people import ID
from polku.say.content.blocks.blocks import ACCENT


class ContentIn(Given):
    """Blocks are the same for every channel: a mail or a plain text is made of them where that is what it takes."""

    channel: Text = Field(description="How it leaves the house: email, paper, line:NAME", examples=["line:kahvila"])
    blocks: ChatBlocks = Field(description="What is said (docs/guide/blocks.md)", examples=[EXAMPLE])
    quick_replies: QuickReplies = Field([], description="Buttons below the last message", examples=[QUICK_EXAMPLE])
    sender: SenderForm | None = Field(
        None, description="Who seems to write instead of the account", examples=[SENDER_EXAMPLE]
    )
    alt: Text = Field(
        "", description="What notifications say of cards; “” for their own words", examples=["Your order is on its way"]
    )
    is_silent: bool = Field(
        False,
        strict=True,
        description="Of a chat: phones make no sound and do not vibrate when it arrives",
        examples=[False],
    )
    subject: Text = Field("", description="Of a mail, with merge fields", examples=["Your order is on its way"])
    preheader: Text = Field(
        "", description="What mail programs show beside the subject", examples=["It will be with you tomorrow"]
    )
    accent: Text = Field(ACCENT, description="The colour of buttons and links", examples=[ACCENT])
    language: Text = Field("", description="What it is written in, as HTML names it", examples=["en"])

    def content(self) -> dict[str, Any]:
        """As say/channels/written.py takes it."""
        return self.model_dump(exclude={"channel", "subject", "person", "key", "purpose"}, exclude_none=True)


class PreviewIn(ContentIn):
    person: Text | None = Field(
        None, description="For whom: a person's id. Without one nothing is known of the reader", examples=[ID]
    )


class ProblemOut(Schema):
    field: str = Field(description="Where: blocks.2.actions.1.label", examples=["blocks.2.actions.1.label"])
    sentence: str = Field(description="What is wrong and what to do", examples=["The button has no words."])
    line: int | None = Field(description="In which line of a text, from 1; null for all of it", examples=[1])


class CheckIn(ContentIn):
    """Content, as `POST /api/content/preview` takes it; nobody in particular reads it."""


class FindingOut(Schema):
    code: str = Field(description="What it is, for programs: it does not change", examples=["alt_missing"])
    about: Literal["access", "spam", "reading"] = Field(
        description="Who minds: people who see little, filters, or everybody who reads", examples=["access"]
    )
    sentence: str = Field(description="What was found and why it matters", examples=["A picture has no description."])
    field: str = Field(description="Where; “” for the whole", examples=["blocks.2"])


class FindingsOut(Schema):
    findings: list[FindingOut] = Field(description="The most important first; nothing of this keeps it from being sent")


class LengthOut(Schema):
    field: str = Field(description="Which field", examples=["blocks.2.actions.1.label"])
    units: int = Field(description="In UTF-16 units", examples=[11])
    graphemes: int = Field(description="In letters as readers see them", examples=[11])
    most: int = Field(description="How long it may be", examples=[20])
    counts: str = Field(description="By which of the two: “units” or “graphemes”", examples=["graphemes"])


class PreviewOut(Schema):
    messages: list[dict[str, Any]] = Field(
        description="In the channel's own form: LINE's message objects. Empty where there is none",
        examples=[[{"type": "text", "text": "Hello Devi, your order is on its way."}]],
    )
    subject: str = Field(description="Of a mail, for this person", examples=["Your order is on its way"])
    html: str = Field(description="Of a mail, for this person; else “”", examples=[""])
    text: str = Field(description="In words alone", examples=["Hello Devi, your order is on its way."])
    problems: list[ProblemOut] = Field(description="What keeps it from being sent to this person")
    hints: list[ProblemOut] = Field(description="What may keep it from working well")
    lengths: list[LengthOut] = Field(description="Of every field that has a bound there")
