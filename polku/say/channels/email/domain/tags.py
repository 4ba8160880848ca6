"""Records of the form `v=DMARC1; p=none` (RFC 6376, 3.2)."""


def tags(text: str) -> dict[str, str]:
    """By name, in small letters; values without the white space that may stand anywhere in them."""
    pairs = (part.partition("=") for part in text.split(";") if "=" in part)
    return {name.strip().lower(): "".join(value.split()) for name, _equals, value in pairs}
