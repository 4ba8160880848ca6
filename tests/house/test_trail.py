"""Whatever is written into the trail has words in the reader's language."""

import ast
from collections.abc import Iterator

from tests.house.tree import python_files, text_of


def actions() -> Iterator[str]:
    """The actions that the program notes: "campaign.launched"."""
    for path in python_files("polku"):
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.Call) and _is_note(node.func):
                yield from (
                    one.value
                    for one in ast.walk(ast.Module([ast.Expr(part) for part in node.args[1:2]], []))
                    if isinstance(one, ast.Constant) and isinstance(one.value, str) and "." in one.value
                )


def _is_note(called: ast.expr) -> bool:
    match called:
        case ast.Attribute(value=ast.Name(id="trail"), attr="note") | ast.Name(id="note"):
            return True
    return False


def test_every_change_has_words() -> None:
    from polku.doors.web.trail_words import KINDS, VERBS

    noted = set(actions())
    kinds = {one.partition(".")[0] for one in noted}
    verbs = {verb for one in noted if (verb := one.partition(".")[2])}  # without those made of a variable

    assert "campaign.launched" in noted
    assert sorted(kinds - KINDS.keys()) == []
    assert sorted(verbs - VERBS.keys()) == []
