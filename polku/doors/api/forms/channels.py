"""Channels, as programs see and connect them."""

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Given, Name, Text

Kind = Literal["stateless", "v2.1", "long_lived"]
STATE = "active, waiting (LINE is out of messages or reach), trouble (LINE refuses the token), or stopped"


class ChannelIn(Given):
    kind: Literal["line"] = Field("line", description="The platform", examples=["line"])
    name: Text = Field(
        description="[a-z][a-z0-9_]{0,23}, kept for good: the channel is “line:NAME”", examples=["kahvila"]
    )
    title: Name = Field(description="What the team calls it", examples=["Kahvila Shibuya"])
    channel_id: Text = Field(description="Of the Messaging API channel", examples=["1650000000"])
    secret: Text = Field(description="The channel secret", examples=["8c570fa6dd201bb328f1c1eac23a96d8"])
    token_kind: Kind = Field("stateless", description="How access tokens are got", examples=["stateless"])
    key: Text = Field("", description="long_lived: the token; v2.1: the private key, as JWK", examples=[""])
    key_id: Text = Field("", description="v2.1: LINE's name of the public key", examples=[""])
    relay_url: Text = Field("", description="Where webhooks go on to, as they came", examples=[""])
    api_base: Text = Field("https://api.line.me", description="LINE, or a stand-in", examples=["https://api.line.me"])
    data_api_base: Text = Field(
        "https://api-data.line.me", description="LINE for files, or a stand-in", examples=["https://api-data.line.me"]
    )
    plan: Text = Field("", description="A plan of limits.toml; “” where none is said", examples=["jp_light"])
    check: bool = Field(
        True, strict=True, description="Ask LINE first, and keep nothing where it refuses", examples=[True]
    )
    set_webhook: bool = Field(False, strict=True, description="Have LINE deliver to this polku", examples=[False])


class ChannelChange(Given):
    """What is left out stays."""

    title: Name | None = Field(None, description="What the team calls it", examples=["Kahvila Shibuya"])
    channel_id: Text | None = Field(None, description="Of the Messaging API channel", examples=["1650000000"])
    secret: Text | None = Field(
        None, description="A new channel secret; the old one is taken for a day as well", examples=[None]
    )
    token_kind: Kind | None = Field(None, description="How access tokens are got", examples=["stateless"])
    key: Text | None = Field(None, description="long_lived: the token; v2.1: the private key", examples=[None])
    key_id: Text | None = Field(None, description="v2.1: LINE's name of the public key", examples=[None])
    relay_url: Text | None = Field(None, description="Where webhooks go on to", examples=[None])
    api_base: Text | None = Field(None, description="LINE, or a stand-in", examples=[None])
    data_api_base: Text | None = Field(None, description="LINE for files, or a stand-in", examples=[None])
    plan: Text | None = Field(None, description="A plan of limits.toml; “” for none", examples=["jp_light"])
    is_stopped: bool | None = Field(None, strict=True, description="Stop sending, or go on", examples=[None])
    set_webhook: bool = Field(False, strict=True, description="Have LINE deliver to this polku", examples=[False])


class ChannelOut(Schema):
    name: str = Field(description="By which campaigns and messages name it", examples=["line:kahvila"])
    kind: str = Field(description="The platform: what people say yes and no to", examples=["line"])
    title: str = Field(description="What the team calls it", examples=["Kahvila Shibuya"])
    state: str = Field(description=STATE, examples=["active"])
    trouble: str = Field(description="What is wrong, in words; else “”", examples=[""])
    channel_id: str = Field(description="Of the Messaging API channel", examples=["1650000000"])
    token_kind: str = Field(description="How access tokens are got", examples=["stateless"])
    key_id: str = Field(description="v2.1: LINE's name of the public key", examples=[""])
    relay_url: str = Field(description="Where webhooks go on to", examples=[""])
    api_base: str = Field(description="LINE, or a stand-in", examples=["https://api.line.me"])
    data_api_base: str = Field(description="LINE for files, or a stand-in", examples=["https://api-data.line.me"])
    plan: str = Field(description="A plan of limits.toml, “own” or “”", examples=["jp_light"])
    basic_id: str = Field(description="As customers find it; “” until LINE has told", examples=["@123abcde"])
    display_name: str = Field(description="As customers see it", examples=["カフェ Kahvila"])
    webhook_url: str = Field(
        description="Where LINE must deliver", examples=["https://polku.example/hook/line/kahvila"]
    )
    webhook_is_set: bool = Field(description="Whether LINE said that it does, when it was last asked", examples=[True])
    quota: int | None = Field(description="Messages this month; null: no limit known", examples=[5000])
    used: int = Field(description="Of them, used: LINE's count and what was sent since", examples=[120])
    created_at: datetime = Field(description="When it was connected", examples=["2026-11-20T10:00:00Z"])


class Channels(Schema):
    channels: list[ChannelOut] = Field(description="Those that have not ended, by name")
