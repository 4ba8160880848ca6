"""What can go wrong between here and a platform: a code, as rows keep it, and its sentence in the reader's language."""

from collections.abc import Callable, Mapping
from typing import ClassVar

import msgspec

Sentences = Mapping[str, Callable[[], str]]  # by code; `{0}` is the detail


class Trouble(msgspec.Struct, frozen=True):
    """Each platform has a kind of its own, with its `sentences`. `is_temporary`: later it may work."""

    sentences: ClassVar[Sentences] = {}

    code: str
    detail: str = ""
    is_temporary: bool = True

    @property
    def reason(self) -> str:
        """As it is kept in a row."""
        return f"{self.code}|{self.detail}" if self.detail else self.code

    @property
    def sentence(self) -> str:
        return self.sentences[self.code]().format(self.detail)
