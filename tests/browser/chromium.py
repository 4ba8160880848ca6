"""The machine's Chromium, driven by Playwright."""

import os
import shutil

from playwright.sync_api import Browser, Playwright

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # Nothing but our own pages: a browser that looks around makes a closed network's tests slow.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
)
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def where() -> str | None:
    """The path of Chromium, or None when this machine has none; best the one without windows, at half the work."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def launch(playwright: Playwright) -> Browser:
    # The sandbox cannot be had by root, and needs rights that containers often lack.
    return playwright.chromium.launch(
        executable_path=where(), args=list(FLAGS), chromium_sandbox=os.geteuid() != 0 and "CI" not in os.environ
    )
