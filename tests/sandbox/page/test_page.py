"""What a person does in conversations on the page, in a real Chromium against the sandbox and a small app."""

import pytest
from playwright.sync_api import Page, expect

from sandbox.driver import Driver
from tests.sandbox.page.page_app import PageApp
from tests.sandbox.page.screen import OUT_OF_SIGHT, newest, send

pytest_plugins = ["tests.chromium"]
pytestmark = pytest.mark.browser


def test_a_command_is_completed_and_answered_to_the_person_alone(ana: Page) -> None:
    ana.keyboard.type("/t")
    expect(ana.get_by_role("option", name="/try")).to_contain_text("Tries things")
    ana.keyboard.press("Tab")
    expect(ana.get_by_test_id("composer")).to_have_value("/try ")
    expect(ana.get_by_test_id("usage-hint")).to_contain_text("[words]")
    ana.keyboard.type("hello")
    ana.keyboard.press("Enter")
    expect(newest(ana)).to_contain_text("Heard: hello")
    expect(newest(ana)).to_contain_text("Only visible to you")

    ana.get_by_test_id("act-as").select_option("U2KIM")
    expect(ana.get_by_test_id("empty")).to_be_visible()
    expect(ana.get_by_text("Heard: hello")).to_have_count(0)


def test_a_refused_command_is_said_once(ana: Page) -> None:
    send(ana, "/nonsense now")
    expect(ana.get_by_text("/nonsense is not a valid command.")).to_have_count(1)
    expect(newest(ana)).to_contain_text("Slackbot")
    expect(ana.get_by_test_id("composer")).to_have_value("/nonsense now")
    expect(ana.get_by_test_id("composer-error")).to_have_count(0)


def test_a_form_says_what_is_wrong_beside_the_field_and_then_closes(ana: Page, page_app: PageApp) -> None:
    send(ana, "/try form")
    form = ana.get_by_test_id("modal")
    note = form.get_by_label("Note")
    expect(note).to_be_focused()
    ana.get_by_test_id("modal-submit").click()
    expect(form.get_by_test_id("field-error")).to_be_visible()  # a needed field may not be empty
    note.fill("short")
    expect(form.get_by_test_id("field-error")).to_have_count(0)
    ana.get_by_test_id("modal-submit").click()
    expect(form.get_by_test_id("field-error")).to_have_text("Write two words or more.")
    expect(note).to_be_focused()
    note.fill("went well")
    ana.get_by_test_id("modal-submit").click()
    expect(form).to_have_count(0)
    assert page_app.notes == ["went well"]


def test_an_overflow_menu_sends_what_was_chosen(ana: Page) -> None:
    send(ana, "/try post")
    newest(ana).get_by_test_id("overflow").click()
    ana.get_by_role("menuitem", name="Hand it on").click()
    expect(newest(ana)).to_contain_text("Chosen: Hand it on")


def test_a_double_click_sends_one_press(ana: Page, page_app: PageApp) -> None:
    send(ana, "/try post")
    button = ana.get_by_role("button", name="Log call")
    page_app.answering.clear()
    button.dblclick()
    page_app.answering.set()
    expect(newest(ana)).to_contain_text("Logged Harbour GmbH")
    expect(button).to_have_attribute("aria-busy", "false")
    send(ana, "/try after")
    expect(newest(ana)).to_contain_text("Heard: after")
    assert page_app.logged == ["Harbour GmbH"]


def test_a_reply_stays_in_its_thread(ana: Page) -> None:
    send(ana, "A question")
    message = newest(ana)
    message.hover()
    message.get_by_role("button", name="Reply in thread").click()
    ana.get_by_test_id("thread-composer").fill("An answer")
    ana.keyboard.press("Enter")
    thread = ana.get_by_test_id("thread")
    expect(thread.get_by_test_id("message")).to_have_count(2)
    ana.keyboard.press("Escape")
    expect(thread).to_have_count(0)
    expect(ana.get_by_test_id("replies")).to_have_text("1 reply")
    expect(ana.get_by_text("An answer")).to_have_count(0)


