"""What the verbs of segments have in common."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from polku.know.segments.models import Segment

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def wanted(given: str) -> "Segment":
    """By its number or its name; a name made of digits only is asked for with quotes of its own ('"2024"')."""
    from polku.know.rules.condition import RuleError
    from polku.know.segments.leaf import named

    try:
        return named(int(given) if given.isascii() and given.isdigit() else given.strip('"'))
    except RuleError as problem:
        raise click.ClickException(problem.sentence) from problem


def rule_of(given: str) -> Any:
    """JSON, or @FILE."""
    text = Path(given[1:]).read_text(encoding="utf-8") if given.startswith("@") else given
    try:
        return json.loads(text)
    except ValueError as problem:
        raise click.UsageError(f"the rule is not JSON: {problem}") from problem


@contextmanager
def told() -> Iterator[None]:
    """What speaks against it is one sentence."""
    from polku.kit.columns import ColumnsError
    from polku.know.rules.condition import RuleError
    from polku.know.rules.unanswered import why
    from polku.know.segments.errors import SegmentError

    try:
        yield
    except ColumnsError as problem:
        raise click.ClickException(why(problem)) from problem
    except (RuleError, SegmentError) as problem:
        raise click.ClickException(str(problem)) from problem


def plain(row: "Segment") -> dict[str, Any]:
    from polku.know.segments.words import in_words, trouble_of

    return {
        "id": row.pk,
        "name": row.name,
        "kind": row.kind,
        "rule": row.rule,
        "sentence": in_words(row.rule),
        "version": row.version,
        "is_live": row.is_live,
        "archived_at": row.archived_at.isoformat() if row.archived_at else None,
        "size": row.size,
        "is_settled": row.is_settled,
        "checked_at": row.checked_at.isoformat() if row.checked_at else None,
        "drift": row.drift,
        "trouble": trouble_of(row),
        "edited_at": row.edited_at.isoformat(),
    }


def show(value: Any, *, as_json: bool, line: str) -> None:
    click.echo(json.dumps(value, ensure_ascii=False) if as_json else line)
