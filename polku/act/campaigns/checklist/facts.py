"""Which facts of a person a message shows, and what stands there for whoever lacks them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from polku.act.campaigns.checklist.texts import is_address, texts_of
from polku.say.content.blocks.blocks import Mail
from polku.say.content.chat.blocks import Chat
from polku.say.content.conditions.rules import key_of, walk
from polku.say.content.elsewhere import all_names

TAG = re.compile(r"\{\{-?(?P<out>.*?)-?\}\}|\{%-?\s*(?P<tag>\w+)(?P<rest>.*?)-?%\}", re.DOTALL)
FACT = re.compile(r"\s*person\.([A-Za-z_][\w.]*)(.*)", re.DOTALL)
NAMED = re.compile(r"person\.([A-Za-z_][\w.]*)")
DEFAULT = re.compile(r"""\|\s*default:\s*(?:"([^"]*)"|'([^']*)')""")
BEGINS, ENDS = {"if", "unless", "case", "for"}, {"endif", "endunless", "endcase", "endfor"}
ALWAYS = {"id", "orders", "revenue", "currency", "first_seen", "wallet"}  # what everybody has


@dataclass(frozen=True)
class Fact:
    """`instead`: what stands there for whoever lacks it; `is_all`: nothing else stands in that place.

    `only_if`: who sees it at all; None: everybody.
    """

    name: str
    instead: str
    field: str
    is_all: bool
    only_if: Any = None

    @property
    def key(self) -> tuple[str, str]:
        """The same for whoever shows it to the same people."""
        return self.name, "" if self.only_if is None else key_of(self.only_if)


def facts_of(subject: str, body: str, mail: Mail | Chat | None) -> list[Fact]:
    """Each once: by name and by what stands there instead. Not those that are shown only where they are known."""
    found: dict[tuple[tuple[str, str], str], Fact] = {}
    for_some = [(place, one.only_if) for place, one in walk(mail) if one.only_if is not None]
    for field, text in texts_of(subject, body, mail):
        rules = [rule for place, rule in for_some if field.startswith(f"{place}.")]
        only_if = {"all": rules} if len(rules) > 1 else rules[0] if rules else None
        for name, instead, whole in _shown(text):
            fact = Fact(name, instead, field, is_address(field) or text.strip() == whole, only_if)
            found.setdefault((fact.key, instead), fact)
    return list(found.values())


def _shown(text: str) -> Iterator[tuple[str, str, str]]:
    """(fact, default, the whole tag). Within {% if person.name %} somebody has thought of who lacks it."""
    thought_of: list[set[str]] = []
    for tag in TAG.finditer(text):
        if tag["tag"] in BEGINS:
            thought_of.append(set(NAMED.findall(tag["rest"])))
        elif tag["tag"] in ENDS and thought_of:
            thought_of.pop()
        elif tag["out"] is not None and (fact := FACT.match(tag["out"])):
            name = fact[1]
            if name not in ALWAYS | all_names() and not any(name in names for names in thought_of):
                default = DEFAULT.search(fact[2])
                yield name, (default[1] or default[2] or "") if default else "", tag[0]
