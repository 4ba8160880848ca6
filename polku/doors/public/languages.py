"""The language of a customer's page: the chosen one, else theirs, else their browser's; English for what lacks."""

import json

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from polku.know.people.models import Profile

# Each under its own name. Pages are laid out for all of them; English and Japanese are complete.
LANGUAGES = (
    ("en", "English"),
    ("ja", "日本語"),
    ("zh-hans", "简体中文"),
    ("fr", "Français"),
    ("fi", "Suomi"),
    ("hi", "हिन्दी"),
)
CODES = tuple(code for code, _name in LANGUAGES)
SAID_AS = ("language", "locale")  # traits


def chosen(request: HttpRequest, person: Profile | None = None, *, hint: str = "") -> str:
    said = [request.GET.get("language", ""), hint]
    if person is not None:
        traits = json.loads(person.traits)
        said += [traits[name] for name in SAID_AS if isinstance(traits.get(name), str)]
    said += [code for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500])]
    return next((code for code in map(known, said) if code), "en")


def known(said: str) -> str:
    """zh_CN → zh-hans, fr-CA → fr; "" for what we do not speak."""
    first = said.strip().lower().replace("_", "-").split("-")[0]
    return {"zh": "zh-hans"}.get(first, first if first in CODES else "")
