"""Blocks just inside and just outside of every limit of Block Kit."""


def words(length: int = 2) -> dict:
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(length: int) -> dict:
    return {"type": "mrkdwn", "text": "x" * length}


def section(**more: object) -> dict:
    return {"type": "section", "text": mrkdwn(2)} | more


def button(**more: object) -> dict:
    return {"type": "button", "text": words()} | more


def actions(*elements: dict, **more: object) -> dict:
    return {"type": "actions", "elements": list(elements)} | more


def select(options: int, **more: object) -> dict:
    return {"type": "static_select", "options": [option(value=str(n)) for n in range(options)]} | more


def option(text: int = 2, value: str = "v") -> dict:
    return {"text": words(text), "value": value}


def choice(one: dict) -> dict:
    return {"type": "static_select", "options": [one]}


def table(rows: int, cells: int) -> dict:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": ""}] * cells] * rows}


def bar(series: int = 1, categories: int = 2) -> dict:
    labels = [f"c{n}" for n in range(categories)]
    data = [{"label": label, "value": 1.5} for label in labels]
    chart = {
        "type": "bar",
        "series": [{"name": f"s{n}", "data": data} for n in range(series)],
        "axis_config": {"categories": labels},
    }
    return {"type": "data_visualization", "title": "Leads", "chart": chart}


def plot(series: list) -> dict:
    return {**bar(), "chart": {**bar()["chart"], "series": series}}


def pie(segments: int) -> dict:
    chart = {"type": "pie", "segments": [{"label": f"p{n}", "value": 1} for n in range(segments)]}
    return {"type": "data_visualization", "title": "Leads", "chart": chart}


def element_in(kind: str, **fields: object) -> dict:
    return actions({"type": kind} | fields)


def labelled(element: dict, **more: object) -> dict:
    return {"type": "input", "label": words(), "element": element} | more


def leaf(**fields: object) -> dict:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [fields]}]}


IMAGE = {"type": "image", "alt_text": "x", "image_url": "https://example.com/a.png"}

