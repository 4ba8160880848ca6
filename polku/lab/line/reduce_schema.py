"""Makes schema.json out of LINE's OpenAPI files: `python -m polku.lab.line.reduce_schema FOLDER`, run by hand.

The files are github.com/line/line-openapi (Apache-2.0). Kept: paths, methods, names, types, required, enums, patterns
and bounds; no descriptions. What `allOf` puts together is one object here; a discriminator is `pick` and `by`.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

KEPT = ("type", "format", "pattern", "enum", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems")
METHODS = ("get", "post", "put", "delete")
TARGET = Path(__file__).with_name("schema.json")
Json = dict[str, Any]


def reduced(folder: Path) -> Json:
    """Everything that schema.json says."""
    yaml = import_module("yaml")  # comes with the tests' packages: whoever runs the lab does not need it
    quick = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    operations: Json = {}
    schemas: Json = {}
    for path in sorted(folder.glob("*.yml")):
        file = yaml.load(path.read_text("utf-8"), Loader=quick)
        given = file.get("components", {}).get("schemas", {})
        for name, schema in given.items():
            schemas[f"{path.stem}/{name}"] = _schema(schema, path.stem, given)
        if path.stem != "webhook":  # its one path is ours to call
            for address, methods in file["paths"].items():
                for method in METHODS:
                    if method in methods:
                        operations[f"{method.upper()} {address}"] = _operation(methods[method], path.stem, given)
    source = {"from": "github.com/line/line-openapi", "licence": "Apache-2.0"}
    return {
        "source": source | {"commit": (folder / "COMMIT").read_text().strip()},
        "operations": dict(sorted(operations.items())),
        "schemas": dict(sorted(schemas.items())),
    }


def text_of(made: Json) -> str:
    """One operation and one schema a line, so that a change shows where it is."""
    parts = [f'"source":{json.dumps(made["source"])}']
    for key in ("operations", "schemas"):
        lines = [f"{json.dumps(name)}:{json.dumps(one, ensure_ascii=False)}" for name, one in made[key].items()]
        parts.append(f'"{key}":{{\n' + ",\n".join(lines) + "\n}")
    return "{" + ",\n".join(parts) + "}\n"


def _operation(given: Json, file: str, all_of_file: Json) -> Json:
    made: Json = {}
    parameters = [
        {"name": one["name"], "in": one["in"], "required": bool(one.get("required"))}
        | {"schema": _schema(one["schema"], file, all_of_file)}
        for one in given.get("parameters", [])
    ]
    if parameters:
        made["parameters"] = parameters
    if body := given.get("requestBody"):
        made["body"] = {"required": bool(body.get("required"))} | _contents(body, file, all_of_file)
    answers = {status: _contents(one, file, all_of_file) for status, one in given.get("responses", {}).items()}
    return made | {"answers": {status: one for status, one in answers.items() if status < "300"}}


def _contents(given: Json, file: str, all_of_file: Json) -> Json:
    return {kind: _schema(one.get("schema", {}), file, all_of_file) for kind, one in given.get("content", {}).items()}


def _schema(given: Json, file: str, all_of_file: Json) -> Json:
    if "$ref" in given:
        return {"ref": f"{file}/{given['$ref'].rsplit('/', 1)[-1]}"}
    if "allOf" in given:
        return _schema(_together(given, all_of_file), file, all_of_file)
    if mapping := given.get("discriminator", {}).get("mapping"):
        by = {value: f"{file}/{ref.rsplit('/', 1)[-1]}" for value, ref in mapping.items()}
        return {"pick": given["discriminator"]["propertyName"], "by": by}
    made = {key: given[key] for key in KEPT if key in given}
    if given.get("nullable"):
        made["nullable"] = True
    if "properties" in given:
        made["properties"] = {name: _schema(one, file, all_of_file) for name, one in given["properties"].items()}
    if "required" in given:
        made["required"] = given["required"]
    if "items" in given:
        made["items"] = _schema(given["items"], file, all_of_file)
    if isinstance(given.get("oneOf"), list):
        made["one_of"] = [_schema(one, file, all_of_file) for one in given["oneOf"]]
    if isinstance(given.get("additionalProperties"), dict):
        made["others"] = _schema(given["additionalProperties"], file, all_of_file)
    return made


def _together(given: Json, all_of_file: Json) -> Json:
    """One object of several; the base's discriminator has done its work."""
    made: Json = {key: value for key, value in given.items() if key != "allOf"}
    made["properties"], made["required"] = dict(given.get("properties", {})), list(given.get("required", []))
    for part in given["allOf"]:
        whole = all_of_file[part["$ref"].rsplit("/", 1)[-1]] if "$ref" in part else part
        if "allOf" in whole:
            whole = _together(whole, all_of_file)
        made["properties"] = {**whole.get("properties", {}), **made["properties"]}
        made["required"] += [name for name in whole.get("required", []) if name not in made["required"]]
        if "type" in whole:
            made.setdefault("type", whole["type"])
        if "enum" in whole:
            made["enum"] = whole["enum"]
    return {key: value for key, value in made.items() if value or key not in ("properties", "required")}


if __name__ == "__main__":
    TARGET.write_text(text_of(reduced(Path(sys.argv[1]))), "utf-8")
