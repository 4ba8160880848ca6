"""Validators made of LINE's OpenAPI files: as JSON Schema, with what a discriminator chooses, and no field unnamed."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

FILES = Path(__file__).parents[2] / "shared" / "specs" / "line-openapi"
ABSENT = "LINE's OpenAPI files are not beside this tree"
LEFT_OUT = ("discriminator", "description", "example", "externalDocs", "default", "title", "deprecated", "nullable")
TOLD = 5
Json = dict[str, Any]


def wrong_with(validator: jsonschema_rs.Draft202012Validator, value: Any) -> Iterator[str]:
    """What is wrong with it, the first few with their places."""
    if not validator.is_valid(value):
        found = {
            f"{'.'.join(map(str, one.instance_path))}: {one.message[:300]}": 1 for one in validator.iter_errors(value)
        }
        yield from list(found)[:TOLD]


@cache
def validator(file: str, template: str, method: str, kind: str) -> jsonschema_rs.Draft202012Validator:
    """Of a request's body of this kind."""
    schema = read(file)["paths"][template][method.lower()]["requestBody"]["content"][kind]["schema"]
    return jsonschema_rs.Draft202012Validator(_strict(schema) | {"$defs": _schemas(file)}, validate_formats=True)


@cache
def read(file: str) -> Json:
    quick = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    made: Json = yaml.load((FILES / f"{file}.yml").read_text("utf-8"), Loader=quick)
    return made


@cache
def _schemas(file: str) -> Json:
    """As JSON Schema. What has a discriminator is two: `X` asks for one of its kinds, `X.base` is what they share."""
    made: Json = {}
    for name, given in read(file).get("components", {}).get("schemas", {}).items():
        mapping = given.get("discriminator", {}).get("mapping")
        made[f"{name}.base" if mapping else name] = _strict(given)
        if mapping:
            made[name] = _one_of_its_kinds(given["discriminator"]["propertyName"], mapping)
    return made


def _one_of_its_kinds(key: str, mapping: Mapping[str, str]) -> Json:
    kinds = [
        {"if": {"properties": {key: {"const": value}}, "required": [key]}, "then": _strict({"$ref": ref})}
        for value, ref in mapping.items()
    ]
    return {"type": "object", "required": [key], "properties": {key: {"enum": list(mapping)}}, "allOf": kinds}


def _strict(given: Any, *, is_part: bool = False) -> Any:
    """No field that is not named. `is_part`: of an `allOf`, whose other parts may name it."""
    if isinstance(given, list):
        return [_strict(one) for one in given]
    if not isinstance(given, dict):
        return given
    if "$ref" in given:
        name = given["$ref"].rpartition("/")[2]
        if is_part:
            return {"$ref": f"#/$defs/{name}{'.base' if _is_base(name) else ''}"}
        return {"$ref": f"#/$defs/{name}", "unevaluatedProperties": _is_base(name)}
    made: Json = {}
    for key, value in given.items():
        if key == "properties":
            made[key] = {name: _strict(one) for name, one in value.items()}
        elif key == "allOf":
            made[key] = [_strict(one, is_part=True) for one in value]
        elif key not in LEFT_OUT:
            made[key] = _strict(value)
    if given.get("nullable") and isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
    return made


@cache
def _is_base(name: str) -> bool:
    return any(
        "discriminator" in read(file.stem).get("components", {}).get("schemas", {}).get(name, {})
        for file in FILES.glob("*.yml")
    )
