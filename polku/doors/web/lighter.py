"""Pages travel compressed: the composer is a fifth as heavy.

Django's own middleware, which keeps secrets from being guessed by the length of an answer ("Heal the BREACH"); its
tokens change with every page besides. Files that are written on the way go as they are made.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class Lighter(GZipMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_page and not response.streaming else response
