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

LIMITS = {"width": {"minimum": 10, "maximum": 100}, "height": {"minimum": 4, "maximum": 120}}
TEXT = {"maxLength": TEXT_CHARACTERS, "pattern": r"^[^\x00]*$"}


def describe(described: dict[str, Any]) -> None:
    """Put the forms of blocks into a description of the interface, wherever blocks stand."""
    schemas = described["components"]["schemas"]
    (block,), forms = msgspec.json.schema_components([AnyBlock], ref_template="#/components/schemas/{name}Block")
    for name, form in forms.items():
        for field, schema in form["properties"].items():
            schema.update(LIMITS.get(field, TEXT if schema.get("type") == "string" else {}))
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
