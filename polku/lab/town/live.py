"""The town on the lab's clock: its shoppers act through the platform's own verbs, their phones and tills over HTTP."""

import asyncio
import time
from dataclasses import dataclass, field

import numpy as np

from polku.lab.line import friend_does, looks
from polku.lab.line.account import BLOCKED, FRIEND, Account
from polku.lab.line.taps import tap
from polku.lab.line.world import News, World
from polku.lab.people import person
from polku.lab.phones.mailboxes import OWN_WAYS, Mailboxes
from polku.lab.town.books import Books
from polku.lab.town.dice import throw
from polku.lab.town.road import Road
from polku.lab.town.tappable import AGREED, tappable
from polku.lab.town.till import card, purchase
from polku.lab.town.town import STEP_MS, Happened, Town
from polku.lab.town.truth import Truth

WORDS = {
    "ja": ("ありがとうございます!", "何時まで開いていますか?", "予約できますか?", "楽しみにしています"),
    "en": ("Thank you!", "Until when are you open today?", "Can I book a table?", "Looking forward to it"),
}


@dataclass(frozen=True)
class Plan:
    """`user_id`: how polku knows shopper number 7, with {number} in it."""

    seed: int = 1
    polku: str = ""
    write_key: str = ""
    currency: str = "USD"
    user_id: str = "{number}"
    truth: Truth = field(default_factory=Truth)


class Live:
    """One town in a world: shopper number 7 is the world's person number 7."""

    def __init__(self, world: World, account: Account, plan: Plan) -> None:
        self.world, self.account, self.plan = world, account, plan
        self.town = Town(world.people, seed=plan.seed, begun_ms=world.clock.now_ms(), truth=plan.truth)
        self.books = Books()
        self.road = Road(plan.polku, plan.write_key)
        self.has_shown_card = np.zeros(world.people, bool)
        self._deaf = world.listen(self._arrives)
        self._tasks = [asyncio.ensure_future(self._walk()), asyncio.ensure_future(self.road.carry())]

    async def close(self) -> None:
        self._deaf()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def step(self) -> Happened:
        """A quarter of an hour of everybody's life."""
        states = self.account.states[: self.town.count]
        self.town.is_friend, self.town.has_blocked = states == FRIEND, states == BLOCKED
        held = self.world.shelf(Mailboxes).held
        if held:
            # A phone that somebody holds in a browser does nothing by itself.
            self.town.leave_alone(np.array([one for one in held if one < self.town.count], np.int64))
        happened = self.town.go_on()
        self.books.note(happened)
        self._phones(happened)
        self._tills(happened)
        return happened

    async def _walk(self) -> None:
        while True:
            await self.world.clock.until(self.town.now_ms + STEP_MS)
            self.step()
            await asyncio.sleep(0)

    def _arrives(self, news: News) -> None:
        if news.account is not self.account or news.sending.way in OWN_WAYS:
            return
        known = news.numbers[news.numbers < self.town.count]
        messages = self.account.chats.bodies.get(news.sending.body) or []
        self.town.deliver(known, message=news.sending.number, can_tap=bool(tappable(messages)))

    def _phones(self, happened: Happened) -> None:
        mailboxes, world, account = self.world.shelf(Mailboxes), self.world, self.account
        what = dict(zip(happened.saw.tolist(), happened.saw_what.tolist(), strict=True))
        for number, message in what.items():
            looks.see(account, number, account.chats.sendings[message])
            mailboxes.seen(account, number)
        for number in happened.clicked.tolist():
            self._taps(number, what[number])
        for number in happened.answered.tolist():
            said = WORDS["ja" if person(number).language == "ja" else "en"]
            friend_does.says(world, account, number, said[(number + self.town.step) % len(said)])
        for number in happened.blocked.tolist():
            friend_does.block(world, account, number)
        for number in happened.added.tolist():
            friend_does.add(world, account, number)

    def _taps(self, number: int, message: int) -> None:
        """One of the things that can be tapped; the first is liked best."""
        sending = self.account.chats.sendings[message]
        actions = tappable(self.account.chats.bodies.get(sending.body) or [])
        if not actions:
            return
        dice = float(throw(self.plan.seed, self.town.step, "which", np.array([number]))[0])
        action = actions[int(dice**2 * len(actions))]
        params = {action.get("mode", "date"): AGREED} if action["type"] == "datetimepicker" else {}
        done = tap(self.world, self.account, number, action, **params)
        if done.opens:
            looks.click(self.account, number, sending, done.opens)
            self.road.click(number, done.opens)

    def _tills(self, happened: Happened) -> None:
        if not self.plan.write_key:
            return
        # Where the lab's clock is ahead of ours, it happens now: what is to come is refused by whoever hears of it.
        at_ms = min(happened.at_ms, int(time.time() * 1_000))  # noqa: TID251 - the clock of those who hear of it
        events = []
        for number, amount in zip(happened.bought.tolist(), happened.amounts.tolist(), strict=True):
            user_id = self.plan.user_id.format(number=number)
            if self.town.is_friend[number] and not self.has_shown_card[number]:
                self.has_shown_card[number] = True
                events.append(card(user_id=user_id, line_id=self.account.ids.of(number), at_ms=at_ms))
            events.append(
                purchase(
                    key=f"town-{self.plan.seed}-{happened.at_ms // STEP_MS}-{number}",
                    user_id=user_id,
                    at_ms=at_ms,
                    amount=amount,
                    store=int(self.town.people.store[number]),
                    currency=self.plan.currency,
                )
            )
        self.road.tell(events)
