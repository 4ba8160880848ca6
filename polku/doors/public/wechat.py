"""WeChat's own browser: it opens no other app, takes no downloads, and LINE does not work in it.

What needs one of these is not offered there; pages say where it works.
"""

from django.http import HttpRequest


def is_wechat(request: HttpRequest) -> bool:
    return "micromessenger" in request.headers.get("User-Agent", "").lower()
