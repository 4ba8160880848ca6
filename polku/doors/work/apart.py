"""Some lanes in a process of their own: Python runs one thread of a process at a time, and the fold alone fills one.

The process is a copy of this one, made before any thread is. It ends with us: told to, it finishes its blocks; when we
are gone, at once. Should it end by itself, its lanes go on here.
"""

import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from django.db import connections

from polku.doors.work.run import Work
from polku.kit import sql
from polku.know.events.read import CACHED_MB, keep_decoded

log = logging.getLogger(__name__)

SWITCH_S = 0.005  # a lane and one that listens: nobody waits for the interpreter
PAGES_MB = 24  # of the database, kept in memory for each thread
ENDS_WITHIN_S = 60.0
STOP = b"s"


class Apart:
    """`begin` before the first thread, `watch` when threads may be, `stop` in the end."""

    def __init__(self, make: Callable[[], Work]) -> None:
        self._make = make
        self._here: Work | None = None
        self._is_stopping = False
        self._watcher = threading.Thread(target=self._wait_for_its_end, name="work apart")
        self.process = 0
        self._line = -1

    def begin(self) -> None:
        connections.close_all()  # a connection must not be shared
        gc.freeze()
        ours, self._line = os.pipe()
        self.process = os.fork()
        if not self.process:
            os.close(self._line)
            self._live(ours)
        os.close(ours)
        keep_decoded(0)

    def watch(self) -> None:
        self._watcher.start()

    def stop(self) -> None:
        """Lets it finish its blocks, and waits for that."""
        self._is_stopping = True
        with suppress(BrokenPipeError):  # it has ended by itself
            os.write(self._line, STOP)
        self._watcher.join(ENDS_WITHIN_S)
        if self._watcher.is_alive():
            log.warning("process %d does not end; it is stopped", self.process)
            os.kill(self.process, signal.SIGKILL)
            self._watcher.join()
        os.close(self._line)
        if self._here is not None:
            self._here.stop()

    def _wait_for_its_end(self) -> None:
        _, status = os.waitpid(self.process, 0)
        if not self._is_stopping:
            log.error("process %d ended by itself (status %d); its work goes on here", self.process, status)
            keep_decoded(CACHED_MB)
            self._here = self._make()
            self._here.start()

    def _live(self, line: int) -> None:
        """The life of the other process: it never comes back from here."""
        try:
            for number in (signal.SIGTERM, signal.SIGINT):  # whole groups are told: it is our parent who tells us
                signal.signal(number, signal.SIG_IGN)
            sys.setswitchinterval(SWITCH_S)
            sql.keep_more_pages(connections["default"].settings_dict, PAGES_MB)
            loops = self._make()
            loops.start()
            if os.read(line, 1) == STOP:
                loops.stop()
        except BaseException:
            log.exception("work apart")
        finally:
            logging.shutdown()
            os._exit(0)  # what was to be done at the exit of our parent is not ours to do
