"""MessageTemplates of messages and folders, as programs see them."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, StrictInt

from polku.doors.api.forms.audience import Audience
from polku.doors.api.forms.base import Given, Name, Text
from polku.doors.api.forms.mail import EXAMPLE as BLOCKS_EXAMPLE

Folder = Annotated[Text, Field(max_length=80)]
IN = "The folder in which it lies; “” for none"


class TemplateIn(Given):
    campaign: StrictInt = Field(description="What this campaign says becomes the template", examples=[7])
    name: Name = Field(description="What people look for", examples=["Thank you"])
    folder: Folder = Field("", description=IN, examples=["Winter"])


class TemplatePatch(Given):
    name: Name | None = Field(None, description="What people look for", examples=["Thank you"])
    folder: Folder | None = Field(None, description=IN, examples=["Winter"])


class FromTemplateIn(Given):
    audience: Audience = Field(description="To whom: a rule, or a segment's number", examples=[{"segment": 3}])
    name: Name | None = Field(None, description="Of the campaign; the template's without one", examples=["Thank you"])
    folder: Folder = Field("", description="The folder in which the campaign lies", examples=["Winter"])


class MessageTemplateOut(Schema):
    id: int = Field(description="Its number", examples=[4])
    name: str = Field(description="What people look for", examples=["Thank you"])
    folder: str = Field(description=IN, examples=["Winter"])
    channel: str = Field(description="For which it was written", examples=["email"])
    subject: str = Field(description="With merge fields", examples=["Hello again"])
    body: str = Field(description="With merge fields; “” where it has blocks", examples=["Thank you!"])
    blocks: list[dict[str, Any]] | None = Field(description="Of a mail or a chat; else null", examples=[BLOCKS_EXAMPLE])
    made_at: datetime = Field(description="When it was kept", examples=["2026-11-20T10:00:00Z"])


class MessageTemplates(Schema):
    templates: list[MessageTemplateOut] = Field(description="By name")


class FoldersOut(Schema):
    """A folder is there as long as something is in it."""

    campaigns: list[str] = Field(description="In which campaigns lie", examples=[["Winter"]])
    templates: list[str] = Field(description="In which templates lie", examples=[["Greetings"]])
