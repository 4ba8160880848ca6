"""QR codes of sources, as files to print."""

from io import BytesIO

import segno

# A quarter of the code may be dirty or torn and it is still read.
CORRECTION = "q"
QUIET = 4  # modules of white around it: the standard's own


def svg(address: str) -> bytes:
    return _drawn(address, "svg", scale=10)


def png(address: str) -> bytes:
    """About 1,000 pixels a side."""
    code = segno.make(address, error=CORRECTION, micro=False)
    scale = max(4, 1_000 // int(code.symbol_size(border=QUIET)[0]))
    return _drawn(address, "png", scale=scale)


def _drawn(address: str, kind: str, *, scale: int) -> bytes:
    drawn = BytesIO()
    segno.make(address, error=CORRECTION, micro=False).save(drawn, kind=kind, scale=scale, border=QUIET, light="#fff")
    return drawn.getvalue()
