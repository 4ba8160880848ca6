"""The form of chats for the documentation. What exactly is wrong with one is told by say/content/chat."""

from typing import Annotated, Any

import msgspec
from pydantic import WithJsonSchema

from polku.doors.api.forms.chat_said import LIMITS, SAID
from polku.say.content.blocks.blocks import Footer
from polku.say.content.blocks.read import MOST_BLOCKS, TEXT_CHARACTERS
from polku.say.content.chat.blocks import AnyBlock, Chat
from polku.say.content.chat.parts import QuickReply, Sender

ChatBlocks = Annotated[list[dict[str, Any]], WithJsonSchema({"type": "array", "x-form": "ChatBlocks"})]
QuickReplies = Annotated[list[dict[str, Any]], WithJsonSchema({"type": "array", "x-form": "QuickReplies"})]
SenderForm = Annotated[dict[str, Any], WithJsonSchema({"x-form": "Sender"})]

EXAMPLE: list[dict[str, Any]] = [
    {"kind": "text", "text": 'Hello {{ person.first_name | default: "friend" }}, your order is on its way.'},
    {
        "kind": "buttons",
        "text": "Order 1042",
        "actions": [{"kind": "uri", "label": "Where is it?", "url": "https://shop.example/orders/1042"}],
    },
]
QUICK_EXAMPLE: list[dict[str, Any]] = [{"action": {"kind": "message", "label": "Thanks", "text": "Thanks"}}]
SENDER_EXAMPLE = {"name": "Bo of Kahvila"}
TEXT = {"maxLength": TEXT_CHARACTERS, "pattern": r"^[^\x00]*$"}
BELOW = "#/components/schemas/"
OF_MAILS = "polku.say.content.blocks."


def describe(described: dict[str, Any]) -> None:
    """Put the forms of chats into a description of the interface, wherever they stand."""
    schemas = described["components"]["schemas"]
    roots, forms = msgspec.json.schema_components(
        [AnyBlock | Footer, QuickReply, Sender], ref_template=f"{BELOW}{{name}}"
    )
    for name, form in forms.items():
        for field, schema in form.get("properties", {}).items():
            _say(name.rpartition(".")[2], field, schema)
        schemas[_named(name)] = _renamed(form)
    block, reply, sender = (_renamed(root) for root in roots)
    schemas["BlockInChat"] = {"title": "Block of a chat", "examples": EXAMPLE[:1], **block}
    inside = {
        "ChatBlocks": {"items": {"$ref": f"{BELOW}BlockInChat"}, "maxItems": MOST_BLOCKS},
        "QuickReplies": {"items": reply},
        "Sender": sender,
    }
    described["components"] = _referring(described["components"], inside)


def _named(name: str) -> str:
    """A mail's texts and pictures, which stand in columns, have the chat's names, and more of a path before them."""
    return f"{name.rpartition('.')[2]}{'InColumn' if name.startswith(OF_MAILS) else 'InChat'}"


def _renamed(node: Any) -> Any:
    if isinstance(node, list):
        return [_renamed(inner) for inner in node]
    if isinstance(node, dict):
        return {key: _renamed(inner) for key, inner in node.items()}
    if isinstance(node, str) and node.startswith(BELOW):
        return f"{BELOW}{_named(node.removeprefix(BELOW))}"
    return node


def _say(name: str, field: str, schema: dict[str, Any]) -> None:
    schema.update(LIMITS.get((name, field), TEXT if schema.get("type") == "string" and "enum" not in schema else {}))
    description, example = SAID.get(f"{name}.{field}") or SAID[field]
    schema.update(description=description, examples=schema.get("enum", [example])[:1])


def _referring(node: Any, inside: dict[str, Any]) -> Any:
    if isinstance(node, list):
        return [_referring(inner, inside) for inner in node]
    if not isinstance(node, dict):
        return node
    more = inside.get(node.get("x-form", ""))
    kept = {key: _referring(inner, inside) for key, inner in node.items() if key != "x-form" or more is None}
    return kept | more if more is not None else kept


__all__ = ("Chat", "ChatBlocks", "QuickReplies", "SenderForm", "describe")
