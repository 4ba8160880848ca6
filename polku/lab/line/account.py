"""One official account, and everything the platform keeps for it."""

from hashlib import sha256

import numpy as np

from polku.lab.line.bodies import Bodies
from polku.lab.line.chats import Chats
from polku.lab.line.clock import Clock
from polku.lab.line.shelves import Shelves
from polku.lab.line.user_ids import UserIds

STRANGER, FRIEND, BLOCKED = 0, 1, 2
States = np.ndarray[tuple[int], np.dtype[np.uint8]]


class Account(Shelves):
    def __init__(
        self, *, seed: int, order: int, people: int, name: str, provider: str, bodies: Bodies, clock: Clock
    ) -> None:
        super().__init__()
        digits = sha256(f"polku lab account {seed} {order}".encode()).hexdigest()
        self.name = name
        self.clock = clock
        self.provider = provider
        self.channel_id = str(2_000_000_000 + int(digits[:7], 16))
        self.secret = digits[8:40]
        self.long_lived_token = f"long-lived-{digits}"
        self.user_id = "U" + sha256(digits.encode()).hexdigest()[:32]
        self.basic_id = f"@{int(digits[40:48], 16) % 1_000:03d}{digits[48:53]}"
        self.login_channel_id = str(int(self.channel_id) + 500_000_000)
        self.login_secret = sha256(f"login {digits}".encode()).hexdigest()[:32]
        self.ids = UserIds(seed=seed, provider=provider)
        self.states: States = np.zeros(people, dtype=np.uint8)
        self.chats = Chats(people, bodies)
        self.country = "JP"
        self.is_verified = True
        self.has_rates = True  # False where something else than LINE's rates is measured
        self.chat_mode = "bot"
        self.quota: int | None = None  # messages a month; None: without end
        self.webhook_url = ""
        self.is_webhook_on = True
        self.redelivers = True
        self.passes_over_strangers = False  # in a multicast; else it is refused, for LINE says both

    def renew_secret(self) -> None:
        """The old one is void at once, as with LINE."""
        self.secret = sha256(f"next {self.secret}".encode()).hexdigest()[:32]

    def grow(self, people: int) -> None:
        self.states = np.concatenate((self.states, np.zeros(people - len(self.states), dtype=np.uint8)))
        self.chats.grow(people)

    def is_friend(self, number: int) -> bool:
        return bool(self.states[number] == FRIEND)
