"""Scripts and styles of the pages, as `assets/build.mjs` has made them."""

from pathlib import Path

from polku.lab.line.web.call import Answer, Call, Refused

FOLDER = Path(__file__).parents[2] / "doors/web/static/built/lab"
TYPES = {".js": b"text/javascript; charset=utf-8", ".css": b"text/css; charset=utf-8"}


def built(call: Call) -> Answer:
    path = FOLDER / Path(call.params["name"]).name
    if path.suffix not in TYPES or not path.is_file():
        raise Refused(404, f"There is no {path.name}; `./do run` builds it")
    return Answer(200, path.read_bytes(), TYPES[path.suffix], [(b"cache-control", b"no-cache")])
