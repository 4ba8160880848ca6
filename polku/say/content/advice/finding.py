"""What was found."""

from typing import Literal

import msgspec

About = Literal["access", "spam", "reading"]  # who cannot see well; filters; everybody


class Finding(msgspec.Struct, frozen=True):
    """`field`: its place as people count, "blocks.2.text"; "" for the whole."""

    code: str
    about: About
    sentence: str
    field: str = ""

    @property
    def block(self) -> int | None:
        """The number of the block that is meant, or that holds it."""
        name, _dot, number = self.field.partition(".")
        return int(number.split(".")[0]) if name == "blocks" and number else None
