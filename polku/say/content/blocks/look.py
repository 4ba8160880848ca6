"""How a mail looks: measures, colours, and what changes in the dark."""

# Fonts that people have. MJML would load Roboto, Open Sans and some others from elsewhere, so they are not named.
FONTS = (
    "-apple-system,BlinkMacSystemFont,'Segoe UI','Helvetica Neue',Arial,"
    "'Hiragino Sans','Yu Gothic','Noto Sans JP',Meiryo,sans-serif"
)
WIDTH = 600
SIDE = 36
PAGE, SHEET, INK, SOFT, LINE = "#f1f2ef", "#ffffff", "#20262a", "#646d72", "#e4e6e1"

# Mail programs that know the dark turn to it; those that do not leave this out.
DARK = """
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a.link { color: inherit; }
.accent-link a.link { color: %(link)s; }
@media only screen and (max-width: 479px) {
  .sheet > table > tbody > tr > td { padding-left: 0 !important; padding-right: 0 !important; }
  .big div, .big h1, .big h2 { font-size: 25px !important; }
}
@media (prefers-color-scheme: dark) {
  body, .page { background-color: #16191b !important; }
  .sheet, .sheet > table { background: #212528 !important; background-color: #212528 !important; }
  .ink div, .ink p, .ink li, .ink h1, .ink h2 { color: #eceeed !important; }
  .soft div, .soft p { color: #a3abaf !important; }
  .line p { border-color: #3a4145 !important; }
  .accent-link a.link { color: %(dark_link)s !important; }
}
"""


def on(colour: str) -> str:
    """Letters that can be read on this colour: the better of white and near black (WCAG 2 contrast)."""
    lightness = _lightness(colour)
    return "#ffffff" if 1.05 / (lightness + 0.05) >= 3.5 else "#16191b"


def readable(colour: str, *, on_dark: bool) -> str:
    """The colour itself, or a step towards black or white until it can be read as text."""
    channels = _channels(colour)
    for step in range(11):
        mixed = [round(channel + (255 * on_dark - channel) * step / 10) for channel in channels]
        found = "#" + "".join(f"{channel:02x}" for channel in mixed)
        lightness = _lightness(found)
        contrast = (lightness + 0.05) / 0.07 if on_dark else 1.05 / (lightness + 0.05)
        if contrast >= 4.5:
            return found
    return INK


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _lightness(colour: str) -> float:
    parts = [value / 12.92 if value <= 0.04 else ((value + 0.055) / 1.055) ** 2.4 for value in _shares(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _shares(colour: str) -> list[float]:
    return [channel / 255 for channel in _channels(colour)]
