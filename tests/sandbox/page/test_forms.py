"""Filling in, redrawing and stacking forms on the page, with the keyboard alone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from sandbox.driver import Driver
from sandbox.jsonvalue import Json
from sandbox.seen import Exchange
from tests.sandbox.page.page_app import PageApp
from tests.sandbox.page.screen import send

pytest_plugins = ["tests.chromium"]
pytestmark = pytest.mark.browser


@pytest.fixture
def form(ana: Page) -> Locator:
    send(ana, "/try everything")
    form = ana.get_by_test_id("modal")
    expect(form.get_by_role("combobox", name="Side")).to_be_focused()
    return form


def pick(form: Locator, menu: str, *typed: str) -> None:
    box = form.get_by_role("combobox", name=menu)
    box.focus()
    for words in typed:
        form.page.keyboard.type(words)
        form.page.keyboard.press("Enter")
    form.page.keyboard.press("Tab")


def kind_of(exchange: Exchange) -> Json:
    return exchange.request.get("type") if isinstance(exchange.request, dict) else None


def fill_in(form: Locator, *, owner: str) -> None:
    pick(form, "Side", "sal")
    expect(form.get_by_text("Chosen: sales.")).to_be_visible()
    pick(form, "People", "ana", "kim")
    pick(form, "Owner", owner)
    form.get_by_label("Day", exact=True).fill("2026-11-24")
    expect(form.get_by_text("Tue 24 Nov 2026")).to_be_visible()
    form.get_by_label("Time").fill("09:30")
    form.get_by_label("Quota").fill("5")
    form.get_by_label("Note").fill("one\ntwo")
    form.get_by_label("Tuesday").check()
    form.get_by_label("Month").check()
    pick(form, "Channel", "sales")


def test_every_input_arrives_with_what_was_put_in(form: Locator, page_app: PageApp) -> None:
    fill_in(form, owner="kim")
    pick(form, "Place", "", "")  # Enter opens the menu, and takes the first
    form.page.get_by_test_id("modal-submit").click()
    expect(form).to_have_count(0)
    (values,) = page_app.saved
    held = {name: next(iter(actions.values())) for name, actions in values.items()}
    assert held["side"]["selected_option"]["value"] == "sales"
    assert held["people"]["selected_users"] == ["U1ANA", "U2KIM"]
    assert held["owner"]["selected_user"] == "U2KIM"
    assert (held["day"]["selected_date"], held["time"]["selected_time"]) == ("2026-11-24", "09:30")
    assert (held["quota"]["value"], held["note"]["value"]) == ("5", "one\ntwo")
    assert [one["value"] for one in held["days"]["selected_options"]] == ["tuesday"]
    assert held["every"]["selected_option"]["value"] == "month"
    assert held["channel"]["selected_channel"] == "C1SALES"
    assert held["place"]["selected_conversation"] == "G4ROOM"  # the only private one


def test_what_is_wrong_stands_beside_each_field_and_the_rest_stays(form: Locator, page_app: PageApp) -> None:
    fill_in(form, owner="ana")
    form.get_by_label("Quota").fill("51")
    form.page.get_by_test_id("modal-submit").click()
    expect(form.get_by_test_id("field-error")).to_have_text(["Please enter a number that is 50 or less."])
    expect(form.get_by_label("Quota")).to_be_focused()
    assert page_app.saved == []
    form.get_by_label("Quota").fill("50")
    form.page.get_by_test_id("modal-submit").click()
    expect(form.get_by_test_id("field-error")).to_have_text(["Somebody else, please.", "Two, please."])
    expect(form.get_by_role("combobox", name="Owner")).to_be_focused()
    pick(form, "Owner", "kim")
    expect(form.get_by_test_id("field-error")).to_have_text(["Two, please."])
    expect(form.get_by_label("Note")).to_have_value("one\ntwo")
    form.page.get_by_test_id("modal-submit").click()
    expect(form).to_have_count(0)


def test_a_form_on_top_gives_back_what_was_typed_below(form: Locator) -> None:
    form.get_by_label("Note").fill("half a thought")
    form.get_by_role("button", name="Add a person").press("Enter")
    expect(form.get_by_role("heading")).to_have_text("A person")
    expect(form.get_by_label("Name")).to_be_focused()
    form.page.keyboard.press("Escape")
    expect(form.get_by_role("heading")).to_have_text("Everything")
    expect(form.get_by_label("Note")).to_have_value("half a thought")


def test_a_field_can_tell_the_app_while_it_is_typed(form: Locator, page_app: PageApp) -> None:
    search = form.get_by_label("Search")
    search.focus()
    with form.page.expect_response("**/sandbox/press"):
        form.page.keyboard.type("har")
    expect(search).to_have_value("har")
    assert page_app.heard == ["har"]
    form.page.keyboard.press("Enter")  # which is the app's, so it neither sends the form nor tells twice
    expect(form.get_by_test_id("field-error")).to_have_count(0)
    assert page_app.heard == ["har"]


def test_the_app_is_asked_for_options_while_typing(form: Locator, driver: Driver) -> None:
    box = form.get_by_role("combobox", name="Lead")
    assert "block_suggestion" not in {kind_of(one) for one in driver.traffic()}
    box.click()
    form.page.keyboard.type("harbour")
    form.page.get_by_role("option", name="Harbour GmbH").click()
    expect(box).to_have_value("Harbour GmbH")


def test_a_form_fits_on_a_phone(form: Locator) -> None:
    form.page.set_viewport_size({"width": 390, "height": 844})
    assert form.evaluate("box => box.scrollWidth <= box.clientWidth")
    box = form.bounding_box()
    assert box is not None
    assert (box["x"] >= 0, box["x"] + box["width"] <= 390, box["y"] + box["height"] <= 844) == (
        True,
        True,
        True,
    )
