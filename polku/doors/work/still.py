"""Whether the database stands still: where nobody has written for a while, there is little use in looking for work."""

from django.db import connection

from polku.kit import clock

AFTER_S = 3.0  # without a change


class Still:
    """As one lane sees it, in its own thread. On PostgreSQL nobody can say, so it never is."""

    def __init__(self) -> None:
        self._version: int | None = None
        self._since = clock.monotonic()

    def stir(self) -> None:
        """The lane itself has done something."""
        self._since = clock.monotonic()

    def is_still(self) -> bool:
        version = _version()
        if version is None or version != self._version:
            self._version = version
            self.stir()
        return clock.monotonic() - self._since >= AFTER_S


def _version() -> int | None:
    """Another one when any other connection, of whatever process, has written. Without Django: it is asked all day."""
    if connection.vendor != "sqlite" or connection.connection is None:
        return None
    row: tuple[int] = connection.connection.execute("PRAGMA data_version").fetchone()
    return row[0]
