"""Naming a person on the command line."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from polku.know.people.models import Profile

KINDS = (("emails", "email"), ("phones", "phone"), ("user_ids", "user_id"))  # option → kind of identity


def person_options(verb: Callable[..., None]) -> Callable[..., None]:
    """What verbs about people understand; `people_named` makes profiles of it."""
    for option in reversed(
        (
            click.argument("person", nargs=-1),
            click.option("--email", "emails", multiple=True, help="Whoever has this e-mail address. Repeatable."),
            click.option("--phone", "phones", multiple=True, help="Whoever has this phone number."),
            click.option("--user-id", "user_ids", multiple=True, help="Whom the shop knows by this id."),
            click.option(
                "--identity",
                "identities",
                multiple=True,
                nargs=2,
                metavar="KIND VALUE",
                help="Whoever has an identity of this kind.",
            ),
        )
    ):
        verb = option(verb)
    return verb


def people_named(given: dict[str, Any]) -> "list[Profile]":
    """Each once. Ends with a sentence where somebody is not known, or a name could be several people's."""
    from polku.know.people import find

    named = [(kind, value) for option, kind in KINDS for value in given.pop(option)]
    found = [_one(f"{kind} {value}", [find.by_identity(kind, value)]) for kind, value in named]
    found += [_one(" ".join(pair), [find.by_identity(*pair)]) for pair in given.pop("identities")]
    found += [_one(name, find.exact(name)) for name in given.pop("person")]
    if not found:
        raise click.UsageError("name somebody: by the id of their page, or with --email, --user-id, --identity …")
    return list({profile.id: profile for profile in found}.values())


def strays_named(given: dict[str, Any]) -> "list[dict[int, tuple[str, str]]]":
    """Identities that are nobody's, but of which consents tell. They are taken out of what was given."""
    from polku.know.people.erase import stray

    found: dict[tuple[str, str], dict[int, tuple[str, str]]] = {}
    for option, kind in KINDS:
        strays = {value: one for value in given[option] if (one := stray(kind, value))}
        given[option] = [value for value in given[option] if value not in strays]
        found |= {(kind, value): one for value, one in strays.items()}
    found |= {(kind, value): one for kind, value in given["identities"] if (one := stray(kind, value))}
    given["identities"] = [pair for pair in given["identities"] if tuple(pair) not in found]
    return list({next(iter(one)): one for one in found.values()}.values())


def _one(name: str, profiles: "Sequence[Profile | None]") -> "Profile":
    from polku.kit import ids

    known = [profile for profile in profiles if profile is not None]
    if not known:
        raise click.ClickException(f"nobody is known by {name}")
    if len(known) > 1:
        several = ", ".join(ids.public(profile.id) for profile in known)
        raise click.ClickException(f"{name} could be any of {several}: name one of these")
    return known[0]
