"""The connections to the mail server: kept open from one block of letters to the next, several in use at once."""

import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from polku.kit import clock
from polku.say.channels.channel import Failed, Later, Outcome
from polku.say.channels.email.compose import Job
from polku.say.channels.email.connect import Unreachable, Way
from polku.say.channels.email.line import Gone, Line
from polku.say.channels.email.settings import MOST_CONNECTIONS
from polku.say.channels.email.trouble import Trouble

BLOCK_S = 10.0  # a block is given back after so long, well before its lease ends
LETTERS_A_LINE = 3  # for fewer another connection is not worth opening

Turn = tuple[int, Job]  # its place in the block


class Pool:
    def __init__(self) -> None:
        self._lines: list[Line] = []  # that nobody uses at the moment
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(MOST_CONNECTIONS, thread_name_prefix="email")

    def deliver(self, jobs: Sequence[Job], *, way: Way, connections: int, per_second: float) -> list[Outcome]:
        """What became of each, in their order. What there was no time for is Later."""
        block = _Block(self, jobs, way=way, pause_s=1 / per_second if per_second else 0.0)
        workers = min(connections, max(1, len(jobs) // LETTERS_A_LINE))
        for done in [self._threads.submit(block.work) for _number in range(workers)]:
            done.result()
        if block.has_rest:
            block.work()  # what was laid down by those who found no connection, over one that there is
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

    def __init__(self, pool: Pool, jobs: Sequence[Job], *, way: Way, pause_s: float) -> None:
        self._pool, self._way, self._pause_s = pool, way, pause_s
        self._left: deque[Turn] = deque(enumerate(jobs))
        self._outcomes: dict[int, Outcome] = {}
        self._count = len(jobs)
        self._end = clock.monotonic() + BLOCK_S
        self._down: Trouble | None = None

    @property
    def has_rest(self) -> bool:
        return bool(self._left and self._outcomes)

    def results(self) -> list[Outcome]:
        # Where some went through the server is there; it only wants fewer connections.
        is_down = self._down is not None and not self._outcomes
        rest: Outcome = Failed(self._down.reason, is_temporary=True) if self._down and is_down else Later(0)
        return [self._outcomes.get(number, rest) for number in range(self._count)]

    def work(self) -> None:
        """Letters over one connection, until none is left or the time is over."""
        line: Line | None = None
        turn = self._next()
        is_again = False
        while turn is not None:
            number, job = turn
            ahead = None if self._pause_s else self._next()
            try:
                line = line or self._pool.take(self._way)
                job.seal()
                self._outcomes[number] = line.deliver(job, ahead=ahead[1] if ahead is not None else None)
            except Unreachable as problem:
                self._down = problem.trouble
                self._put_back(turn, ahead)
                return
            except Gone:
                line = None
                self._put_back(ahead)
                if is_again:
                    gone = Trouble("email_cut", self._way.server)
                    self._outcomes[number] = Failed(gone.reason, is_temporary=True)
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

    def _next(self) -> Turn | None:
        try:
            return self._left.popleft() if clock.monotonic() < self._end else None
        except IndexError:
            return None

    def _paused(self) -> Turn | None:
        if self._pause_s and self._left:
            clock.pause(self._pause_s)
        return self._next()

    def _put_back(self, *turns: Turn | None) -> None:
        self._left.extendleft(turn for turn in reversed(turns) if turn is not None)
