"""Why one line was refused, in the reader's language. The server keeps the English sentence; whoever looks at it
by page, or takes the file of refused lines home, reads theirs."""

import re
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

PLACE = _("%(file)s line %(line)s: %(reason)s")
NEVER_CLOSED = _("the quote is never closed")
NOT_TEXT = _("this is not UTF-8 text")
# As orders.py, people.py, consents.py, reading.py and the sheets write them; the first that fits counts.
REASONS = (
    _('"%(column)s" is not a number: %(value)s'),
    _('"%(column)s" is not a time: %(value)s'),
    _('"%(column)s" lies in the future: %(value)s'),
    _('"%(column)s" is too long or holds a NUL character: %(value)s'),
    _('"%(column)s" is not an e-mail address: %(value)s'),
    _('"%(column)s" is not a currency\'s three letters: %(value)s'),
    _('"%(column)s" is neither a yes nor a no: %(value)s'),
    _('"%(column)s" is empty'),
    _('"%(column)s" differs between the lines of order %(order)s; is it --map amount?'),
    _("neither the customer's number nor an e-mail address is given"),
    _("nothing tells who this is: %(columns)s are empty"),
    _("no amount is given"),
    _("it does not tell yes or no"),
    _("it does not tell when"),
    _("another line of order %(order)s is refused"),
    _("order %(order)s has another customer on another line"),
    _("%(found)s columns where the heading has %(wanted)s"),
    NEVER_CLOSED,
    NOT_TEXT,
    _("this is not JSON: %(problem)s"),
    _("this is nested too deeply"),
    _("this is not a JSON object"),
    _("%(bytes)s bytes: a line may have %(most)s"),
)


def in_words(sentence: str, *, call: Callable[[str], str] = str) -> str:
    """ "orders.csv line 3: no amount is given", in the reader's language; what is none of these stays as it is.

    `call`: how the reader calls a field.
    """
    found = _pattern(PLACE).fullmatch(sentence)
    if found is None:
        return sentence
    return gettext(PLACE) % {**found.groupdict(), "reason": _reason(found["reason"], call)}


def reason_of(told: str, *, line: str) -> str | None:
    """The reason in a sentence that we have given for that line, in whatever language; None when it is no such one."""
    for pattern in _in_all_languages(PLACE):
        if (found := pattern.fullmatch(told)) and found["line"] == line:
            return found["reason"]
    return None


def means(reason: str, words: str) -> bool:
    """Whether a reason, in whatever language, is this one."""
    return any(pattern.fullmatch(reason) for pattern in _in_all_languages(words))


def _reason(english: str, call: Callable[[str], str]) -> str:
    for words in REASONS:
        if found := _pattern(words).fullmatch(english):
            named = found.groupdict()
            if columns := named.get("columns"):
                named["columns"] = ", ".join(call(field) for field in columns.split(", "))
            return gettext(words) % named
    return english


@cache
def _in_all_languages(words: str) -> list[re.Pattern[str]]:
    found = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.append(_pattern(gettext(words)))
    return found


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """What a sentence with placeholders looks like when they are filled. A number is `\\d+`, all else anything."""
    return re.compile(re.sub(r"%\\?\((\w+)\\?\)s", _part, re.escape(words)), re.DOTALL)


def _part(named: re.Match[str]) -> str:
    kind = r"\d+" if named[1] in ("line", "found", "wanted", "bytes", "most") else ".*?"
    return f"(?P<{named[1]}>{kind})"
