"""The color as a stylesheet: a few hundred bytes that a browser keeps. It follows from the color alone."""

from polku.say.content.look.palette import COLOR, Pair, palette


def sheet(color: str) -> str | None:
    """`color`: 1f6f5c. None for what is no color."""
    if not COLOR.match(f"#{color}"):
        return None
    found = palette(f"#{color}")
    said = {
        "button": found.button,
        "on-button": found.on_button,
        "button-over": found.over,
        "button-edge": _both(found.edge),
        "switch": found.accent.light,
        "accent": _both(found.accent),
        "accent-soft": _both(found.soft),
        "accent-ink": _both(found.ink),
        "tblr-link-color": _both(found.accent),
    }
    plain = {"accent": found.accent.light, "accent-soft": found.soft.light, "accent-ink": found.ink.light}
    plain |= {"button-edge": found.edge.light, "tblr-link-color": found.accent.light}
    older = f"@supports not (color:light-dark(#000,#fff)){{:root{{{_written(plain)}}}}}"
    return f":root{{{_written(said)}}}{older}\n"


def _written(said: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in said.items())


def _both(pair: Pair) -> str:
    return f"light-dark({pair.light},{pair.dark})"
