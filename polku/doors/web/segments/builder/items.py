"""The form as it was posted: items, each with an id, its fields named `id.field`."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

ID = re.compile(r"[a-z][0-9]{1,6}")
MOST_ITEMS = 90
MOST_FIELDS = 900  # of all items: a rule of more begins as JSON
OTHER = "another\nname"  # chosen in a list of names: it is written by hand. No field of one line can send this.
PAST_STEPS, PAST_CHARACTERS = 30, 100_000


@dataclass
class Item:
    """`where`: the id of the item in which it stands; "" for the outermost one."""

    id: str
    kind: str
    where: str = ""
    values: dict[str, str] = field(default_factory=dict)
    is_new: bool = False  # just added: one writes in it next

    def get(self, name: str, usual: str = "") -> str:
        return self.values.get(name) or usual


@dataclass
class Form:
    """A rule in the page's form. `past`: the rules before it, the last one last, for the way back."""

    items: list[Item]
    past: list[Any] = field(default_factory=list)

    def inside(self, where: str) -> list[Item]:
        return [item for item in self.items if item.where == where]

    def find(self, item_id: str) -> Item | None:
        return next((item for item in self.items if item.id == item_id), None)

    def new_id(self) -> str:
        return f"r{1 + max((int(item.id[1:]) for item in self.items), default=0)}"

    def within(self, item: Item) -> list[Item]:
        """The item and all that stands in it, at any depth."""
        found = [item]
        for one in self.inside(item.id):
            found += self.within(one)
        return found


def of_post(data: Any, kinds: Any) -> Form:
    """`data`: Django's own QueryDict. Whatever is no item, or stands in none, is passed over."""
    items: list[Item] = []
    known = {""}
    for item_id in data.getlist("item")[: 2 * MOST_ITEMS]:
        kind, where = data.get(f"{item_id}.kind", ""), data.get(f"{item_id}.where", "")
        if not ID.fullmatch(item_id) or item_id in known or kind not in kinds or where not in known:
            continue
        if where == "" and items:
            continue  # there is one outermost item
        prefix = f"{item_id}."
        values = {
            name.removeprefix(prefix): data[name].replace("\r\n", "\n") for name in data if name.startswith(prefix)
        }
        values = {name: text for name, text in values.items() if name not in ("kind", "where")}
        for name in [name for name, text in values.items() if text == OTHER]:
            values |= {name: "", f"{name}_free": "yes"}
        items.append(Item(item_id, kind, where, values))
        known.add(item_id)
    return Form(items, past_of(data.get("past", "")))


def past_of(text: str) -> list[Any]:
    try:
        past = json.loads(text) if len(text) <= 2 * PAST_CHARACTERS else []
    except (ValueError, RecursionError):
        return []
    return past if isinstance(past, list) else []


def past_text(past: list[Any]) -> str:
    """The steps back as the form carries them: the oldest are let go."""
    kept = past[-PAST_STEPS:]
    while kept and len(json.dumps(kept)) > PAST_CHARACTERS:
        kept = kept[1:]
    return json.dumps(kept, ensure_ascii=False)
