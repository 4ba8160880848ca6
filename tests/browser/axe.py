"""What axe finds on a page that keeps somebody out."""

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SERIOUS = ("serious", "critical")
# Rules whose findings are never serious; `region` alone looks at every element.
SLIGHT = """
aria-allowed-role empty-heading empty-table-header heading-order image-redundant-alt landmark-banner-is-top-level
landmark-complementary-is-top-level landmark-contentinfo-is-top-level landmark-main-is-top-level
landmark-no-duplicate-banner landmark-no-duplicate-contentinfo landmark-no-duplicate-main landmark-one-main
landmark-unique meta-viewport-large page-has-heading-one presentation-role-conflict region scope-attr-valid skip-link
""".split()
OPTIONS = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in SLIGHT}}
# What of a page's soundness depends on its colours and sizes; all else is the same in each look.
OF_LOOKS = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size")
# Mails in frames are their writers'; in a long list the ninth row is made as the first eight are.
APART = ["iframe", "tbody > tr:nth-child(n + 9)", "ul.rows > li:nth-child(n + 9)"]
FRAME = [".side", ".tabs"]  # what stands beside every page
RUN = "([apart, options]) => axe.run({ exclude: apart }, options)"

_script = Axe().axe_script


def serious(page: Page, without: Sequence[str] = (), *, only: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Violations, of `only` these rules where some are named.

    Axe comes in over the debugger, which stands above the policy that lets no script in; once a page.
    """
    options: dict[str, Any] = {**OPTIONS, "runOnly": list(only)} if only else OPTIONS
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script)
    answer: dict[str, list[dict[str, Any]]] = page.evaluate(RUN, [[*APART, *without], options])
    return [one for one in answer["violations"] if one["impact"] in SERIOUS]
