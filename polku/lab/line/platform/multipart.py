"""Forms with files (multipart/form-data)."""

import re

from polku.lab.line.web.call import Call, Refused

NAME = re.compile(rb'name="([^"]*)"')


def parts(call: Call) -> dict[str, str]:
    """The texts of the form by name; `file` is what the file says. Raises Refused where the form has none."""
    found = re.search(r'boundary="?([^";]+)"?', call.header(b"content-type"))
    made: dict[str, str] = {}
    if found:
        for part in call.body.split(b"--" + found.group(1).encode()):
            head, _, text = part.partition(b"\r\n\r\n")
            if named := NAME.search(head):
                made[named.group(1).decode()] = text.removesuffix(b"\r\n").decode()
    if "file" not in made:
        raise Refused(400, "The request body has 1 error(s)", [{"message": "May not be empty", "property": "file"}])
    return made
