"""A block of letters to LINE: round after round, until there is something to tell of each."""

from collections.abc import Sequence

from polku.kit import clock
from polku.say.channels.channel import Failed, Held, Later, Letter, Outcome, Unknown
from polku.say.channels.line import friends, holds, keep_token, thread
from polku.say.channels.line.calls import split
from polku.say.channels.line.calls.call import Call
from polku.say.channels.line.calls.carry_out import STOPS, Instead, Round
from polku.say.channels.line.calls.no_answer import note
from polku.say.channels.line.calls.write import Written
from polku.say.channels.line.client import Client
from polku.say.channels.line.trouble import Trouble
from polku.say.channels.line.way import Way

BLOCK_S = 10.0  # no attempt begins after so long: with its answer it ends well within the lease
GOAL_S = 1.5  # how long a block should take
LEAST, MOST = 20, 3_000  # letters in a block: more take more memory and save no time


class Pace:
    """What an account's blocks have taken so far, and how often it was held up in a row."""

    def __init__(self) -> None:
        self.batch = 500
        self.held_up = 0
        self.is_well = False  # something has been taken since the last trouble, or the start

    def took(self, letters: int, seconds: float) -> None:
        if letters:
            # At once down, and no more than double.
            self.batch = max(LEAST, min(MOST, int(letters / max(seconds, 0.001) * GOAL_S), self.batch * 2))


def send(written: Written, way: Way, pace: Pace) -> list[Outcome]:
    """One outcome for each letter, in their order."""
    letters = {letter.message_id: letter for letter in written.letters}
    outcomes: dict[int, Outcome] = {}
    begun = clock.monotonic()
    calls: Sequence[Call] = written.calls
    while calls:
        calls = _round(calls, letters, outcomes, way=way, pace=pace, end=begun + BLOCK_S)
    pace.took(len(letters), clock.monotonic() - begun)
    bad = [letters[number].address for number, one in outcomes.items() if number in letters and _is_unknown_person(one)]
    if bad:
        friends.refuse(way.account, bad)
    # Without an outcome: another worker has put other calls in the place of this one.
    return [outcomes.get(letter.message_id, Later(0)) for letter in written.letters]


def of_ended(written: Written) -> list[Outcome]:
    """The account is no more: what has not been tried is not sent, what has may have arrived."""
    why = Trouble("line_ended").reason
    tried = {number for call in written.calls if call.is_doubtful for number in call.messages}
    return [Unknown(why, is_over=True) if letter.message_id in tried else Held(why) for letter in written.letters]


def _round(
    calls: Sequence[Call], letters: dict[int, Letter], outcomes: dict[int, Outcome], *, way: Way, pace: Pace, end: float
) -> list[Call]:
    """Makes the calls. Returns those that came to stand in the place of some."""
    made: list[Round] = []

    async def work(client: Client) -> list[tuple[Call, Outcome | Instead]]:
        made.append(Round(client, end))
        return await made[0].carry_out(calls)

    done = thread.run(way, work)
    keep_token.keep(made[0].client)
    _hold_up(made[0], way, pace)
    note([call for call, verdict in done if isinstance(verdict, Unknown)])
    by_verdict: dict[Instead, list[Call]] = {Instead.HALVES: [], Instead.PUSH: []}
    for call, verdict in done:
        if isinstance(verdict, Instead):
            by_verdict[verdict].append(call)
        else:
            outcomes.update(dict.fromkeys(call.messages, verdict))
    now_ms = clock.now_ms()
    return [
        *split.split(way.account, by_verdict[Instead.HALVES], letters, now_ms=now_ms),
        *split.push_instead(way.account, by_verdict[Instead.PUSH], letters, now_ms=now_ms),
    ]


def _hold_up(made: Round, way: Way, pace: Pace) -> None:
    """What holds the whole account up is kept in its row; that it goes well again, too."""
    why = made.holds_up
    if why is None and made.is_down:
        why = Trouble("line_unreachable", way.host)
    if why is not None and why.code in STOPS:
        holds.stop(way.account, why, now=clock.now())
    elif why is not None:
        holds.wait(way.account, why, times=pace.held_up, now=clock.now())
        pace.held_up, pace.is_well = pace.held_up + 1, False
    elif made.successes and not pace.is_well:
        pace.held_up, pace.is_well = 0, True
        holds.go_on(way.account)


def _is_unknown_person(outcome: Outcome) -> bool:
    return isinstance(outcome, Failed) and outcome.reason.startswith("line_user")
