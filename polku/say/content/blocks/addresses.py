"""Addresses in a mail: only harmless ones, whatever a fact of a person made of them."""

import re

from django.conf import settings

from polku.say.content.media.names import MEDIA, is_name

# Browsers leave these out when they read an address: "java\tscript:" is "javascript:" to them.
GAPS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]+")
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
WITH_HOST = re.compile(r"https?://[^/?#@\\]+", re.IGNORECASE)
A_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)")
UNFIT = {ord(letter): f"%{ord(letter):02X}" for letter in "\"'<>\\^`{|}"}
MAY = ("mailto", "tel")


def safe_link(url: str) -> str:
    """The address of a link: http, https, mailto or tel; "" for anything else."""
    url = GAPS.sub("", url)
    scheme = SCHEME.match(url)
    if scheme is not None and scheme[1].lower() in MAY:
        return url.translate(UNFIT)
    if scheme is None and url.startswith("//"):
        url = f"https:{url}"
    elif scheme is None and A_HOST.match(url):
        url = f"https://{url}"
    return url.translate(UNFIT) if WITH_HOST.match(url) else ""


def picture(src: str) -> str:
    """The whole address of a picture: an uploaded one's, or one elsewhere on the web; "" for anything else."""
    if src.startswith(MEDIA) and is_name(src.removeprefix(MEDIA)):
        return f"{settings.BASE_URL}{src}"
    return safe_link(src) if src.lower().startswith("https://") else ""
