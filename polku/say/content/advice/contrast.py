"""Contrast of two colours, by WCAG 2."""

LEAST = 4.5  # of words in usual sizes (success criterion 1.4.3)


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white). Colours are #rrggbb; what is behind is left out."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative, 0 for black to 1 for white."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
