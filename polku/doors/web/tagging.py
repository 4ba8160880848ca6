"""The composer's choice of how links are tagged: as the team says, not at all, or by patterns of its own."""

from typing import Any

from polku.act.campaigns.link_tags import tags_of
from polku.act.campaigns.models import Campaign
from polku.doors.web import link_tags
from polku.kit import clock
from polku.say.content.link_tags import policy
from polku.say.content.problem import Problem

OWN = "tags_"


def stored(row: Campaign | None) -> dict[str, str]:
    """What the form shows at first."""
    said = row.link_tags if row is not None else None
    how = "team" if said is None else "own" if said.get("is_on", True) else "none"
    team = link_tags.stands()
    return {"tags": how} | {f"{OWN}{name}": (said or {}).get(name, team[name]) for name in policy.PARTS}


def said_of(data: Any) -> dict[str, Any] | None:
    """As a campaign keeps it."""
    match data.get("tags"):
        case "none":
            return {"is_on": False}
        case "own":
            return {"is_on": True, **link_tags.written(data, before=OWN)}
    return None


def shown(row: Campaign | None, data: Any, faults: list[Problem]) -> dict[str, Any]:
    """For the form, with what links get. `row`: the campaign, as it is kept."""
    said = said_of(data)
    wrong = {one.field.removeprefix("link_tags."): one.sentence for one in faults if one.field.startswith("link_tags.")}
    patterns = {name: data.get(f"{OWN}{name}") for name in policy.PARTS}
    given: dict[str, Any] = {"how": data.get("tags") or "team", "team_is_on": policy.current().is_on}
    given["fields"] = [(f"{OWN}{name}", *rest) for name, *rest in link_tags.fields(patterns, wrong)]
    if not policy.problems(said or {}):
        seen = Campaign(name=data.get("name") or "", channel=data["channel"], link_tags=said)
        seen.pk, seen.purpose, seen.topic = row.pk if row else None, data.get("purpose") or "", data.get("topic") or ""
        given["query"] = tags_of(seen, now=clock.now()).query
    return given
