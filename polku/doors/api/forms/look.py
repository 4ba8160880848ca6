"""The look of customers' pages, as programs say and see it."""

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Given, Text


class LookIn(Given):
    color: Text | None = Field(
        None, max_length=7, description="Of buttons and links; empty: the usual one", examples=["#1f6f5c"]
    )
    logo: Text | None = Field(
        None,
        description="A picture (PNG, JPEG, GIF, WebP) of at most 1.8 MB, in base64; empty: none",
        examples=["iVBORw0KGgo…"],
    )


class LookOut(Schema):
    color: str = Field(description="Empty: the usual one", examples=["#1f6f5c"])
    logo: str = Field(
        description="Its address; empty: there is none", examples=["https://example.com/p/media/9f86d0/logo.webp"]
    )
    is_weak_on_light: bool = Field(
        description="As it is, the color is badly read on light pages: a darker one stands in", examples=[False]
    )
    is_weak_on_dark: bool = Field(description="The same on dark pages, with a lighter one", examples=[True])
