"""Looking: list, show, versions, history, templates, overlaps."""

import json
from typing import Any

import click

from polku.doors.cli._language import language
from polku.doors.cli._over_http import Api, api_key, here_or_there
from polku.doors.cli.open_house import open_house
from polku.doors.cli.segments._shared import as_json, plain, told, wanted

Step = dict[str, Any]
STEP = ("at", "what", "person", "cause", "event")
PAGE = 200  # steps that the API tells at once


@click.command(name="list")
@click.option("--archived", "is_archived", is_flag=True, help="Those in the archive instead.")
@as_json
def list_(is_archived: bool, as_json: bool) -> None:
    """All segments, by name, as they were last counted."""
    open_house()
    from django.utils import translation

    from polku.know.segments.segments import archived_segments, current_segments

    with translation.override(language()):
        rows = [plain(row) for row in (archived_segments() if is_archived else current_segments())]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    width = max((len(row["name"]) for row in rows), default=0)
    for row in rows:
        size = "?" if row["size"] is None else f"{row['size']:,}"
        click.echo(f"{row['id']:>5}  {row['name']:{width}}  {row['kind']}  {size:>10}  {row['sentence']}")


@click.command()
@click.argument("segment")
@as_json
def show(segment: str, as_json: bool) -> None:
    """One segment: its rule, what uses it, how true its size is."""
    open_house()
    from django.utils import translation

    from polku.flow import USES
    from polku.know.segments.uses import uses

    row = wanted(segment)
    with translation.override(language()):
        seen = plain(row)
    seen["uses"] = [{"what": use.what, "id": use.number, "name": use.name} for use in uses(row, USES)]
    if as_json:
        click.echo(json.dumps(seen, ensure_ascii=False))
        return
    for name, value in seen.items():
        click.echo(f"{name:12} {json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value}")


@click.command()
@click.argument("segment")
@as_json
def versions(segment: str, as_json: bool) -> None:
    """What it was, the newest first."""
    open_house()
    rows = [
        {"number": one.number, "name": one.name, "rule": one.rule, "at": one.at.isoformat(), "by": str(one.by or "")}
        for one in wanted(segment).versions.select_related("by").order_by("-number")
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        rule = json.dumps(row["rule"], ensure_ascii=False)
        click.echo(f"{row['number']:>4}  {row['at'][:16]}  {row['name']}  {rule}  {row['by']}".rstrip())


@click.command()
@click.argument("segment")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="So many of the newest.")
@api_key
@as_json
def history(segment: str, limit: int, api_key: str | None, as_json: bool) -> None:
    """Who joined and left, the newest first, and why."""
    open_house()
    row = wanted(segment)
    with told():
        steps = here_or_there(
            lambda: _steps_here(row.pk, limit), lambda api: _steps_there(api, row.pk, limit), key=api_key
        )
    for step in steps:
        line = f"{step['at'][:19]}  {step['what']:6}  {step['person']}  {step['cause']} {step['event']}"
        click.echo(json.dumps(step) if as_json else line)


def _steps_here(segment: int, limit: int) -> list[Step]:
    from polku.kit import ids
    from polku.know.segments.live import membership

    return [
        {
            "at": step.at.isoformat(),
            "what": "joined" if step.is_in else "left",
            "person": ids.public(step.person),
            "cause": step.cause,
            "event": step.event,
        }
        for step in membership.history(segment, limit=limit)
    ]


def _steps_there(api: Api, segment: int, limit: int) -> list[Step]:
    steps: list[Step] = []
    before: str | None = ""
    while before is not None and len(steps) < limit:
        page = api.ask(f"segments/{segment}/history?limit={min(PAGE, limit - len(steps))}&before={before}")
        steps += [{name: step[name] for name in STEP} for step in page["steps"]]
        before = page["next_before"]
    return steps


@click.command()
@api_key
@as_json
def overlaps(api_key: str | None, as_json: bool) -> None:
    """How many people the largest segments have in common."""
    open_house()
    with told():
        found = here_or_there(_overlaps_here, _overlaps_there, key=api_key)
    for pair in sorted(found, key=lambda pair: -pair["people"]):
        line = f"{pair['people']:>10,}  {pair['one']} and {pair['other']}"
        click.echo(json.dumps(pair, ensure_ascii=False) if as_json else line)


def _overlaps_here() -> list[Step]:
    from polku.know.segments.overlaps import overlaps as asked

    found = asked()
    names = {one.pk: one.name for one in found.segments}
    return [
        {"one": names[one], "other": names[other], "people": people}
        for (one, other), people in found.shared.items()
        if people
    ]


def _overlaps_there(api: Api) -> list[Step]:
    found = api.ask("segments/overlaps")
    names = {one["id"]: one["name"] for one in found["segments"]}
    return [
        {"one": names[pair["one"]], "other": names[pair["other"]], "people": pair["people"]}
        for pair in found["overlaps"]
    ]


@click.command()
@as_json
def templates(as_json: bool) -> None:
    """Rules that every shop wants: `polku segments make NAME --template KEY`."""
    open_house()
    from django.utils import translation

    from polku.know.segments.templates.table import templates as made
    from polku.say.channels.registry import channels

    with translation.override(language()):
        for one in made([channel.name for channel in channels()]):
            seen = {"key": one.key, "name": str(one.name), "description": str(one.description), "rule": one.rule}
            line = f"{one.key:22} {one.description}"
            click.echo(json.dumps(seen, ensure_ascii=False) if as_json else line)


VERBS: tuple[click.Command, ...] = (list_, show, versions, history, overlaps, templates)
