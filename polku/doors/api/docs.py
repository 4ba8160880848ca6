"""The documentation page. All its files come from here: the security policy allows no other, and nothing inline."""

from pathlib import Path

import ninja
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, json_script
from django.views.decorators.http import require_safe

FOLDER = Path(ninja.__file__).parent / "static" / "ninja"
FILES = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui-init.js": "text/javascript",
    "favicon.svg": "image/svg+xml",
}

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="{folder}favicon.svg">
<link rel="stylesheet" href="{folder}swagger-ui.css">
</head>
<body>
{settings}
<div id="swagger-ui"></div>
<script src="{folder}swagger-ui-bundle.js"></script>
<script src="{folder}swagger-ui-init.js"></script>
</body>
</html>
"""


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    settings = {
        "url": reverse("api:description"),
        "layout": "BaseLayout",
        "deepLinking": True,
        "persistAuthorization": True,
        "defaultModelsExpandDepth": -1,  # three hundred forms below; each address shows its own
        "docExpansion": "none",  # its chapters: with all that is in them it takes a browser many seconds to draw
        "filter": True,  # a field in which to type a chapter's name
    }
    return HttpResponse(
        format_html(
            PAGE,
            title="polku",
            folder=reverse("api:docs-file", args=["x"]).removesuffix("x"),
            settings=json_script(settings, "swagger-settings"),
        )
    )


def file(request: HttpRequest, name: str) -> FileResponse:
    """One of the page's own files."""
    if name not in FILES:
        raise Http404
    response = FileResponse((FOLDER / name).open("rb"), content_type=FILES[name])
    response["Cache-Control"] = "public, max-age=86400"
    return response
