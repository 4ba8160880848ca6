"""The sentences of the program, and the translations of each.

`./do words` writes new sentences into every locale/*/LC_MESSAGES/django.po and drops those that nobody says any more;
it needs no gettext program.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from tests.house.tree import ROOT, python_files, templates, text_of

LANGUAGES = ("ja",)  # with each that is begun, its folder in polku/locale is made by `./do words`
FUNCTIONS: dict[str, Any] = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
KEYWORDS = {f"{name}{lazy}": where for name, where in FUNCTIONS.items() for lazy in ("", "_lazy")}
KEYWORDS |= {"_": None, "gettext_noop": None}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")


def sentences() -> Catalog:
    """Everything marked for translation in templates and in Python."""
    catalogue = Catalog(charset="utf-8")
    for path in [*templates(), *python_files()]:
        for line, message, comments, context in extract("python", _source_of(path), KEYWORDS, ["Translators:"]):
            catalogue.add(message, None, [(str(path), line)], auto_comments=comments, context=context)
    return catalogue


def po_file(language: str) -> Path:
    return ROOT / "polku/locale" / language / "LC_MESSAGES/django.po"


def translations(language: str) -> Catalog:
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language, project="polku", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def flaws(language: str) -> Iterator[str]:
    """What is missing or broken in one language, a line each."""
    have = translations(language)
    for message in sentences():
        if not message.id:
            continue
        translated = have.get(_first(message), message.context)
        if translated is None or not _is_complete(translated):
            yield f"not translated: {_first(message)!r}"
        elif translated.fuzzy:
            yield f"fuzzy: {_first(message)!r}"
        elif stray := _stray_placeholders(message, translated):
            yield f"{', '.join(sorted(stray))} is not in the original: {_first(message)!r}"


def update(language: str) -> None:
    """Bring one catalogue up to date: translations are kept, also those of sentences that moved."""
    have, new = translations(language), sentences()
    merged = Catalog(locale=language, project="polku", charset="utf-8", fuzzy=False)
    for message in new:
        if message.id:
            before = have.get(_first(message), message.context)
            # Without line numbers: they would change with every edit and make every merge a conflict.
            places: Any = sorted({(path, None) for path, _ in message.locations})
            merged.add(message.id, before.string if before else None, places, context=message.context)
    path = po_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()
    write_po(written, merged, width=120, sort_output=True, omit_header=True)
    plural = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {language}\\n"\n'
    plural += f'"Plural-Forms: {merged.plural_forms}\\n"\n\n'
    path.write_bytes(plural.encode() + written.getvalue())


def _source_of(path: Path) -> io.BytesIO:
    text = text_of(path)
    if path.suffix != ".py":
        # Django turns a template into a row of gettext calls; their indentation is the template's, not Python's.
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    return io.BytesIO(text.encode())


def _first(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def _is_complete(message: Message) -> bool:
    parts = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return bool(parts) and all(parts)


def _stray_placeholders(original: Message, translated: Message) -> set[str]:
    return _placeholders(translated.string) - _placeholders(original.id)


def _placeholders(text: object) -> set[str]:
    parts = [text] if isinstance(text, str) else list(text) if isinstance(text, tuple | list) else []
    return {found for part in parts for found in PLACEHOLDER.findall(part)}


if __name__ == "__main__":
    for language in LANGUAGES:
        update(language)
        print(f"{language}: {sum(1 for _ in flaws(language))} to translate", file=sys.stderr)
