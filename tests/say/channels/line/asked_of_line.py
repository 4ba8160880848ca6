"""What polku's code can ask of LINE, read off the code: every path that is written down in it, and with what method."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polku

ROOT = Path(polku.__file__).parent
NOT_POLKU = ("lab", "doors/cli/bench")  # LINE's own part, and what measures it
LINE = "say/channels/line"
INTERFACES = re.compile(r"/(v2|oauth2|bot|liff)/")
REST = re.compile(r"\*(/\w+)+")  # of a path that was made before: f"{path}/transcoding"
METHODS = ("GET", "POST", "PUT", "DELETE")
Asked = tuple[str, str]  # a method, "" where it does not stand beside the path; the path, with * for what is put in


def asked() -> dict[Asked, str]:
    """And the file that says so. Among them are beginnings that other paths are made of."""
    found: dict[Asked, str] = {}
    for file in sorted(ROOT.rglob("*.py")):
        name = file.relative_to(ROOT).as_posix()
        if not name.startswith(NOT_POLKU):
            for one in _asked_in(ast.parse(file.read_text("utf-8")), is_line=name.startswith(LINE)):
                found.setdefault(one, name)
    with_method = {path for method, path in found if method}
    return {one: name for one, name in found.items() if one[0] or one[1] not in with_method}


def is_meant(one: Asked, operation: str, operations: set[str]) -> bool:
    """Whether this operation of LINE's is. A * is a parameter; where LINE has none there, it is any of LINE's words."""
    method, path = one
    name, _, template = operation.partition(" ")
    if method not in ("", name):
        return False
    if path.startswith("*"):
        return template.endswith(path[1:])
    plain = re.sub(r"\{\w+\}", "*", template)
    if any(re.sub(r"\{\w+\}", "*", other.partition(" ")[2]) == path for other in operations):
        return plain == path
    return re.fullmatch(re.escape(path).replace(r"\*", "[^/]+"), plain) is not None


def _asked_in(tree: ast.Module, *, is_line: bool) -> Iterator[Asked]:
    known = dict(_constants(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for method, path in zip(node.args, node.args[1:], strict=False):
                if isinstance(method, ast.Constant) and method.value in METHODS:
                    yield from _path(path, known, is_line, method=str(method.value))
        elif isinstance(node, ast.JoinedStr | ast.Constant):
            yield from _path(node, known, is_line)


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield from _named(node.targets[0], node.value)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple):
            values = node.value.elts if isinstance(node.value, ast.Tuple) else []
            for name, value in zip(node.targets[0].elts, values, strict=False):
                yield from _named(name, value)


def _named(name: ast.expr, value: ast.expr) -> Iterator[tuple[str, str]]:
    if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield name.id, value.value


def _path(node: ast.expr, known: dict[str, str], is_line: bool, *, method: str = "") -> Iterator[Asked]:
    written = _written(node, known).partition("?")[0]
    if (INTERFACES.match(written) and " " not in written) or (is_line and REST.fullmatch(written)):
        yield method, written


def _written(node: ast.expr, known: dict[str, str]) -> str:
    match node:
        case ast.Constant(value=str(value)):
            return re.sub(r"\{\w+\}", "*", value)
        case ast.JoinedStr(values=parts):
            return "".join(_written(part, known) for part in parts)
        case ast.FormattedValue(value=ast.Name(id=name)) | ast.Name(id=name):
            return known.get(name, "*")
    return "*"
