"""Every page that the member signed in to a browser can come to by links."""

from playwright.sync_api import Page

from polku.doors.cli.bench import _crawl


def every_page(page: Page) -> dict[str, str]:
    """Name of a page → an address of it."""

    def get(address: str) -> _crawl.Got:
        answer = page.request.get(address)
        is_page = "attachment" not in answer.headers.get("content-disposition", "")
        content_type = answer.headers.get("content-type", "") if is_page else ""
        return _crawl.Got(answer.status, content_type, answer.text() if "text/html" in content_type else "")

    return _crawl.every_page(get)
