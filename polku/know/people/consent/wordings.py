"""What people are asked to agree to, in versions: what somebody agreed to can be read for ever."""

import hashlib
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from polku.know.people.consent.models import ConsentWording
from polku.know.people.consent.purposes import purposes
from polku.know.teams.models import Member

BUILT_IN = 0  # the version of the text that comes with polku


@dataclass(frozen=True)
class Asked:
    """A text as somebody sees it, and the reference that is kept with their answer."""

    text: str
    reference: str


def wording(purpose: str, *, language: str, team: str) -> Asked:
    """The newest text in their language, else in English, else the built-in one."""
    for spoken in dict.fromkeys((language, "en")):
        row = ConsentWording.objects.filter(purpose=purpose, language=spoken).order_by("-version").first()
        if row is not None:
            return Asked(row.text, reference(purpose, spoken, row.version, row.text))
    with translation.override(language):
        text = _built_in(purpose, team)
    return Asked(text, reference(purpose, language, BUILT_IN, text))


def reference(purpose: str, language: str, version: int, text: str) -> str:
    """marketing/en/3#1f0c9a52b7d0: the text itself is in the hash, whatever happens to the version's number."""
    return f"{purpose}/{language}/{version}#{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def write(purpose: str, *, language: str, text: str, by: Member | None) -> ConsentWording:
    """A new version, or the one there is where nothing has changed."""
    last = ConsentWording.objects.filter(purpose=purpose, language=language).order_by("-version").first()
    if last is not None and last.text == text:
        return last
    version = last.version + 1 if last is not None else 1
    return ConsentWording.objects.create(purpose=purpose, language=language, version=version, text=text, created_by=by)


def _built_in(purpose: str, team: str) -> str:
    match purpose:
        case "marketing":
            return _("I would like news and offers from {team}. I can change my mind at any time.").format(team=team)
        case "profiling":
            return _("{team} may use what I buy and look at to choose what it shows me.").format(team=team)
        case "location":
            return _("{team} may use where I am to tell me about what is nearby.").format(team=team)
    name = next((str(one.name) for one in purposes() if one.key == purpose), purpose)
    return _("{team} may use my data for this: {purpose}.").format(team=team, purpose=name)