# (what, inside the limit, outside of it), each a list of blocks
LIMITS = {
    "blocks of a message": ([section()] * 50, [section()] * 51),
    "section text": ([section(text=mrkdwn(3000))], [section(text=mrkdwn(3001))]),
    "empty text": ([section(text=mrkdwn(1))], [section(text=mrkdwn(0))]),
    "fields": ([section(fields=[words()] * 10)], [section(fields=[words()] * 11)]),
    "field text": ([section(fields=[mrkdwn(2000)])], [section(fields=[mrkdwn(2001)])]),
    "no text and no fields": ([{"type": "section", "fields": [words()]}], [{"type": "section"}]),
    "header": ([{"type": "header", "text": words(150)}], [{"type": "header", "text": words(151)}]),
    "header is plain": ([{"type": "header", "text": words()}], [{"type": "header", "text": mrkdwn(2)}]),
    "block_id": ([section(block_id="b" * 255)], [section(block_id="b" * 256)]),
    "action_id": ([actions(button(action_id="a" * 255))], [actions(button(action_id="a" * 256))]),
    "elements of actions": ([actions(*[button()] * 25)], [actions(*[button()] * 26)]),
    "actions need one": ([actions(button())], [actions()]),
    "button text": ([actions(button(text=words(75)))], [actions(button(text=words(76)))]),
    "button value": ([actions(button(value="v" * 2000))], [actions(button(value="v" * 2001))]),
    "button style": ([actions(button(style="danger"))], [actions(button(style="loud"))]),
    "button url": ([actions(button(url="https://e.com"))], [actions(button(url="nowhere"))]),
    "accessibility label": (
        [actions(button(accessibility_label="a" * 75))],
        [actions(button(accessibility_label="a" * 76))],
    ),
    "context elements": (
        [{"type": "context", "elements": [mrkdwn(1)] * 10}],
        [{"type": "context", "elements": [mrkdwn(1)] * 11}],
    ),
    "context takes texts and images": (
        [{"type": "context", "elements": [words(), IMAGE]}],
        [{"type": "context", "elements": [button()]}],
    ),
    "options": ([actions(select(100))], [actions(select(101))]),
    "option text": (
        [actions(choice(option(75)))],
        [actions(choice(option(76)))],
    ),
    "option value": (
        [actions(choice(option(value="v" * 150)))],
        [actions(choice(option(value="v" * 151)))],
    ),
    "options or groups": (
        [actions({"type": "static_select", "option_groups": [{"label": words(), "options": [option()]}]})],
        [actions(select(1, option_groups=[{"label": words(), "options": [option()]}]))],
    ),
    "overflow": (
        [element_in("overflow", options=[option()] * 5)],
        [element_in("overflow", options=[option()] * 6)],
    ),
    "radio buttons": (
        [element_in("radio_buttons", options=[option()] * 10)],
        [element_in("radio_buttons", options=[option()] * 11)],
    ),
    "dates": (
        [element_in("datepicker", initial_date="2026-11-24")],
        [element_in("datepicker", initial_date="24 Nov")],
    ),
    "times": (
        [element_in("timepicker", initial_time="23:59")],
        [element_in("timepicker", initial_time="24:00")],
    ),
    "people": (
        [element_in("users_select", initial_user="U1")],
        [element_in("users_select", initial_user="ana")],
    ),
    "placeholder": (
        [element_in("datepicker", placeholder=words(150))],
        [element_in("datepicker", placeholder=words(151))],
    ),
    "confirm": (
        [
            actions(
                button(
                    confirm={"title": words(100), "text": words(300), "confirm": words(30), "deny": words()}
                )
            )
        ],
        [
            actions(
                button(confirm={"title": words(101), "text": words(), "confirm": words(), "deny": words()})
            )
        ],
    ),
    "image": ([IMAGE], [{"type": "image", "alt_text": "x"}]),
    "image takes one source": ([IMAGE], [IMAGE | {"slack_file": {"id": "F1"}}]),
    "accessory": ([section(accessory=IMAGE)], [section(accessory={"type": "plain_text_input"})]),
    "label": (
        [labelled({"type": "datepicker"}, label=words(2000))],
        [labelled({"type": "datepicker"}, label=words(2001))],
    ),
    "input element": ([labelled({"type": "plain_text_input"})], [labelled(button())]),
    "number input": (
        [labelled({"type": "number_input", "is_decimal_allowed": True})],
        [labelled({"type": "number_input"})],
    ),
    "markdown": ([{"type": "markdown", "text": "x" * 12000}], [{"type": "markdown", "text": "x" * 12001}]),
    "markdown together": (
        [{"type": "markdown", "text": "x" * 6000}] * 2,
        [{"type": "markdown", "text": "x" * 6001}] * 2,
    ),
    "table rows": ([table(100, 1)], [table(101, 1)]),
    "table cells": ([table(1, 20)], [table(1, 21)]),
    "one table": ([table(1, 1)], [table(1, 1)] * 2),
    "table columns": (
        [table(1, 1) | {"column_settings": [None, {"align": "right"}]}],
        [table(1, 1) | {"column_settings": [{"align": "middle"}]}],
    ),
    "two charts": ([bar(), pie(2)], [bar()] * 3),
    "chart title": ([bar() | {"title": "t" * 50}], [bar() | {"title": "t" * 51}]),
    "series": ([bar(series=6)], [bar(series=7)]),
    "categories": ([bar(categories=20)], [bar(categories=21)]),
    "every category": (
        [bar(categories=2)],
        [plot([{"name": "s", "data": [{"label": "c0", "value": 1}]}])],
    ),
    "unique series": ([bar(series=2)], [plot(bar()["chart"]["series"] * 2)]),
    "segments": ([pie(6)], [pie(7)]),
    "segment size": (
        [pie(1)],
        [pie(1) | {"chart": {"type": "pie", "segments": [{"label": "p", "value": 0}]}}],
    ),
    "chart label": (
        [pie(1) | {"chart": {"type": "pie", "segments": [{"label": "p" * 20, "value": 1}]}}],
        [pie(1) | {"chart": {"type": "pie", "segments": [{"label": "p" * 21, "value": 1}]}}],
    ),
    "rich text": (
        [leaf(type="text", text="x", style={"bold": True})],
        [leaf(type="text", text="x", style={"big": True})],
    ),
    "rich text leaf": ([leaf(type="emoji", name="wave")], [leaf(type="wave")]),
    "unknown block": ([section()], [{"type": "sektion"}]),
    "unknown field": ([section()], [section(colour="red")]),
    "a block is an object": ([section()], ["section"]),
    "different block_ids": (
        [section(block_id="a"), section(block_id="b")],
        [section(block_id="a"), section(block_id="a")],
    ),
    "different action_ids": (
        [actions(button(action_id="a"), button(action_id="b"))],
        [actions(button(action_id="a"), button(action_id="a"))],
    ),
    "one focus": (
        [element_in("datepicker", focus_on_load=True), element_in("timepicker")],
        [element_in("datepicker", focus_on_load=True), element_in("timepicker", focus_on_load=True)],
    ),
}


def view(**more: object) -> dict:
    return {"type": "modal", "title": words(), "blocks": [section()]} | more


NOTE = labelled({"type": "plain_text_input"})
VIEW_LIMITS = {
    "blocks": (view(blocks=[section()] * 100), view(blocks=[section()] * 101)),
    "no blocks": (view(), view(blocks=[])),
    "title": (view(title=words(24)), view(title=words(25))),
    "submit": (view(submit=words(24)), view(submit=words(25))),
    "close": (view(close=words(24)), view(close=words(25))),
    "private_metadata": (view(private_metadata="x" * 3000), view(private_metadata="x" * 3001)),
    "callback_id": (view(callback_id="x" * 255), view(callback_id="x" * 256)),
    "an input needs a submit": (view(blocks=[NOTE], submit=words()), view(blocks=[NOTE])),
    "unknown field": (view(notify_on_close=True), view(submit_disabled=True)),
    "type": (view(), view(type="dialog")),
    "no tables": (view(), view(blocks=[table(1, 1)])),
    "no charts": (view(), view(blocks=[bar()])),
    "no markdown": (view(), view(blocks=[{"type": "markdown", "text": "x"}])),
    "home takes inputs without submit": (
        {"type": "home", "blocks": [NOTE]},
        {"type": "home", "blocks": [NOTE], "submit": words()},
    ),
    "files": (
        view(blocks=[labelled({"type": "file_input"})], submit=words()),
        view(blocks=[labelled({"type": "file_input"}, dispatch_action=True)], submit=words()),
    ),
}
