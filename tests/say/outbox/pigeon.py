"""A channel for tests: remembers what it delivered, and fails as it is told to."""

from collections import Counter
from collections.abc import Sequence

from polku.say.channels.channel import Content, Letter, Outcome, Recipient, Sent, Unknown


class Pigeon:
    name = kind = "pigeon"
    title = "Pigeon"
    is_html = False
    content: Content = "text"
    is_opt_out = True  # only who objects gets none; tests of consent make it ask
    batch = 100
    most_per_second: int | None = None

    def __init__(self, *, has_idempotency_key: bool) -> None:
        self.has_idempotency_key = has_idempotency_key
        self.stays_here = False
        self.arrived: Counter[str] = Counter()  # by the person's address
        self.letters: list[Letter] = []
        self._keys: set[str] = set()
        self.next_outcomes: list[Outcome] = []  # taken one by one; then everything is sent
        self.breaks = False

    def address_of(self, recipient: Recipient) -> str | None:
        return recipient.email or None

    def send(self, letters: Sequence[Letter]) -> Sequence[Outcome]:
        if self.breaks:
            raise ConnectionResetError
        return [self._deliver(letter) for letter in letters]

    def close(self) -> None:
        """Nothing is open."""

    def _deliver(self, letter: Letter) -> Outcome:
        # What stays without an answer has arrived all the same: the worse of the two cases.
        outcome = self.next_outcomes.pop(0) if self.next_outcomes else Sent()
        if isinstance(outcome, Sent | Unknown) and not (self.has_idempotency_key and letter.key in self._keys):
            self._keys.add(letter.key)
            self.letters.append(letter)
            self.arrived[letter.address] += 1
        return outcome
