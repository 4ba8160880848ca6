"""The form of e-mails for the documentation. What exactly is wrong with one is told by say/content/blocks."""

from typing import Annotated, Any, cast

import msgspec
from pydantic import WithJsonSchema

from polku.say.content.blocks.blocks import AnyBlock
from polku.say.content.blocks.read import MOST_BLOCKS, TEXT_CHARACTERS

# Blocks hold blocks: `describe` puts the references to them in the place of this.
BLOCKS = {"type": "array", "x-form": "Blocks"}
Blocks = Annotated[list[dict[str, Any]], WithJsonSchema(BLOCKS)]

EXAMPLE: list[dict[str, Any]] = [
    {"kind": "heading", "look": "banner", "text": "Winter coffee"},
    {"kind": "text", "text": 'Hello **{{ person.first_name | default: "friend" }}**,\n\nthe new beans are here.'},
    {"kind": "button", "label": "To the shop", "url": "https://shop.example/winter"},
    {"kind": "footer", "address": "Kahvila Oy, Katu 1, 00100 Helsinki"},
]

# What each field of a block means, and an example.
SAID: dict[str, tuple[str, Any]] = {
    "kind": ("Which block it is", "text"),
    "only_if": (
        "A rule: who sees the block; null: everybody. A campaign asks it once, together with its audience",
        {"trait": "city", "op": "is", "value": "Tokyo"},
    ),
    "text": ("What it says; may hold merge fields", "Hello {{ person.first_name }}"),
    "look": ("How large; “banner” stands on a field of the mail's colour", "banner"),
    "align": ("Where it stands", "center"),
    "label": ("The words on the button; without them there is none", "To the shop"),
    "url": ("Where it leads: http, https, mailto or tel; may hold merge fields", "https://shop.example/winter"),
    "src": ("The picture: /p/media/… of an uploaded one, or https://…", "https://shop.example/beans.jpg"),
    "alt": ("What the picture shows, for whoever does not see it", "A bag of beans"),
    "width": ("Percent of the column", 100),
    "height": ("Pixels", 24),
    "title": ("The product's name", "Winter beans, 1 kg"),
    "price": ("As it shall be read", "18.90 €"),
    "former": ("The price before, struck out", "24.90 €"),
    "source": ("Which products of the catalog: chosen ones, the newest, or those of the lowest price", "newest"),
    "keys": ("Of chosen ones, set apart by commas; the first that are in stock are shown", "espresso-1kg, moka-pot"),
    "category": ("Of the newest, or of those of the lowest price; with those below it; “” for all", "Coffee > Beans"),
    "count": ("So many at the most", 4),
    "left": ("Blocks of the left column; no columns within columns", [{"kind": "text", "text": "Left"}]),
    "right": ("Blocks of the right column", [{"kind": "text", "text": "Right"}]),
    "address": ("The sender's name and postal address", "Kahvila Oy, Katu 1, 00100 Helsinki"),
    "preferences": ("The words of the link to the preferences; “” for the usual ones", "What you get from us"),
    "unsubscribe": ("The words of the link that unsubscribes; “” for the usual ones", "Unsubscribe"),
}
LIMITS = {
    "width": {"minimum": 10, "maximum": 100},
    "height": {"minimum": 4, "maximum": 120},
    "count": {"minimum": 1, "maximum": 10},
}
TEXT = {"maxLength": TEXT_CHARACTERS, "pattern": r"^[^\x00]*$"}


def describe(described: dict[str, Any]) -> None:
    """Put the forms of blocks into a description of the interface, wherever blocks stand."""
    schemas = described["components"]["schemas"]
    (block,), forms = msgspec.json.schema_components([AnyBlock], ref_template="#/components/schemas/{name}Block")
    for name, form in forms.items():
        for field, schema in form["properties"].items():
            schema.update(LIMITS.get(field, TEXT if schema.get("type") == "string" else {}))
            description, example = SAID[field]
            schema.update(description=description, examples=schema.get("enum", [example])[:1])
        schemas[f"{name}Block"] = form
    schemas["Block"] = {"title": "Block", "examples": EXAMPLE[:1], **block}
    described["components"] = _referring(described["components"])


def _referring(node: Any) -> Any:
    if isinstance(node, list):
        return [_referring(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _referring(inner) for key, inner in node.items() if key != "x-form"}
    if node.get("x-form") == "Blocks":
        return cast(dict[str, Any], kept | {"items": {"$ref": "#/components/schemas/Block"}, "maxItems": MOST_BLOCKS})
    return kept if "x-form" not in node else node
