"""Looking a mail over: what cannot be kept, and what must be finished before anybody gets it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from polku.kit import net
from polku.say.content import check as texts_check
from polku.say.content.blocks.addresses import picture, safe_link
from polku.say.content.blocks.blocks import AnyBlock, Button, Footer, Image, Mail, Product, Products, Text, texts, walk
from polku.say.content.blocks.marks import marked
from polku.say.content.blocks.signs import SIGN
from polku.say.content.conditions import check as conditions_check
from polku.say.content.problem import BrokenTemplate, Problem
from polku.say.content.products.fitting import fitting

RICH = {(Text, "text"), (Footer, "address")}
MOST_PROBLEMS = 50
SUBJECT_CHARACTERS = 1_000


def problems(subject: str, mail: Mail) -> list[Problem]:
    """What stands in the way of keeping it. A problem's `field` is "subject", "preheader" or "blocks.3"."""
    found = texts_check.check(subject, field="subject")
    if len(subject) > SUBJECT_CHARACTERS:
        sentence = _("The text is longer than {most} characters.").format(most=SUBJECT_CHARACTERS)
        found.append(Problem(sentence, field="subject"))
    found += texts_check.check(mail.preheader, field="preheader")
    for number, block in walk(mail.blocks):
        found += _of_block(block, field=f"blocks.{number}")
    found += conditions_check.problems(mail)
    return found[:MOST_PROBLEMS]


def unfinished(subject: str, mail: Mail) -> list[Problem]:
    """What must be there before it is sent."""
    found = [] if subject.strip() else [Problem(_("A mail needs a subject."), field="subject")]
    if all(isinstance(block, Footer) for block in mail.blocks):
        found.append(Problem(_("The message is empty."), field="blocks"))
    for number, block in walk(mail.blocks):
        found += [Problem(sentence, field=f"blocks.{number}") for sentence in _missing(block)]
    return found[:MOST_PROBLEMS]


def _of_block(block: AnyBlock, *, field: str) -> Iterator[Problem]:
    for name, text in texts(block):
        found = texts_check.check(text, field=field)
        yield from found
        if not found and (type(block), name) in RICH:
            yield from _formatting(text, field=field)
        if name == "url" and text.strip() and "{" not in text and not safe_link(text):
            yield Problem(_no_link(text), field=field)
    if isinstance(block, Image | Product) and block.src:
        yield from _picture(block.src, field=field)


def _formatting(text: str, *, field: str) -> Iterator[Problem]:
    try:
        template = marked(text)
    except BrokenTemplate as broken:
        yield replace(broken.problem, field=field)
        return
    for part in template.split(SIGN):
        if part.startswith("a") and "{" not in part and not safe_link(part[1:]):
            yield Problem(_no_link(part[1:]), field=field)


def _picture(src: str, *, field: str) -> Iterator[Problem]:
    address = picture(src)
    if not address:
        yield Problem(_("A picture is one that was uploaded, or an address that begins with https://."), field=field)
    elif src.startswith("https:"):
        try:
            net.check(address, allow_private=settings.ALLOW_PRIVATE_ADDRESSES)
        except net.Refused as refused:
            yield Problem(str(refused.sentence), field=field)


def _missing(block: AnyBlock) -> Iterable[str]:
    match block:
        case Button(label=label, url=url):
            if not label.strip():
                yield _("The button has no words.")
            if not url.strip():
                yield _("The button leads nowhere: give it an address.")
        case Image(src=""):
            yield _("A picture is missing: choose one, or remove the block.")
        case Products() if not fitting(block):
            yield _("No product of the catalog fits here, or none is in stock.")
        case Product(title=title, label=label, url=url):
            if not title.strip():
                yield _("The product has no name.")
            if label.strip() and not url.strip():
                yield _("The button leads nowhere: give it an address.")


def _no_link(url: str) -> str:
    return _("“{address}” is no address of a page. It should begin with https://.").format(address=url[:100])
