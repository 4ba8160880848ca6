"""Rules that hold between the fields of one object, by the name of its schema in LINE's OpenAPI files."""

from polku.lab.line.schema.checks import Check
from polku.lab.line.schema.rules import actions, flex, imagemap, media, narrowcast, rich_menu, template, text

RULES: dict[str, Check] = {
    f"messaging-api/{name}": rule
    for room in (actions, flex, imagemap, media, narrowcast, rich_menu, template, text)
    for name, rule in room.RULES.items()
}
