"""Reply tokens: good for one answer, for a minute after the event came, or came again."""

from collections import OrderedDict
from dataclasses import dataclass

LIFE_S = 60.0
LIFE_WITH_REDELIVERY_S = 20 * 60.0  # after the event itself


@dataclass(slots=True)
class ReplyToken:
    person: int
    made_s: float
    came_s: float
    is_used: bool = False


class ReplyTokens:
    def __init__(self) -> None:
        self._tokens: OrderedDict[str, ReplyToken] = OrderedDict()

    def give(self, token: str, *, to: int, patience_s: float) -> None:
        while self._tokens:
            oldest = next(iter(self._tokens.values()))
            if patience_s - oldest.made_s <= LIFE_WITH_REDELIVERY_S:
                break
            self._tokens.popitem(last=False)
        self._tokens[token] = ReplyToken(to, patience_s, patience_s)

    def came_again(self, token: str, *, patience_s: float) -> None:
        if found := self._tokens.get(token):
            found.came_s = patience_s

    def use(self, token: str, *, patience_s: float) -> int | None:
        """The person it answers; None if it was used, is too old or was never given."""
        found = self._tokens.get(token)
        if found is None or found.is_used or patience_s - found.came_s > LIFE_S:
            return None
        if patience_s - found.made_s > LIFE_WITH_REDELIVERY_S:
            return None
        found.is_used = True
        return found.person
