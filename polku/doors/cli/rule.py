"""polku rule 'JSON': who a rule finds now."""

import json
from typing import Any

import click

from polku.doors.cli._language import language
from polku.doors.cli._over_http import api_key, here_or_there
from polku.doors.cli.open_house import open_house


@click.command(name="rule")
@click.argument("rule", required=False)
@click.option("--file", type=click.File("rb"), help="Where the rule stands; “-” for what comes in.")
@click.option("--limit", type=click.IntRange(0, 200), default=10, show_default=True, help="People to show, at most.")
@click.option("--sql", "shows_sql", is_flag=True, help="Show what the column store would be asked, and ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="As the API says it.")
@api_key
def command(rule: str | None, file: Any, limit: int, shows_sql: bool, as_json: bool, api_key: str | None) -> None:
    """How many people a RULE finds now, what it says in words, and some of them.

    The rule is JSON, as docs/guide/rules.md describes it: polku rule '{"did": "Order Completed", "within": "30d"}'
    """
    from django.utils import translation

    given = _read(rule, file)
    open_house()
    from polku.know.rules.condition import RuleError

    with translation.override(language()):
        try:
            if shows_sql:
                _show_sql(given)
                return
            found = _ask(given, limit, api_key)
        except RuleError as problem:
            raise click.ClickException(str(problem)) from problem
    click.echo(json.dumps(found, ensure_ascii=False)) if as_json else _tell(found)


def _read(rule: str | None, file: Any) -> object:
    if (rule is None) == (file is None):
        raise click.UsageError("write the rule as JSON, or give a --file")
    try:
        return json.loads(rule if rule is not None else file.read())
    except (ValueError, RecursionError) as problem:
        raise click.ClickException(f"this is not JSON: {problem}") from problem


def _show_sql(rule: object) -> None:
    from polku.know.rules.compile import compile as compiled_of

    compiled = compiled_of(rule)
    click.echo(compiled.sql.strip())
    click.echo("-- now: milliseconds since 1970")
    for name, value in compiled.params.items():
        click.echo(f"-- {name}: {json.dumps(value, ensure_ascii=False)}")


def _ask(rule: object, limit: int, key: str | None) -> dict[str, Any]:
    from polku.kit.columns import ColumnsError
    from polku.know.rules.unanswered import why

    try:
        asked = {"rule": rule, "limit": limit}
        return here_or_there(lambda: _here(rule, limit), lambda api: api.ask("rules/preview", asked), key=key)
    except ColumnsError as problem:
        raise click.ClickException(why(problem)) from problem


def _here(rule: object, limit: int) -> dict[str, Any]:
    from polku.kit import clock, ids
    from polku.know.rules.preview import preview

    found = preview(rule, clock.now(), limit=limit)
    return {
        "count": found.count,
        "of": found.of,
        "sentence": found.sentence,
        "sample": [ids.public(number) for number in found.sample],
        "took_ms": found.took_ms,
        "warnings": [
            {"field": f"rule.{doubt.path}".rstrip("."), "sentence": doubt.sentence} for doubt in found.warnings
        ],
    }


def _tell(found: dict[str, Any]) -> None:
    from polku.kit import ids
    from polku.know.people.models import Profile

    click.echo(found["sentence"])
    click.echo(f"{found['count']:,} of {found['of']:,} people, found in {found['took_ms']:,} ms")
    numbers = [ids.number(public) or 0 for public in found["sample"]]
    names = {row.id: row.name or row.email or row.phone for row in Profile.objects.filter(id__in=numbers)}
    for number, public in zip(numbers, found["sample"], strict=True):
        click.echo(f"  {public}  {names.get(number, '')}".rstrip())
    for doubt in found["warnings"]:
        click.echo(f"{doubt['field'].removeprefix('rule.')}: {doubt['sentence']}", err=True)
