"""Django's SQLite, whose writers take turns (kit/turns.py). The name of this file is Django's."""

from typing import Any

from django.db.backends.sqlite3 import base

from polku.kit.checkpoints import carry_when_due
from polku.kit.turns import Turn


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: Turn | None = None

    def _start_transaction_under_autocommit(self) -> None:
        if self._turn is None:
            self._turn = Turn(None if self.is_in_memory_db() else self.settings_dict["NAME"])
        self._turn.take()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # Django's stubs lack it
        except BaseException:
            self._turn.give_back()
            raise

    def commit(self) -> None:
        super().commit()
        held_s = self._give_back()
        if held_s and self._turn is not None:
            carry_when_due(self.connection, self._turn, held_s, database=self.settings_dict["NAME"])

    def rollback(self) -> None:
        super().rollback()
        self._give_back()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._give_back()

    def _give_back(self) -> float:
        return self._turn.give_back() if self._turn is not None else 0.0
