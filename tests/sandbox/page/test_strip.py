"""What the strip on top of the page offers, and the page by keyboard, on a phone, and without its sandbox."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sandbox.api.table import METHODS
from sandbox.driver import Driver
from sandbox.faults import FaultKind
from sandbox.manifest import Manifest
from sandbox.server import Sandbox
from sandbox.workspace import Person, Workspace
from tests.sandbox.page.screen import newest, send

pytest_plugins = ["tests.chromium"]
pytestmark = pytest.mark.browser


def add_trouble(page: Page, kind: str, **fields: str) -> None:
    page.get_by_test_id("trouble").click()
    page.get_by_test_id("fault-kind").select_option(kind)
    if "method" in fields:
        page.get_by_test_id("fault-method").select_option(fields["method"])
    for name in fields.keys() - {"method"}:
        page.get_by_test_id(f"fault-{name}").fill(fields[name])
    page.get_by_test_id("fault-add").click()


def test_the_clock_skips_forward(ana: Page, driver: Driver) -> None:
    before = driver.now()
    ana.get_by_test_id("skip-tomorrow").click()
    expect(ana.get_by_test_id("clock")).to_contain_text(re.compile(r"09:0\d"))
    assert driver.now() > before
    ana.get_by_test_id("skip-hour").click()
    expect(ana.get_by_test_id("clock")).to_contain_text(re.compile(r"10:0\d"))


def test_any_moment_is_chosen_with_its_weekday_in_sight(ana: Page, driver: Driver) -> None:
    driver.advance_to("2031-01-06T12:00")
    ana.get_by_test_id("skip-to").click()
    ana.get_by_test_id("skip-to-time").fill("2031-01-11T08:30")
    expect(ana.get_by_test_id("skip-to-go")).to_have_text("Skip to Sat 11 Jan 2031, 08:30")
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id("clock")).to_contain_text("Sat 11 Jan 2031, 08:30")


def test_the_strip_is_one_row_on_a_desk_wherever_the_person_is(page: Page, manifest: Manifest) -> None:
    far = Person(
        id="U1FAR", name="far", real_name="Maximiliane Far", title="Head of sales", tz="America/New_York"
    )
    with Sandbox(Workspace(people=(far,), channels=()), manifest) as sandbox:
        page.goto(sandbox.url)
        expect(page.get_by_test_id("clock")).to_contain_text("in New York")
        box = page.get_by_role("region", name="Sandbox controls").bounding_box()
    assert box is not None
    assert box["height"] < 45


def test_traffic_shows_the_block_that_slack_refused(ana: Page) -> None:
    send(ana, "/try bad")
    expect(newest(ana)).to_contain_text("Slack refused it: invalid_blocks")
    ana.get_by_test_id("traffic").click()
    refused = ana.get_by_test_id("traffic-entry").filter(has_text="invalid_blocks")
    reason = refused.get_by_test_id("reason")
    expect(reason).to_contain_text("must be less than 3001 characters")
    expect(reason).to_contain_text("block 1 (section “xxx")
    expect(reason).to_contain_text("3,001 characters")
    refused.locator("summary").click()
    expect(refused.get_by_role("heading", name="The refused block")).to_be_visible()
    ana.get_by_label("Refused only").check()
    expect(ana.get_by_test_id("traffic-entry")).to_have_count(1)


def test_traffic_says_what_each_exchange_was_about(ana: Page) -> None:
    ana.get_by_test_id("dm-app").click()
    ana.get_by_test_id("tab-home").click()
    expect(ana.get_by_test_id("home")).to_contain_text("2 leads are due today")
    ana.get_by_test_id("channel-sales").click()
    send(ana, "/try post")
    newest(ana).get_by_role("button", name="Log call").click()
    expect(newest(ana)).to_contain_text("Logged Harbour GmbH")
    ana.get_by_test_id("traffic").click()
    about = ana.get_by_test_id("about")
    expect(about).to_have_text(
        [
            "block_actions · log",
            "Logged Harbour GmbH",
            "/try post",
            "#sales · A lead",
            "app_home_opened · home",
            "Ana Ruiz · home",
            "app_home_opened · messages",
        ]
    )


def test_trouble_can_be_asked_for_and_cleared(ana: Page) -> None:
    add_trouble(ana, "rate_limited", method="chat.postMessage", times="2", seconds="1")
    waiting = ana.get_by_test_id("faults-waiting")
    expect(waiting).to_contain_text("429, too many requests, 1 s: the next 2 calls of chat.postMessage")
    ana.keyboard.press("Escape")
    expect(ana.get_by_test_id("trouble")).to_be_focused()
    send(ana, "/try bad")
    expect(newest(ana)).to_contain_text("Slack refused it: ratelimited")
    ana.get_by_test_id("trouble").click()
    ana.get_by_test_id("faults-clear").click()
    expect(waiting).to_contain_text("Nothing.")
    ana.keyboard.press("Escape")
    send(ana, "/try bad")
    expect(newest(ana)).to_contain_text("Slack refused it: invalid_blocks")


def test_rate_limits_are_switched_on_and_off(ana: Page) -> None:
    ana.get_by_test_id("trouble").click()
    expect(ana.get_by_test_id("limits")).not_to_be_checked()
    with ana.expect_response("**/sandbox/limits"):
        ana.get_by_test_id("limits").check()
    ana.reload()
    ana.get_by_test_id("trouble").click()
    expect(ana.get_by_test_id("limits")).to_be_checked()


def test_trouble_is_offered_for_every_method(ana: Page) -> None:
    ana.get_by_test_id("trouble").click()
    options = ana.get_by_test_id("fault-method").locator("option").all()
    offered = {option.get_attribute("value") for option in options}
    assert offered == METHODS.keys() | {"*", "response_url"}
    kinds = {
        option.get_attribute("value") for option in ana.get_by_test_id("fault-kind").locator("option").all()
    }
    assert kinds == {*FaultKind, "cut", "refresh"}


def test_cut_sockets_are_noticed(ana: Page) -> None:
    add_trouble(ana, "cut")
    expect(ana.get_by_test_id("not-connected")).to_be_visible()


def test_everything_is_reached_by_keyboard(ana: Page) -> None:
    ana.keyboard.type("/try list")
    ana.keyboard.press("Enter")
    expect(newest(ana)).to_contain_text("Northwind")
    for _ in range(12):
        ana.keyboard.press("Shift+Tab")
        if ana.evaluate("document.activeElement.dataset.actionId") == "log":
            break
    focused = ana.locator(":focus")
    expect(focused).to_have_text("Log call")
    assert focused.evaluate("element => getComputedStyle(element).outlineWidth") == "2px"
    ana.keyboard.press("Enter")
    expect(newest(ana)).to_contain_text("Logged Northwind")

    ana.get_by_test_id("trouble").focus()
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id("fault-kind")).to_be_focused()
    ana.keyboard.press("Escape")
    expect(ana.get_by_test_id("trouble-panel")).to_have_count(0)
    ana.keyboard.press("Tab")
    expect(ana.get_by_test_id("traffic")).to_be_focused()
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id("traffic-panel")).to_be_visible()
    ana.keyboard.press("Escape")
    expect(ana.get_by_test_id("traffic-panel")).to_have_count(0)


def test_a_phone_shows_everything_without_scrolling_sideways(ana: Page) -> None:
    ana.set_viewport_size({"width": 390, "height": 844})
    send(ana, "/try table")
    table = ana.get_by_role("region", name="Table")
    expect(table).to_be_visible()
    assert ana.evaluate("document.documentElement.scrollWidth") <= 390
    assert table.evaluate(
        "box => box.scrollWidth > box.clientWidth && box.getBoundingClientRect().right <= 390"
    )
    ana.get_by_role("button", name="Conversations").click()
    ana.get_by_test_id("channel-room").click()
    expect(ana.get_by_role("heading", name="room")).to_be_visible()
    ana.get_by_test_id("trouble").click()
    for control in ("act-as", "skip-tomorrow", "trouble", "trouble-panel", "traffic"):
        box = ana.get_by_test_id(control).bounding_box()
        assert box is not None
        assert box["x"] >= 0, control
        assert box["x"] + box["width"] <= 390, control


def test_the_page_goes_on_after_the_sandbox_stopped(
    page: Page, workspace: Workspace, manifest: Manifest, tmp_path: Path
) -> None:
    with Sandbox(workspace, manifest, clock_file=tmp_path / "clock") as first:
        page.goto(f"{first.url}/?as=U1ANA&channel=C1SALES")
        expect(page.get_by_test_id("not-connected")).to_be_visible()
        port = int(first.url.rsplit(":", 1)[1])
    expect(page.get_by_test_id("gone")).to_be_visible()
    with Sandbox(workspace, manifest, port=port, clock_file=tmp_path / "clock"):
        expect(page.get_by_test_id("gone")).to_have_count(0)
        send(page, "Back again")
        expect(newest(page)).to_contain_text("Back again")
