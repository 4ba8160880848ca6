"""schema.json, and the rules on top of it (facts.toml, rules/), made into checks."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from polku.lab.line.schema import checks
from polku.lab.line.schema.checks import Check
from polku.lab.line.schema.faults import Faults, Place
from polku.lab.line.schema.fields import field_checks
from polku.lab.line.schema.rules import RULES
from polku.lab.line.schema.rules.flex_forms import FORMS

SCALARS = {
    "string": checks.text,
    "integer": checks.whole_number,
    "number": checks.number,
    "boolean": checks.truth,
}


@cache
def schema() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(Path(__file__).parents[1].joinpath("schema.json").read_text("utf-8"))
    return read


class Compiler:
    """`is_ours`: for what the lab itself sends, where the limits of requests do not hold."""

    def __init__(self, *, is_ours: bool = False) -> None:
        self.is_ours = is_ours
        self.made: dict[str, Check] = {}
        self.told_apart = {
            ref: (one["pick"], [value for value, other in one["by"].items() if other == ref])
            for one in schema()["schemas"].values()
            if "pick" in one
            for ref in one["by"].values()
        }

    def named(self, ref: str) -> Check:
        """The check of one of the schemas; made when it is first asked for, so that schemas may contain themselves."""
        if ref in self.made:
            return self.made[ref]

        def later(value: Any, at: Place, faults: Faults) -> None:
            self.made[ref](value, at, faults)

        self.made[ref] = later
        self.made[ref] = check = self.of(schema()["schemas"][ref], ref)
        return check

    def of(self, node: Mapping[str, Any], name: str = "") -> Check:
        if "ref" in node:
            return self.named(node["ref"])
        if "pick" in node:
            return checks.pick(node["pick"], {value: self.named(ref) for value, ref in node["by"].items()})
        if "one_of" in node:
            return checks.anything
        kind = node.get("type")
        if kind == "array":
            return checks.many(self.of(node.get("items", {})), node)
        if kind in SCALARS:
            return SCALARS[kind](node)
        if kind == "object" or "properties" in node:
            return self._object(node, name)
        return checks.anything

    def _object(self, node: Mapping[str, Any], name: str) -> Check:
        own = {} if self.is_ours else field_checks(name)
        fields = {}
        for field, one in node.get("properties", {}).items():
            limits = own.get(field)
            if limits and limits.replaces_length:
                one = {key: value for key, value in one.items() if key not in ("minLength", "maxLength")}
            check = self.of(one)
            if limits:
                check = checks.both(check, limits.check)
            if not self.is_ours and field in (forms := FORMS.get(name, {})):
                check = checks.both(check, forms[field])
            fields[field] = check
        if name in self.told_apart:
            field, values = self.told_apart[name]
            fields[field] = checks.text({"enum": values})
        may_be_null = {field for field, one in node.get("properties", {}).items() if one.get("nullable")}
        required = (field for field in node.get("required", ()) if field not in may_be_null)
        needed = (*required, *(field for field, limits in own.items() if limits.is_needed))
        others = self.of(node["others"]) if "others" in node else None
        if others is None and "properties" not in node:
            others = checks.anything
        rule = None if self.is_ours else RULES.get(name)
        texts = [field for field, one in node.get("properties", {}).items() if one.get("type") == "string"]
        return checks.thing(fields, tuple(dict.fromkeys(needed)), others=others, rule=rule, texts=texts)
