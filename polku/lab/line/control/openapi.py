"""`/lab/openapi.json`: the description of the lab's own API."""

from typing import Any

import msgspec

from polku.lab.line.control.row import Row

NAME = "#/components/schemas/{name}"
WHOLE = ("start", "limit", "since_ms", "at_least")  # numbers in queries
PROBLEM = {"type": "object", "required": ["message"], "properties": {"message": {"type": "string"}}}
REFUSALS = {"400": "What was sent is not what is asked for.", "404": "There is nobody and nothing of that name."}


def document(rows: list[Row]) -> dict[str, Any]:
    bodies = [row.body for row in rows if row.body]
    _, schemas = msgspec.json.schema_components(bodies, ref_template=NAME)
    paths: dict[str, Any] = {}
    for row in rows:
        paths.setdefault(row.template, {})[row.method.lower()] = _operation(row)
    return {
        "openapi": "3.1.0",
        "info": {"title": "polku lab", "version": "1", "description": "A virtual LINE platform, seen from behind."},
        "paths": paths,
        "components": {"schemas": {**schemas, "Problem": PROBLEM}},
    }


def _operation(row: Row) -> dict[str, Any]:
    parts = [part[1:-1] for part in row.template.split("/") if part[:1] == "{"]
    made: dict[str, Any] = {"summary": row.says}
    made["parameters"] = [{"name": name, "in": "path", "required": True, "schema": _part(row, name)} for name in parts]
    made["parameters"] += [
        {"name": name, "in": "query", "description": says, "schema": _asked(name)} for name, says in row.query
    ]
    done = {"description": "Done.", "content": {row.gives: {}}}
    refused = {"application/json": {"schema": {"$ref": NAME.format(name="Problem")}}}
    made["responses"] = {str(row.status or (201 if row.method == "POST" else 200)): done} | {
        status: {"description": says, "content": refused} for status, says in REFUSALS.items()
    }
    if row.body:
        schema = {"$ref": NAME.format(name=row.body.__name__)}
        needs_body = any(one.required for one in msgspec.structs.fields(row.body))
        made["requestBody"] = {"required": needs_body, "content": {"application/json": {"schema": schema}}}
    return made


def _part(row: Row, name: str) -> dict[str, Any]:
    """The last part of a path may be one of a few words."""
    is_choice = row.choices and row.template.endswith(f"/{{{name}}}")
    return {"type": "string", "minLength": 1} | ({"enum": list(row.choices)} if is_choice else {})


def _asked(name: str) -> dict[str, Any]:
    return {"type": "integer", "minimum": 0, "maximum": 10**18 - 1} if name in WHOLE else {"type": "string"}
