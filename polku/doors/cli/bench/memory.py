"""The most that polku holds at one moment while a bench runs: what the machine must have for it."""

from threading import Event, Thread

from polku.doors.cli.bench.program import Program


class Memory:
    """The most that both processes hold at one moment, looked at every five seconds: a look takes time."""

    def __init__(self, polku: Program) -> None:
        self._polku, self._over, self._most = polku, Event(), 0
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(5.0):
            self._most = max(self._most, self._polku.memory_mb()["now"])

    def end(self) -> int:
        self._over.set()
        self._thread.join()
        return self._most
