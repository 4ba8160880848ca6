"""The policy of link tags: what they are, with placeholders, for the team and for one campaign."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.content.link_tags.tags import NONE, Tags, plain_host
from polku.say.content.models import LinkTagPolicy
from polku.say.content.problem import Problem

PARTS = ("source", "medium", "campaign", "content", "term")
USUAL = {"source": "polku", "medium": "{channel}", "campaign": "{campaign}", "content": "{variant}"}
PLACEHOLDERS = ("channel", "account", "campaign", "id", "variant", "date", "purpose", "topic")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,62}\.)*[a-z0-9-]{0,62}[a-z0-9]|[a-z0-9]")
PATTERN_CHARACTERS, VALUE_CHARACTERS, MOST_HOSTS = 100, 150, 50
Said = Mapping[str, Any]


def current() -> LinkTagPolicy:
    """The team's: off, with the usual patterns, where nobody has said anything."""
    return LinkTagPolicy.objects.order_by("-pk").first() or LinkTagPolicy(**USUAL)


def change(said: Said, *, by: Member | None) -> LinkTagPolicy:
    """Another policy of the team's: `is_on`, PARTS and `hosts`. What is launched already keeps what it has.

    Raises ValueError with problems in words.
    """
    found = problems(said)
    if found:
        raise WrongPolicy(found)
    was = current()
    new = {name: said.get(name, getattr(was, name)) for name in ("is_on", *PARTS)}
    new["hosts"] = hosts_of(said["hosts"]) if "hosts" in said else was.hosts
    before, after = trail.changed({name: getattr(was, name) for name in new}, new)
    if not after and was.pk:
        return was
    with transaction.atomic():
        row = LinkTagPolicy.objects.create(**new, by=by)
        trail.note(by, "team.link_tags_changed", subject="team:1", before=before, after=after or new)
    return row


class WrongPolicy(ValueError):
    def __init__(self, found: list[Problem]) -> None:
        super().__init__(" ".join(one.sentence for one in found))
        self.problems = found


def problems(said: Said, *, field: str = "") -> list[Problem]:
    """What is wrong with a policy, the team's or a campaign's. `field`: before the names of fields."""
    found = []
    for name in PARTS:
        pattern = said.get(name) or ""
        unknown = next((one for one in PLACEHOLDER.findall(pattern) if one not in PLACEHOLDERS), None)
        if unknown is not None:
            sentence = _("There is no “{name}” here. There are: {names}.")
            names = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
            found.append(Problem(sentence.format(name=f"{{{unknown}}}", names=names), field=f"{field}{name}"))
        elif len(pattern) > PATTERN_CHARACTERS:
            sentence = _("The text is longer than {most} characters.").format(most=PATTERN_CHARACTERS)
            found.append(Problem(sentence, field=f"{field}{name}"))
    for host in said.get("hosts") or ():
        if _host(host) is None:
            sentence = _("“{host}” is no name of a website. It looks like shop.example.").format(host=host[:100])
            found.append(Problem(sentence, field=f"{field}hosts"))
    if len(said.get("hosts") or ()) > MOST_HOSTS:
        found.append(Problem(_("At most {most} websites can be named.").format(most=MOST_HOSTS), field=f"{field}hosts"))
    if said.get("is_on") and "source" in said and not said["source"]:
        found.append(Problem(_("Without a source, programs that count visits leave them out."), field=f"{field}source"))
    return found


def hosts_of(written: list[str] | tuple[str, ...]) -> list[str]:
    """As they are compared: each once."""
    return list(dict.fromkeys(host for one in written if (host := _host(one)) is not None))


def tags(own: Said | None, facts: Mapping[str, str]) -> Tags:
    """The tags of one message. `own`: what the campaign says instead of the team; `facts`: by placeholder."""
    team = current()
    said = {name: getattr(team, name) for name in ("is_on", *PARTS)} | dict(own or {})
    if not said["is_on"]:
        return NONE
    values = [(f"utm_{name}", _filled(str(said[name] or ""), facts)) for name in PARTS]
    return Tags(tuple((name, value) for name, value in values if value), tuple(team.hosts))


def facts(
    *, channel: str, campaign: str, number: int | None, variant: str, at: datetime, purpose: str, topic: str
) -> dict[str, str]:
    """`channel`: its name, “line:kahvila”; `at`: by the team's clock."""
    kind, _colon, account = channel.partition(":")
    found = {"channel": kind, "account": account or kind, "campaign": campaign, "id": str(number or "")}
    found |= {"variant": variant, "date": at.date().isoformat(), "purpose": purpose, "topic": topic}
    return {name: _said(value) for name, value in found.items()}


def _said(value: str) -> str:
    """As programs that count tell values apart: small letters, no gaps."""
    return "_".join(value.lower().split())


def _filled(pattern: str, facts: Mapping[str, str]) -> str:
    found = PLACEHOLDER.sub(lambda one: facts.get(one[1], ""), pattern).strip()
    return "".join(letter for letter in found if letter.isprintable())[:VALUE_CHARACTERS]


def _host(written: str) -> str | None:
    """“https://Shop.example/x” → “shop.example”."""
    name = re.sub(r"^https?://", "", written.strip(), flags=re.IGNORECASE)
    name = re.split(r"[/?#:]", name.removeprefix("*."))[0]
    try:
        host = plain_host(name)
    except ValueError:
        return None
    return host if HOST.fullmatch(host) else None
