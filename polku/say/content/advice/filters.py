"""Findings for filters against unwanted mail, which look at links, at loud words and at pictures without words."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.say.content.advice.finding import Finding
from polku.say.content.advice.parts import Parts, all_words
from polku.say.content.blocks.addresses import safe_link
from polku.say.content.blocks.blocks import Footer, Mail
from polku.say.content.chat.blocks import Chat
from polku.say.content.link_tags.tags import host_of, plain_host

MOST_LINKS = 20
MOST_BUTTONS = 3
LEAST_WORDS = 20  # for each picture
LEAST_LETTERS = 4  # of the words of a way out
SHORT = frozenset("bit.ly t.co tinyurl.com goo.gl ow.ly is.gd buff.ly cutt.ly rebrand.ly rb.gy shorturl.at".split())
A_HOST = re.compile(r"(?:https?://)?([\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:[/?#].*)?", re.IGNORECASE)
NUMBERS = re.compile(r"[\d.]+|.*:.*")
ENDINGS = frozenset("com net org info biz io co jp fi de fr uk eu us cn hk tw in app shop store dev example".split())


def filters(parts: Parts, written: Mail | Chat | str) -> Iterator[Finding]:
    for link in parts.links:
        yield from _link(link.field, link.words, link.url)
    if len(parts.links) > MOST_LINKS:
        sentence = _("{count} links: more than {most} look like spam to many filters, and hide what matters.")
        yield Finding("many_links", "spam", sentence.format(count=len(parts.links), most=MOST_LINKS))
    if isinstance(written, Mail):
        yield from _pictures(parts)
        footer = next((block for block in written.blocks if isinstance(block, Footer)), Footer())
        place = f"blocks.{len(written.blocks)}"
        if not footer.address.strip():
            sentence = _("The footer names no postal address; many countries ask for one in marketing mail.")
            yield Finding("no_address", "spam", sentence, place)
        said = footer.unsubscribe.strip()
        if said and "{" not in said and sum(letter.isalpha() for letter in said) < LEAST_LETTERS and said.isascii():
            sentence = _("The way out says “{words}”: nobody finds it, and who does not reports spam.")
            yield Finding("hidden_way_out", "spam", sentence.format(words=said), place)
        if parts.buttons > MOST_BUTTONS:
            sentence = ngettext(
                "{count} button: one clear wish is followed more often than many.",
                "{count} buttons: one clear wish is followed more often than many.",
                parts.buttons,
            )
            yield Finding("many_buttons", "reading", sentence.format(count=parts.buttons))


def _link(field: str, words: str, url: str) -> Iterator[Finding]:
    place = url.partition("://")[2] or url
    host = "" if "{" in re.split("[/?#]", place)[0] else host_of(safe_link(url))
    shown = _shown(words)
    if host and shown and not _is_same(host, shown):
        sentence = _("The words show {shown}, the link leads to {host}: that is how phishing looks.")
        yield Finding("other_host", "spam", sentence.format(shown=shown, host=host), field)
    if host in SHORT:
        sentence = _("{host} hides where a link leads: filters and people trust the address itself more.")
        yield Finding("short_address", "spam", sentence.format(host=host), field)
    if host and NUMBERS.fullmatch(host):
        sentence = _("The link leads to a number instead of a name: filters take that for a trap.")
        yield Finding("number_host", "spam", sentence, field)
    elif url.lower().startswith("http://"):
        sentence = _("The link begins with http://: browsers call such pages not safe.")
        yield Finding("not_https", "spam", sentence, field)


def _pictures(parts: Parts) -> Iterator[Finding]:
    shown = [one for one in parts.pictures if one.src]
    words = sum(1 for _word in all_words(parts))
    letters = sum(len(one.text) for one in parts.words)
    if shown and not words and not parts.buttons:
        sentence = _("A mail of pictures only looks like spam to many filters: add some text.")
        yield Finding("only_pictures", "spam", sentence)
    # Languages without gaps between words are counted by letters.
    elif len(shown) > 1 and words < LEAST_WORDS * len(shown) and letters < 2 * LEAST_WORDS * len(shown):
        sentence = _("Few words beside {count} pictures: filters like text, and some readers see nothing else.")
        yield Finding("few_words", "spam", sentence.format(count=len(shown)))


def _shown(words: str) -> str:
    """The website that words name; "" where they are words."""
    found = A_HOST.fullmatch(words.strip())
    if found is None:
        return ""
    name = found[1].lower()
    return name if name.rpartition(".")[2] in ENDINGS or "://" in words else ""


def _is_same(host: str, shown: str) -> bool:
    try:
        shown = plain_host(shown)
    except ValueError:
        return True
    host, shown = host.removeprefix("www."), shown.removeprefix("www.")
    return host == shown or host.endswith(f".{shown}") or shown.endswith(f".{host}")
