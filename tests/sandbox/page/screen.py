"""What tests do on the page again and again."""

from playwright.sync_api import Locator, Page

# How far an element's end lies below the end of the list that scrolls it, and its beginning above.
OUT_OF_SIGHT = """row => {
    const list = row.closest('.messages').getBoundingClientRect(), box = row.getBoundingClientRect();
    return Math.max(box.bottom - list.bottom, list.top - box.top, 0);
}"""


def send(page: Page, text: str) -> None:
    page.get_by_test_id("composer").fill(text)
    page.keyboard.press("Enter")


def newest(page: Page) -> Locator:
    return page.get_by_test_id("message").last
