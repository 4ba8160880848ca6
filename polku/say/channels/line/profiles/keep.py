"""Keeping what LINE said of people: with the friend, and as traits."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from polku.kit import clock, ids
from polku.know.people.models import Identity, Profile
from polku.say.channels.line.inbox.agreed import say
from polku.say.channels.line.models import LineFriend
from polku.say.channels.line.profiles.ask import Found
from polku.say.channels.line.profiles.ask import Profile as Told


def keep(account: int, name: str, found: Sequence[Found], *, now_ms: int) -> None:
    """Of those who are still there: who is erased meanwhile is not brought back."""
    answered = [one for one in found if not one.trouble]
    with transaction.atomic():
        rows = {
            row.user_id: row
            for row in LineFriend.objects.select_for_update().filter(
                account=account, user_id__in=[one.user_id for one in answered]
            )
        }
        known = _people(sorted(rows))
        sayings = []
        for one in answered:
            row = rows.get(one.user_id)
            if row is None:
                continue
            if one.profile is not None:
                traits = _news(one.profile, row, known.get(one.user_id, {}))
                if traits:
                    sayings.append(_saying(one.user_id, traits, account=name, now_ms=now_ms))
                row.name, row.picture_url = one.profile.name, one.profile.picture_url
                row.status_message, row.language = one.profile.status_message, one.profile.language
            row.profile_ms = now_ms
        LineFriend.objects.bulk_update(
            rows.values(), ["name", "picture_url", "status_message", "language", "profile_ms"], batch_size=200
        )
        if sayings:
            say(sayings)


def _news(told: Told, before: LineFriend, person: dict[str, Any]) -> dict[str, Any]:
    """What is not known of them yet. `name` and `language` only where they have none, or the one that we gave them."""
    pairs = {
        "line_name": (told.name, before.name),
        "line_picture": (told.picture_url, before.picture_url),
        "line_language": (told.language, before.language),
    }
    news = {trait: new or None for trait, (new, old) in pairs.items() if new != old}
    if told.name and person.get("name", "") in ("", before.name) and person.get("name") != told.name:
        news["name"] = told.name
    if (
        told.language
        and person.get("language", "") in ("", before.language)
        and person.get("language") != told.language
    ):
        news["language"] = told.language
    return news


def _people(user_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What is known of each: name and language of the person, whichever of their identities said it."""
    numbers = [ids.identity_id("line", user_id) for user_id in user_ids]
    theirs = dict(Identity.objects.filter(id__in=numbers, kind="line").values_list("value", "profile_id"))
    people = Profile.objects.in_bulk(list(set(theirs.values())))
    return {
        user_id: {**json.loads(people[number].traits), "name": people[number].name}
        for user_id, number in theirs.items()
        if number in people
    }


def _saying(user_id: str, traits: dict[str, Any], *, account: str, now_ms: int) -> dict[str, Any]:
    """They were not there when it was asked for: it moves no date of theirs."""
    said = ids.public(ids.hash63(json.dumps(traits, sort_keys=True).encode()))
    return {
        "type": "identify",
        "messageId": f"line:{account}:profile:{user_id}:{now_ms // clock.MINUTE_MS}:{said}",
        "identity": ("line", user_id),
        "timestamp": now_ms,
        "traits": traits,
        "context": {"active": False},
    }
