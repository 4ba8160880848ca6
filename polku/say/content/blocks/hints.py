"""Hints: what may keep a mail from being read, though it can be sent."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.say.content.blocks.blocks import Button, Footer, Image, Mail, Product, walk
from polku.say.content.problem import Problem

CLIPPED_BYTES = 102_000  # beyond, Gmail cuts a mail off and hides the rest, the way out among it
LONG_SUBJECT = 60
LOUD_LETTERS = 8


def hints(subject: str, mail: Mail, *, html: str) -> list[Problem]:
    """The most important first. `html`: the mail as one person gets it."""
    found = [*_size(html), *_subject(subject)]
    footer = next((block for block in mail.blocks if isinstance(block, Footer)), Footer())
    if not footer.address.strip():
        sentence = _("The footer names no postal address; many countries ask for one in marketing mail.")
        found.append(Problem(sentence, field=f"blocks.{len(mail.blocks)}"))
    blocks = walk(mail.blocks)
    for number, block in blocks:
        if isinstance(block, Image | Product) and block.src and not block.alt.strip():
            sentence = _(
                "A picture has no description. Who cannot see it, or has pictures switched off, learns nothing."
            )
            found.append(Problem(sentence, field=f"blocks.{number}"))
    if not mail.preheader.strip():
        sentence = _("No preview text: mail programs will show the mail's first words beside the subject.")
        found.append(Problem(sentence, field="preheader"))
    pictures = sum(isinstance(block, Image) for _number, block in blocks)
    others = sum(not isinstance(block, Image | Footer) for _number, block in blocks)
    if pictures and not others:
        found.append(Problem(_("A mail of pictures only looks like spam to many filters: add some text.")))
    buttons = sum(isinstance(block, Button) for _number, block in blocks)
    if buttons > 3:
        sentence = ngettext("{count} button: one clear wish is followed more often than many.",
                            "{count} buttons: one clear wish is followed more often than many.", buttons)  # fmt: skip
        found.append(Problem(sentence.format(count=buttons)))
    return found


def _size(html: str) -> list[Problem]:
    size = len(html.encode("utf-8", "replace"))
    if size <= CLIPPED_BYTES:
        return []
    sentence = _("The mail is {size} KB large. Gmail cuts mails off at 102 KB and hides the end, the way out among it.")
    return [Problem(sentence.format(size=size // 1_000), field="blocks")]


def _subject(subject: str) -> list[Problem]:
    found = []
    letters = [letter for letter in subject if letter.isalpha()]
    if len(letters) >= LOUD_LETTERS and all(letter.isupper() for letter in letters):
        found.append(Problem(_("A subject in capitals only looks like shouting, and like spam."), field="subject"))
    if subject.count("!") + subject.count("！") > 1:
        found.append(Problem(_("One exclamation mark is enough: more look like spam."), field="subject"))
    if len(subject) > LONG_SUBJECT and "{" not in subject:
        found.append(Problem(_("Phones show about 40 characters of a subject; this one is cut off."), field="subject"))
    return found
