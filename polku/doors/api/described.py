"""`/api/openapi.json`: what the API takes and gives, for programs and for the documentation page.

The same for everybody and in every language, 650 KB of it, more than a second of work: made when it is first asked for,
and kept with its compressed form.
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe
from ninja import NinjaAPI


@dataclass(frozen=True)
class Description:
    whole: bytes
    small: bytes
    tag: str


def of(api: NinjaAPI) -> Callable[[HttpRequest], HttpResponse]:
    """The view of an interface's description."""

    @lru_cache(maxsize=2)
    def made(root: str) -> Description:
        whole = msgspec.json.encode(api.get_openapi_schema(path_prefix=root))
        return Description(whole, gzip.compress(whole, mtime=0), f'W/"{blake2b(whole, digest_size=16).hexdigest()}"')

    @require_safe
    def description(request: HttpRequest) -> HttpResponse:
        known = made(api.get_root_path({}))  # where the installation stands below an address, it is in all paths
        is_small = "gzip" in request.headers.get("Accept-Encoding", "")
        answer = HttpResponse(known.small if is_small else known.whole, content_type="application/json; charset=utf-8")
        if is_small:
            answer["Content-Encoding"] = "gzip"
        answer["ETag"] = known.tag
        answer["Cache-Control"] = "no-cache"  # kept, and asked about each time: it is another after an update
        patch_vary_headers(answer, ("Accept-Encoding",))
        return get_conditional_response(request, etag=known.tag, response=answer) or answer

    return description
