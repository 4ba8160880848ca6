"""The language of a customer's page: the chosen one, else theirs, else their browser's.

Where a language is not translated yet, the page as a whole is in the next one that they read, else in English.
"""

import gettext
import json
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import to_locale
from django.utils.translation.trans_real import parse_accept_lang_header

from polku.know.people.languages import SAID_AS
from polku.know.people.models import Profile

# Each under its own name. Pages are laid out for all of them; see `is_translated`.
LANGUAGES = (
    ("en", "English"),
    ("ja", "日本語"),
    ("zh-hans", "简体中文"),
    ("fr", "Français"),
    ("fi", "Suomi"),
    ("hi", "हिन्दी"),
)
CODES = tuple(code for code, _name in LANGUAGES)
PAGES = Path(__file__).parent / "templates/public"
SENTENCE = re.compile(r"""{% translate (["'])(.+?)\1""")


def chosen(request: HttpRequest, person: Profile | None = None, *, hint: str = "") -> str:
    """The one they want most of those for which pages are laid out; wordings of consents may be in it."""
    return next(iter(_wanted(request, person, hint=hint)), "en")


def spoken(request: HttpRequest, person: Profile | None = None, *, hint: str = "") -> str:
    """The one they want most of those in which there are sentences."""
    return next((code for code in _wanted(request, person, hint=hint) if is_translated(code)), "en")


@cache
def is_translated(code: str) -> bool:
    """Whether most sentences of the pages are there in it: by its catalogue, read once a start."""
    if code == "en":
        return True
    sentences = {found for page in PAGES.glob("*.html") for _quote, found in SENTENCE.findall(page.read_text("utf-8"))}
    ours = [str(folder) for folder in settings.LOCALE_PATHS]  # without Django's own, which know names of months only
    there = [gettext.translation("django", folder, [to_locale(code)], fallback=True) for folder in ours]
    known_ones = [one for one in sentences if any(catalogue.gettext(one) != one for catalogue in there)]
    return 2 * len(known_ones) > len(sentences)


def _wanted(request: HttpRequest, person: Profile | None, *, hint: str) -> list[str]:
    said = [request.GET.get("language", ""), hint]
    if person is not None:
        traits = json.loads(person.traits)
        said += [traits[name] for name in SAID_AS if isinstance(traits.get(name), str)]
    said += [code for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500])]
    return [code for code in map(known, said) if code]


def known(said: str) -> str:
    """zh_CN → zh-hans, fr-CA → fr; "" for what we do not speak."""
    first = said.strip().lower().replace("_", "-").split("-")[0]
    return {"zh": "zh-hans"}.get(first, first if first in CODES else "")
