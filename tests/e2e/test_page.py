"""The workspace's page in the machine's own Chromium, as a newcomer meets it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Office

pytest_plugins = ["tests.chromium"]
pytestmark = [pytest.mark.e2e, pytest.mark.browser]

SHOTS = Path(__file__).parents[2] / "artifacts"


def test_a_newcomer_asks_for_the_status_and_a_rep_logs_a_call(page: Page, running: Office) -> None:
    SHOTS.mkdir(exist_ok=True)
    running.people.advance_to("2025-11-20T09:00")
    running.people.wait_for("leads today, Ana", user="ana")

    page.goto(f"{running.url}/?as=U1ANA&channel=sla")
    composer = page.get_by_test_id("composer")
    composer.fill("/sla status")
    composer.press("Enter")
    expect(page.get_by_text("First attempt within 2 h").first).to_be_visible()
    expect(page.get_by_text("Only visible to you").first).to_be_visible()
    page.screenshot(path=SHOTS / "status.png")

    page.get_by_test_id("dm-app").click()
    nudge = page.get_by_test_id("message").filter(has_text="leads today, Ana")
    nudge.get_by_role("button", name="Log call, Harbour GmbH").click()
    expect(nudge.get_by_text("call logged")).to_be_visible()
    expect(nudge.get_by_text("3 of 3", exact=False).first).to_be_visible()
    page.screenshot(path=SHOTS / "nudge.png")


def test_skip_to_tomorrow_brings_the_next_digest(page: Page, running: Office) -> None:
    page.goto(f"{running.url}/?as=U3KIM&channel=sla")
    page.get_by_test_id("skip-tomorrow").click()
    expect(page.get_by_text("Fri 21 Nov", exact=False).first).to_be_visible()
