"""Who meets a rule now. `now` is fixed for one evaluation. All raise RuleError and columns.ColumnsError."""

from datetime import datetime

from polku.kit import clock, columns
from polku.know.rules.compile import compile as compiled_of

TIME_LIMIT_S = 20


def count(rule: object, now: datetime) -> int:
    """How many people."""
    return int(_ask(rule, "SELECT count() FROM ({people})", now)[0][0])


def people(rule: object, now: datetime) -> list[int]:
    """Everybody's profile number, in the order of numbers."""
    return [id_ for (id_,) in _ask(rule, "{people} ORDER BY id", now)]


def page(rule: object, now: datetime, *, after: int = 0, limit: int = 50) -> list[int]:
    """Some of them, in the order of numbers: those after this one."""
    form = "SELECT id FROM ({people}) WHERE id > {{after:UInt64}} ORDER BY id LIMIT {{limit:UInt32}}"
    return [id_ for (id_,) in _ask(rule, form, now, after=after, limit=limit)]


def sample(rule: object, now: datetime, limit: int = 10) -> list[int]:
    """Some of them: those seen last."""
    return [
        id_ for (id_,) in _ask(rule, "{people} ORDER BY last_seen DESC, id LIMIT {{limit:UInt32}}", now, limit=limit)
    ]


def finds(rule: object, now: datetime, number: int) -> bool:
    """Whether this person is among them."""
    return bool(_ask(rule, "SELECT count() FROM ({people}) WHERE id = {{who:UInt64}}", now, who=number)[0][0])


def without_email(rule: object, now: datetime) -> list[int]:
    """Those of them who have no e-mail address: profile numbers."""
    form = "SELECT id FROM people FINAL WHERE empty(email) AND id IN ({people}) ORDER BY id"
    return [id_ for (id_,) in _ask(rule, form, now)]


def everybody() -> int:
    """How many people there are."""
    return int(columns.value("SELECT count() FROM people FINAL"))


def _ask(rule: object, form: str, now: datetime, **parameters: int) -> list[tuple[int, ...]]:
    compiled = compiled_of(rule)
    values = compiled.params | {"now": clock.to_ms(now)} | parameters
    return columns.query(form.format(people=compiled.sql), values, time_limit_s=TIME_LIMIT_S)
