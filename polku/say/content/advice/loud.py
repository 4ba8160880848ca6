"""Findings on the subject, on what stands beside it, and on words that shout."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from polku.say.content.advice.finding import Finding
from polku.say.content.advice.parts import Parts

LONG_SUBJECT, LONG_PREHEADER = 60, 130
LOUD_LETTERS = 8
MOST_EMOJIS = 2
AN_ANSWER = re.compile(r"^\s*(re|fwd?|aw|vs|tr)\s*:", re.IGNORECASE)
EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")


def loud(parts: Parts) -> Iterator[Finding]:
    for one in parts.words:
        if is_loud(one.text):
            sentence = _("Words in capitals only look like shouting; some programs read them out letter by letter.")
            yield Finding("capitals", "reading", sentence, one.field)
        if "!!" in one.text or "！！" in one.text:
            sentence = _("One exclamation mark is enough: more look like spam.")
            yield Finding("exclamation", "spam", sentence, one.field)


def of_subject(subject: str, preheader: str | None) -> Iterator[Finding]:
    """`preheader`: None where there cannot be one."""
    if is_loud(subject):
        sentence = _("A subject in capitals only looks like shouting, and like spam.")
        yield Finding("subject_capitals", "spam", sentence, "subject")
    if subject.count("!") + subject.count("！") > 1:
        sentence = _("One exclamation mark is enough: more look like spam.")
        yield Finding("subject_exclamation", "spam", sentence, "subject")
    if len(subject) > LONG_SUBJECT and "{" not in subject:
        sentence = _("Phones show about 40 characters of a subject; this one is cut off.")
        yield Finding("subject_long", "reading", sentence, "subject")
    if AN_ANSWER.match(subject):
        sentence = _("The subject pretends to be an answer: that is against the law in some countries, and trust.")
        yield Finding("subject_answer", "spam", sentence, "subject")
    if len(EMOJI.findall(subject)) > MOST_EMOJIS:
        sentence = _("More than {most} emojis in a subject look like spam, and each is read out by its name.")
        yield Finding("subject_emojis", "spam", sentence.format(most=MOST_EMOJIS), "subject")
    if preheader is None:
        return
    if not preheader.strip():
        sentence = _("No preview text: mail programs will show the mail's first words beside the subject.")
        yield Finding("preheader_missing", "reading", sentence, "preheader")
    elif len(preheader) > LONG_PREHEADER and "{" not in preheader:
        sentence = _("Mail programs show up to {most} characters of the preview text; the rest is cut off.")
        yield Finding("preheader_long", "reading", sentence.format(most=LONG_PREHEADER), "preheader")
    elif preheader.strip().casefold() == subject.strip().casefold():
        sentence = _("The preview text repeats the subject: it can say something more.")
        yield Finding("preheader_same", "reading", sentence, "preheader")


def is_loud(text: str) -> bool:
    letters = [letter for letter in re.sub(r"\{[{%].*?[%}]\}", "", text, flags=re.DOTALL) if letter.isalpha()]
    return len(letters) >= LOUD_LETTERS and all(letter.isupper() for letter in letters)