def test_the_home_tab_is_published_when_opened(ana: Page, page_app: PageApp) -> None:
    ana.get_by_test_id("dm-app").click()
    ana.get_by_test_id("tab-home").click()
    home = ana.get_by_test_id("home")
    expect(home).to_contain_text("2 leads are due today")
    button = home.get_by_role("button", name="Log call")
    button.click()
    expect(button).to_have_attribute("aria-busy", "false")
    assert page_app.logged == ["Harbour GmbH"]
    ana.get_by_test_id("tab-messages").click()
    expect(ana.get_by_test_id("composer")).to_be_visible()


def test_the_newest_answer_comes_into_sight(ana: Page, driver: Driver) -> None:
    for number in range(25):
        driver.say("ana", f"Line {number}", channel="#sales")
    send(ana, "/try list")
    ephemeral = newest(ana)
    expect(ephemeral).to_contain_text("Northwind")
    assert ephemeral.evaluate(OUT_OF_SIGHT) == 0
    button = ana.get_by_role("button", name="Log call").last
    for count in range(1, 9):  # so many answers that the buttons are scrolled away
        button.click()
        expect(ana.get_by_text("Logged Northwind")).to_have_count(count)
        assert newest(ana).evaluate(OUT_OF_SIGHT) == 0
        expect(button).to_have_attribute("aria-busy", "false")


def test_an_answer_taller_than_the_window_is_shown_from_its_beginning(ana: Page) -> None:
    ana.set_viewport_size({"width": 1280, "height": 400})
    send(ana, "/try chart")
    expect(newest(ana)).to_contain_text("October kept the promise")
    expect(newest(ana).get_by_text("November").first).to_be_visible()
    ana.wait_for_function("""() => {
        const list = document.querySelector('.messages').getBoundingClientRect();
        const row = [...document.querySelectorAll('.message')].at(-1).getBoundingClientRect();
        return row.height > list.height && Math.abs(row.top - list.top) <= 1;
    }""")


def test_a_reader_who_scrolled_up_is_left_there_until_they_act(ana: Page, driver: Driver) -> None:
    for number in range(40):
        driver.say("ana", f"Line {number}", channel="#sales")
    expect(newest(ana)).to_contain_text("Line 39")
    ana.get_by_text("Line 30").hover()
    ana.mouse.wheel(0, -600)
    ana.wait_for_function("document.querySelector('.messages').scrollTop < 500")
    driver.say("kim", "From somebody else", channel="#sales")
    expect(newest(ana)).to_contain_text("From somebody else")
    assert newest(ana).evaluate(OUT_OF_SIGHT) > 100
    send(ana, "/try again")
    expect(newest(ana)).to_contain_text("Heard: again")
    assert newest(ana).evaluate(OUT_OF_SIGHT) == 0


DROP = """text => {
    const held = new DataTransfer();
    held.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
    return held;
}"""


def test_a_file_is_sent_by_the_paperclip_or_dropped_and_can_be_downloaded(ana: Page) -> None:
    content = b"id,name\n1,Ana\n"
    ana.get_by_test_id("attach-file").set_input_files(
        {"name": "chosen.csv", "mimeType": "text/csv", "buffer": content}
    )
    expect(newest(ana).get_by_test_id("file")).to_contain_text("chosen.csv")
    expect(newest(ana).get_by_test_id("file")).to_contain_text("CSV · 14 B")

    held = ana.evaluate_handle(DROP, content.decode())
    ana.dispatch_event("[data-testid=composer]", "dragover", {"dataTransfer": held})
    expect(ana.get_by_text("Drop the file to send it here")).to_be_visible()
    ana.dispatch_event("[data-testid=composer]", "drop", {"dataTransfer": held})
    expect(newest(ana).get_by_test_id("file")).to_contain_text("dropped.csv")
    expect(ana.get_by_text("Drop the file to send it here")).to_have_count(0)

    with ana.expect_download() as loading:
        newest(ana).get_by_test_id("file").click()
    assert loading.value.path().read_bytes() == content
