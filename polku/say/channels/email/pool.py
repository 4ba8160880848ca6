"""The connections to the mail server: kept open from one block of letters to the next, several in use at once."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import msgspec

from polku.kit import clock
from polku.say.channels.channel import Failed, Later, Outcome
from polku.say.channels.email.compose import Job
from polku.say.channels.email.connect import Unreachable, Way
from polku.say.channels.email.line import Gone, Line
from polku.say.channels.email.settings import MOST_CONNECTIONS
from polku.say.channels.email.trouble import Trouble

log = logging.getLogger(__name__)

BLOCK_S = 15.0  # a block is given back after so long, well before its lease ends
LETTERS_A_LINE = 3  # for fewer another connection is not worth opening

Letters = deque[tuple[int, Callable[[], Job]]]  # by their place in the block; written when their turn comes


class Pool:
    def __init__(self) -> None:
        self._lines: list[Line] = []  # that nobody uses at the moment
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(MOST_CONNECTIONS, thread_name_prefix="email")

    def deliver(
        self, jobs: Sequence[Callable[[], Job]], *, way: Way, connections: int, per_second: float
    ) -> list[Outcome]:
        """What became of each, in their order. What there was no time for is Later."""
        block = _Block(self, jobs, way=way, pause_s=1 / per_second if per_second else 0.0)
        workers = min(connections, max(1, len(jobs) // LETTERS_A_LINE))
        for done in [self._threads.submit(block.work) for _number in range(workers)]:
            done.result()
        return block.results()

    def take(self, way: Way) -> Line:
        """A connection that works. Raises Unreachable."""
        while True:
            with self._lock:
                line = self._lines.pop() if self._lines else None
            if line is None:
                return Line(way)
            if line.way == way and line.is_alive():
                return line
            line.leave()  # the settings have changed, or the server has hung up

    def give_back(self, line: Line) -> None:
        with self._lock:
            self._lines.append(line)

    def close(self) -> None:
        """Hang up everywhere."""
        with self._lock:
            lines, self._lines = self._lines, []
        for line in lines:
            line.leave()


class _Block:
    """One block of letters, worked on by several threads."""

    def __init__(self, pool: Pool, jobs: Sequence[Callable[[], Job]], *, way: Way, pause_s: float) -> None:
        self._pool, self._way, self._pause_s = pool, way, pause_s
        self._left: Letters = deque(enumerate(jobs))
        self._outcomes: dict[int, Outcome] = {}
        self._count = len(jobs)
        self._end = clock.monotonic() + BLOCK_S
        self._down: Trouble | None = None

    def results(self) -> list[Outcome]:
        rest: Outcome = Later(0) if self._down is None else Failed(self._down.reason, is_temporary=True)
        return [self._outcomes.get(number, rest) for number in range(self._count)]

    def work(self) -> None:
        """Letters over one connection, until none is left or the time is over."""
        line: Line | None = None
        turn = self._next()
        is_again = False
        while turn is not None:
            ahead = None if self._pause_s else self._next()
            try:
                line = line or self._pool.take(self._way)
                self._outcomes[turn.number] = line.deliver(turn.job, ahead=ahead.job if ahead is not None else None)
            except Unreachable as problem:
                self._down = problem.trouble
                self._put_back(turn, ahead)
                return
            except Gone:
                line = None
                self._put_back(ahead)
                if is_again:
                    gone = Trouble("email_cut", self._way.server)
                    self._outcomes[turn.number] = Failed(gone.reason, is_temporary=True)
                    turn = self._next()
                # Once more over a new connection: this one was perhaps only old.
                is_again = not is_again
                continue
            if line.is_closed:
                line = None
            is_again = False
            turn = ahead if ahead is not None else self._paused()
        if line is not None:
            self._pool.give_back(line)

    def _next(self) -> "_Turn | None":
        """The next letter, written; one that cannot be written stops none of the others."""
        while clock.monotonic() < self._end:
            try:
                number, write = self._left.popleft()
            except IndexError:
                return None
            try:
                return _Turn(number, write())
            except Exception as problem:
                log.exception("A letter could not be written")
                self._outcomes[number] = Failed(Trouble("email_write", type(problem).__name__).reason)
        return None

    def _paused(self) -> "_Turn | None":
        if self._pause_s and self._left:
            clock.pause(self._pause_s)
        return self._next()

    def _put_back(self, *turns: "_Turn | None") -> None:
        for turn in reversed(turns):
            if turn is not None:
                self._left.appendleft((turn.number, partial(_same, turn.job)))


class _Turn(msgspec.Struct, gc=False):
    number: int  # in the block
    job: Job


def _same(job: Job) -> Job:
    return job
