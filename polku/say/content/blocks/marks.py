"""Simple formatting: a text with a little Markdown becomes a template in which signs stand for its structure.

**bold**, *italic* or _italic_, [words](address), bare addresses, lists with "-" or "1.", empty lines between
paragraphs; a backslash takes a mark its meaning. No mark reaches over a Liquid tag, and what a tag can leave out is
whole: so whichever way {% if %} goes, the HTML is sound.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from polku.say.content.blocks.signs import sign
from polku.say.content.problem import BrokenTemplate, Problem
from polku.say.content.scan import scan

LIQUID = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
TAG_NAME = re.compile(r"\{%-?\s*(\w+|#)")
PLACES = 0xF0000  # letters of a private plane stand for Liquid while marks are read
OUTPUT, TAG = 0, 6_000  # outputs from here on, tags from there on
OWN = re.compile(f"[{chr(PLACES)}-{chr(PLACES + 0xFFFF)}]")
TAGS = f"[{chr(PLACES + TAG)}-{chr(PLACES + 0xFFFF)}]"
ONLY_TAGS = re.compile(rf"\s*({TAGS}\s*)+")
SPLIT = re.compile(f"({TAGS})")
ITEM = re.compile(r"\s{0,3}(?:[-*•]|(\d{1,3})[.)])\s+(.*)")
IN_URL = rf"[\w\-.~:/?#@!$&'+,;=%|{chr(PLACES)}-{chr(PLACES + TAG - 1)}]"
MARK = re.compile(
    r"\\(?P<kept>[\\*_\[\]\-.])"
    rf"|\[(?P<label>[^\[\]]{{1,300}})\]\((?P<url>{IN_URL}{{1,1000}})\)"
    r"|\*\*(?P<bold>(?:[^*]|\*(?!\*)){1,2000})\*\*"
    r"|\*(?P<italic>[^*\s](?:[^*]{0,2000}[^*\s])?)\*"
    r"|(?<!\w)_(?P<slanted>[^_\s](?:[^_]{0,2000}[^_\s])?)_(?!\w)"
    rf"|(?P<bare>https?://{IN_URL}{{1,1000}})",
    re.ASCII,
)
AFTER_URL = ".,;:!?'"
BEGINS = {"if", "unless", "for", "case", "capture", "comment"}
MIDDLE = {"else", "elsif", "when", "break", "continue"}


def marked(text: str) -> str:
    """The template of a formatted text. Raises BrokenTemplate."""
    problem = scan(text)
    if problem is not None:
        raise BrokenTemplate(problem)
    liquid: list[str] = []
    # Filled in by number: a place is a letter of its own, and never part of a mark.
    places = LIQUID.sub(lambda found: _place(found[0], liquid), OWN.sub("\ufffd", text.replace("\r\n", "\n")))
    whole = "".join(_paragraphs(places, liquid))
    return OWN.sub(lambda found: liquid[(ord(found[0]) - PLACES) % TAG], whole)


def _place(code: str, liquid: list[str]) -> str:
    liquid.append(code)
    return chr(PLACES + (TAG if code.startswith("{%") else OUTPUT) + len(liquid) - 1)


def _paragraphs(text: str, liquid: list[str]) -> Iterator[str]:
    lines: list[str] = []
    listing = ""  # "u" or "o" while in a list

    def ended() -> Iterator[str]:
        nonlocal listing
        if lines:
            yield sign("p") + sign("n").join(lines) + sign("P")
            lines.clear()
        if listing:
            yield sign(listing.upper())
            listing = ""

    for number, line in enumerate(text.split("\n"), start=1):
        item = ITEM.fullmatch(line)
        if not line.strip():
            yield from ended()
        elif ONLY_TAGS.fullmatch(line):
            yield from ended()
            _refuse_capture(line, liquid, number)
            yield line.strip()
        elif item is not None:
            wanted = "o" if item[1] else "u"
            if lines or listing != wanted:
                yield from ended()
                yield sign(wanted)
                listing = wanted
            yield sign(f"#{item[1]};" if item[1] else "i") + _line(item[2], liquid, number) + sign("I")
        else:
            if listing:
                yield from ended()
            lines.append(_line(line.strip(), liquid, number))
    yield from ended()


def _line(text: str, liquid: list[str], number: int) -> str:
    """One line: its tags as they stand, what is between them with its marks read."""
    inside: list[str] = []
    parts: list[str] = []
    for part in SPLIT.split(text):
        if not SPLIT.fullmatch(part):
            # What is captured is used elsewhere as a text, so it is one.
            parts.append(part if "capture" in inside else _inline(part, "label bold italic bare"))
            continue
        name = _name(part, liquid)
        if name in BEGINS:
            inside.append(name)
        elif (name.startswith("end") and (not inside or inside.pop() != name[3:])) or (name in MIDDLE and not inside):
            raise _crossing(number)
        parts.append(part)
    if inside:
        raise _crossing(number)
    return "".join(parts)


def _refuse_capture(line: str, liquid: list[str], number: int) -> None:
    names = [_name(letter, liquid) for letter in line if SPLIT.fullmatch(letter)]
    if names.count("capture") != names.count("endcapture"):
        raise _crossing(number)


def _name(place: str, liquid: list[str]) -> str:
    found = TAG_NAME.match(liquid[ord(place) - PLACES - TAG])
    return found[1] if found else ""


def _crossing(number: int) -> BrokenTemplate:
    sentence = _("What {% begins in a line must end in it; or each tag stands on a line of its own.")
    return BrokenTemplate(Problem(sentence, number))


def _inline(text: str, may: str) -> str:
    parts: list[str] = []
    at = 0
    for found in MARK.finditer(text):
        parts.append(text[at : found.start()])
        parts.append(_meant(found, may))
        at = found.end()
    return "".join((*parts, text[at:]))


def _meant(found: re.Match[str], may: str) -> str:
    kind = found.lastgroup or ""
    kind = "label" if kind == "url" else "italic" if kind == "slanted" else kind
    if kind == "kept":
        return found["kept"]
    if kind not in may.split():
        return found[0]
    less = " ".join(word for word in may.split() if word != kind)
    match kind:
        case "label":
            return _link(found["url"], _inline(found["label"], less.replace("bare", "")))
        case "bold":
            return sign("b") + _inline(found["bold"], less) + sign("B")
        case "italic":
            return sign("e") + _inline(found["italic"] or found["slanted"], less) + sign("E")
    url = found["bare"].rstrip(AFTER_URL)
    return _link(url, url) + found["bare"][len(url) :]


def _link(url: str, label: str) -> str:
    return sign("a") + url + sign("t") + label + sign("A")
