"""The machine's own Chromium and a page in it, for the tests of what people see. A plugin: name it in `pytest_plugins`."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

DESK: ViewportSize = {"width": 1280, "height": 800}
WAIT_MS = 10_000
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> str:
    """Its path; skips where there is none, and fails there when one is required."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        assert not os.environ.get("SLA_REQUIRE_CHROMIUM"), "Chromium is required here and is not installed."
        pytest.skip("No Chromium on this machine, so the page was not tried; install Debian's `chromium`.")
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One for a module only: while it is open, no other loop can run in this thread."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page at a desk's size; an error in its script fails the test."""
    page = browser.new_page(viewport=DESK, locale="en-GB")
    page.set_default_timeout(WAIT_MS)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    page.close()
    assert problems == []
