"""How many messages each phone has not shown yet, and when the last one came: counted as they arrive."""

from dataclasses import dataclass

import numpy as np

from polku.lab.line.account import Account
from polku.lab.line.user_ids import Numbers
from polku.lab.line.world import News, World

OWN_WAYS = ("friend", "note")


@dataclass
class Mailbox:
    """Columns, one entry for each person."""

    unread: np.ndarray[tuple[int], np.dtype[np.int16]]
    newest_ms: Numbers

    def grow(self, people: int) -> None:
        more = people - len(self.unread)
        if more > 0:
            self.unread = np.concatenate((self.unread, np.zeros(more, np.int16)))
            self.newest_ms = np.concatenate((self.newest_ms, np.zeros(more, np.int64)))


class Mailboxes:
    """One for each account, kept on the world's shelf."""

    def __init__(self) -> None:
        self.world: World | None = None
        self.held: set[int] = set()  # phones that somebody has opened: the town leaves them to whoever holds them
        self._of: dict[str, Mailbox] = {}

    def begin(self, world: World) -> None:
        """Listen from now on; twice is once."""
        if self.world is None:
            self.world = world
            world.listen(self._arrives)

    def of(self, account: Account) -> Mailbox:
        people = len(account.states)
        box = self._of.get(account.channel_id)
        if box is None:
            box = Mailbox(np.zeros(people, np.int16), np.zeros(people, np.int64))
            self._of[account.channel_id] = box
        box.grow(people)
        return box

    def seen(self, account: Account, number: int) -> None:
        self.of(account).unread[number] = 0

    def _arrives(self, news: News) -> None:
        box = self.of(news.account)
        box.newest_ms[news.numbers] = news.sending.at_ms
        if news.sending.way not in OWN_WAYS:
            # A counter of two bytes: whoever has 32,000 unread messages has enough.
            box.unread[news.numbers] = np.minimum(
                box.unread[news.numbers].astype(np.int32) + news.sending.count, 32_000
            )
