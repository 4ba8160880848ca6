"""How to send events: text to copy, with the source's own key in it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from polku.know.teams.models import Source

TRACKER = """<script async src="{url}/v1/tracker.js" data-write-key="{key}"></script>"""

CURL = """curl {url}/v1/track -u {key}: \\
  -H 'Content-Type: application/json' \\
  -d '{{"userId": "aino", "event": "Product Viewed", "properties": {{"name": "Coffee"}}}}'"""

BROWSER = """import {{ AnalyticsBrowser }} from "@segment/analytics-next"

const server = {{ apiHost: "{host}/v1", protocol: "{protocol}" }}
const analytics = AnalyticsBrowser.load({{
  writeKey: "{key}",
  cdnSettings: {{ integrations: {{ "Segment.io": server }} }},
}})
analytics.identify("aino", {{ email: "aino@kahvila.example" }})
analytics.track("Order Completed", {{ order_id: "1001", revenue: 12.5, currency: "EUR" }})"""

PYTHON = """import segment.analytics as analytics

analytics.write_key = "{key}"
analytics.host = "{url}"
analytics.identify("aino", {{"email": "aino@kahvila.example"}})
analytics.track("aino", "Order Completed", {{"order_id": "1001", "revenue": 12.5, "currency": "EUR"}})"""


@dataclass(frozen=True)
class Snippet:
    name: str
    title: str
    text: str


def tracker(source: Source) -> Snippet:
    """The line that a shop's pages need."""
    title = _("Into the pages of your shop: visits, clicks, forms and carts")
    return Snippet("tracker", title, TRACKER.format(url=settings.BASE_URL, key=source.write_key))


def snippets(source: Source) -> list[Snippet]:
    url = settings.BASE_URL
    protocol, host = url.split("://", 1)
    words = {"url": url, "key": source.write_key, "host": host, "protocol": protocol}
    return [
        tracker(source),
        Snippet("curl", _("From a shell"), CURL.format(**words)),
        Snippet("browser", _("From a web page, with another Segment-compatible client"), BROWSER.format(**words)),
        Snippet("python", _("From Python"), PYTHON.format(**words)),
    ]


def for_first_source() -> list[Snippet]:
    source = Source.objects.filter(ended_at__isnull=True).order_by("pk").first()
    return snippets(source) if source else []
