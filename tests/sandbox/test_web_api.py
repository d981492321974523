"""Slack's Web API through slack_sdk's WebClient, and what it refuses."""

import json
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.driver import Driver
from sandbox.manifest import Manifest
from sandbox.server import Sandbox
from sandbox.workspace import Workspace

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*Hello*"}}


MULTIPART = (
    b'--x\r\nContent-Disposition: form-data; name="channel"\r\n\r\nC1SALES\r\n'
    b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhi\r\n--x--\r\n'
)


def refused(call, **arguments) -> dict:
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return caught.value.response.data


def raw(
    sandbox: Sandbox, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, dict]:
    connection = HTTPConnection("127.0.0.1", int(sandbox.url.rsplit(":", 1)[1]), timeout=10)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, json.loads(text)


def test_auth_test_names_the_bot_and_the_header_its_scopes(client: WebClient, manifest: Manifest) -> None:
    answer = client.auth_test()
    assert (answer["user"], answer["user_id"], answer["is_enterprise_install"]) == (
        "test_bot",
        "U0SANDBOT",
        False,
    )
    assert answer.headers["X-OAuth-Scopes"].split(",") == list(manifest.scopes)


def test_tokens_are_needed_and_of_the_right_kind(sandbox: Sandbox, client: WebClient) -> None:
    assert refused(WebClient(base_url=sandbox.api_url).auth_test)["error"] == "not_authed"
    assert (
        refused(WebClient(token="xoxb-wrong", base_url=sandbox.api_url).auth_test)["error"] == "invalid_auth"
    )
    assert (
        refused(client.apps_connections_open, app_token=sandbox.bot_token)["error"]
        == "not_allowed_token_type"
    )
    with_app_token = WebClient(token=sandbox.app_token, base_url=sandbox.api_url)
    assert refused(with_app_token.users_list)["error"] == "not_allowed_token_type"
    assert with_app_token.auth_test()["app_id"] == "A0SANDBOX"


def test_a_scope_that_the_manifest_lacks_is_named(client: WebClient, manifest: Manifest) -> None:
    answer = refused(client.team_info)
    assert (answer["error"], answer["needed"]) == ("missing_scope", "team:read")
    assert answer["provided"] == ",".join(manifest.scopes)
    assert refused(client.conversations_history, channel="G4ROOM")["needed"] == "groups:history"
    assert refused(client.conversations_list, types="im")["needed"] == "im:read"


def test_an_unknown_method_is_refused(client: WebClient) -> None:
    answer = refused(lambda: client.api_call("chat.shout"))
    assert (answer["error"], answer["req_method"]) == ("unknown_method", "chat.shout")


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json; charset=utf-8", b'{"channel": "C1SALES", "text": "hi"}'),
        ("application/x-www-form-urlencoded", b"channel=C1SALES&text=hi"),
        (
            "multipart/form-data; boundary=x",
            MULTIPART,
        ),
    ],
)
def test_arguments_come_in_each_of_slacks_content_types(
    sandbox: Sandbox, content_type: str, body: bytes
) -> None:
    _, answer = raw(
        sandbox,
        "POST",
        "/api/chat.postMessage",
        body,
        Content_Type=content_type,
        Authorization=f"Bearer {sandbox.bot_token}",
    )
    assert (answer["ok"], answer["message"]["text"]) == (True, "hi")


def test_arguments_come_in_the_query_of_get_and_post(sandbox: Sandbox) -> None:
    path = f"/api/chat.postMessage?channel=C1SALES&text=hi&token={sandbox.bot_token}"
    assert raw(sandbox, "GET", path)[1]["ok"]
    assert raw(sandbox, "POST", path)[1]["ok"]


@pytest.mark.parametrize(
    ("content_type", "body", "error"),
    [
        ("application/json", b'{"channel": ', "invalid_json"),
        ("application/json", b"[" * 100_000, "invalid_json"),
        ("application/json", b"[1, 2]", "json_not_object"),
        ("application/xml", b"<a/>", "invalid_post_type"),
        ("multipart/form-data", b"no boundary", "invalid_form_data"),
        ("application/json", b'"' + b"x" * 5_000_000 + b'"', "invalid_json"),
        ("application/x-www-form-urlencoded", b"text=" + b"x" * 5_000_000, "invalid_form_data"),
    ],
)
def test_bodies_that_cannot_be_read_are_refused(
    sandbox: Sandbox, content_type: str, body: bytes, error: str
) -> None:
    _, answer = raw(
        sandbox,
        "POST",
        "/api/chat.postMessage",
        body,
        Content_Type=content_type,
        Authorization=f"Bearer {sandbox.bot_token}",
    )
    assert answer["error"] == error


def test_unknown_addresses_are_answered(sandbox: Sandbox) -> None:
    assert raw(sandbox, "GET", "/nowhere") == (404, {"ok": False, "error": "not_found"})
    assert raw(sandbox, "POST", "/api/") == (404, {"ok": False, "error": "not_found"})


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"text": "x"}, "channel_not_found"),
        ("chat.update", {"channel": "C1SALES", "text": "x"}, "message_not_found"),
        ("users.info", {}, "user_not_found"),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.open", {"channel": "C1SALES"}, "channel_not_found"),
        ("conversations.open", {"users": "U0SANDBOT"}, "cannot_dm_bot"),
        ("conversations.list", {"types": "secret"}, "invalid_types"),
        ("conversations.list", {"limit": "many"}, "invalid_limit"),
        ("conversations.history", {"channel": "C1SALES", "oldest": "long ago"}, "invalid_ts_oldest"),
        ("conversations.history", {"channel": "C2OTHER"}, "not_in_channel"),
        ("reactions.add", {"channel": "C1SALES", "timestamp": "1.2", "name": "a b"}, "message_not_found"),
        ("bots.info", {"bot": "B9"}, "bot_not_found"),
        ("views.open", {"view": "{"}, "invalid_arguments"),
        ("views.publish", {"user_id": "U9NONE", "view": "{}"}, "invalid_arguments"),
        ("chat.update", {"channel": "C2OTHER", "ts": "1.2", "text": "x"}, "channel_not_found"),
        ("chat.update", {"channel": "C5OLD", "ts": "1.2", "text": "x"}, "is_inactive"),
        ("reactions.add", {"name": "eyes", "timestamp": "1.2"}, "no_item_specified"),
        ("reactions.add", {"name": "eyes", "channel": "C5OLD", "timestamp": "1.2"}, "is_archived"),
    ],
)
def test_arguments_that_are_missing_or_wrong(
    client: WebClient, method: str, arguments: dict, error: str
) -> None:
    assert refused(lambda: client.api_call(method, params=arguments))["error"] == error


def test_a_missing_argument_is_named(client: WebClient) -> None:
    answer = refused(lambda: client.api_call("views.open", json={"trigger_id": "1.2"}))
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: view"]


def test_a_person_is_written_to_by_id_and_a_thread_is_kept(client: WebClient) -> None:
    opened = client.conversations_open(users="U1ANA", return_im=True)["channel"]
    assert (opened["user"], opened["is_im"]) == ("U1ANA", True)
    assert client.conversations_open(channel=opened["id"])["already_open"]
    root = client.chat_postMessage(channel="U1ANA", text="root")["ts"]
    reply = client.chat_postMessage(channel=opened["id"], text="reply", thread_ts=root)
    nested = client.chat_postMessage(channel=opened["id"], text="nested", thread_ts=reply["ts"])
    assert nested["message"]["thread_ts"] == root


# Posting


def test_a_message_is_posted_with_ids_filled_in_and_found_again(client: WebClient) -> None:
    metadata = {"event_type": "digest", "event_payload": {"id": "d1"}}
    posted = client.chat_postMessage(channel="#sales", text="Hello", blocks=[SECTION], metadata=metadata)
    assert posted["channel"] == "C1SALES"
    assert posted["message"]["blocks"][0]["block_id"]
    with_metadata = client.conversations_history(channel="C1SALES", include_all_metadata=True)["messages"]
    assert with_metadata[0]["metadata"] == metadata
    assert "metadata" not in client.conversations_history(channel="C1SALES")["messages"][0]
    assert client.chat_getPermalink(channel="C1SALES", message_ts=posted["ts"])["permalink"].startswith(
        "http://127"
    )


def test_two_messages_never_share_a_ts(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel="C1SALES", text=str(n))["ts"] for n in range(5)]
    assert stamps == sorted(set(stamps))


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C9NONE", "text": "x"}, "channel_not_found"),
        ({"channel": "C2OTHER", "text": "x"}, "not_in_channel"),
        ({"channel": "G3CLOSED", "text": "x"}, "channel_not_found"),
        ({"channel": "C5OLD", "text": "x"}, "is_archived"),
        ({"channel": "U3LEE", "text": "x"}, "channel_not_found"),
        ({"channel": "C1SALES", "text": ""}, "no_text"),
        ({"channel": "C1SALES", "text": "x", "blocks": "nope"}, "invalid_blocks_format"),
        ({"channel": "C1SALES", "text": "x", "blocks": '{"a": 1}'}, "invalid_blocks_format"),
        ({"channel": "C1SALES", "text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_format"),
        ({"channel": "C1SALES", "markdown_text": "x", "text": "y"}, "markdown_text_conflict"),
        ({"channel": "C1SALES", "markdown_text": "x" * 12_001}, "msg_too_long"),
        ({"channel": "C1SALES", "attachments": [{}] * 101}, "too_many_attachments"),
    ],
)
def test_messages_that_slack_refuses(client: WebClient, arguments: dict, error: str) -> None:
    assert refused(lambda: client.api_call("chat.postMessage", json=arguments))["error"] == error
    assert client.conversations_history(channel="C1SALES")["messages"] == []


def test_invalid_blocks_are_explained_in_slacks_words(client: WebClient) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    answer = refused(client.chat_postMessage, channel="C1SALES", text="x", blocks=[section])
    assert answer["error"] == "invalid_blocks"
    assert answer["errors"] == [
        "failed to match all allowed schemas [json-pointer:/blocks/0/text]",
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {line}" for line in answer["errors"]]


def test_blocks_whose_texts_add_up_to_too_much(client: WebClient) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2640}}
    client.chat_postMessage(channel="C1SALES", text="fits", blocks=[section] * 5)
    longer = [*[section] * 5, {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}]
    assert (
        refused(client.chat_postMessage, channel="C1SALES", text="x", blocks=longer)["error"]
        == "msg_blocks_too_long"
    )


def test_long_texts_are_cut(client: WebClient) -> None:
    assert len(client.chat_postMessage(channel="C1SALES", text="x" * 40_001)["message"]["text"]) == 40_000


def test_ephemerals_are_for_one_member_and_are_not_kept(client: WebClient, driver: Driver) -> None:
    sent = client.chat_postEphemeral(channel="C1SALES", user="U1ANA", text="psst")
    assert [one.text for one in driver.messages("ana", "#sales")] == ["psst"]
    assert driver.messages("kim", "#sales") == []
    assert client.conversations_history(channel="C1SALES")["messages"] == []
    again = refused(client.chat_update, channel="C1SALES", ts=sent["message_ts"], text="louder")
    assert again["error"] == "message_not_found"
    assert (
        refused(client.chat_postEphemeral, channel="C1SALES", user="U4SAM", text="x")["error"]
        == "user_not_in_channel"
    )


def test_an_update_keeps_what_it_does_not_name(client: WebClient, driver: Driver) -> None:
    metadata = {"event_type": "a", "event_payload": {}}
    ts = client.chat_postMessage(channel="C1SALES", text="one", blocks=[SECTION], metadata=metadata)["ts"]
    updated = client.chat_update(channel="C1SALES", ts=ts, text="two")["message"]
    assert updated["text"] == "two"
    assert updated["blocks"][0]["text"]["text"] == "*Hello*"
    assert updated["metadata"] == metadata
    assert not driver.messages("ana", "#sales")[0].edited
    plain = client.chat_update(channel="C1SALES", ts=ts, text="three", blocks=[])["message"]
    assert plain["blocks"] == []
    assert driver.messages("ana", "#sales")[0].edited


def test_only_own_messages_are_changed(client: WebClient, driver: Driver) -> None:
    driver.say("ana", "mine", channel="#sales")
    ts = driver.messages("ana", "#sales")[0].ts
    assert refused(client.chat_update, channel="C1SALES", ts=ts, text="x")["error"] == "cant_update_message"
    assert refused(client.chat_delete, channel="C1SALES", ts=ts)["error"] == "cant_delete_message"
    assert refused(client.chat_delete, channel="C1SALES", ts="1.000001")["error"] == "message_not_found"


def test_a_deleted_message_is_gone(client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C1SALES", text="one")["ts"]
    client.chat_delete(channel="C1SALES", ts=ts)
    assert client.conversations_history(channel="C1SALES")["messages"] == []


def test_reactions_are_added_once(client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C1SALES", text="one")["ts"]
    client.reactions_add(channel="C1SALES", timestamp=ts, name="white_check_mark")
    answer = refused(client.reactions_add, channel="C1SALES", timestamp=ts, name="white_check_mark")
    assert answer["error"] == "already_reacted"
    message = client.conversations_history(channel="C1SALES")["messages"][0]
    assert message["reactions"] == [{"name": "white_check_mark", "users": ["U0SANDBOT"], "count": 1}]


def test_direct_messages_need_the_messages_tab(
    workspace: Workspace, manifest: Manifest, tmp_path: Path, client: WebClient
) -> None:
    assert client.chat_postMessage(channel="U1ANA", text="hi")["channel"] == "D1ANA"
    closed = Manifest(name="Closed", bot_name="Closed", scopes=manifest.scopes, commands=manifest.commands)
    with Sandbox(workspace, closed, clock_file=tmp_path / "other") as other:
        web = WebClient(token=other.bot_token, base_url=other.api_url)
        assert refused(web.chat_postMessage, channel="U1ANA", text="hi")["error"] == "messages_tab_disabled"
        assert (
            refused(web.views_publish, user_id="U1ANA", view={"type": "home", "blocks": [SECTION]})["error"]
            == "not_enabled"
        )


# Conversations and people


def test_a_direct_message_is_opened_once(client: WebClient) -> None:
    first = client.conversations_open(users="U1ANA")
    assert "already_open" not in first
    again = client.conversations_open(users=["U1ANA"])
    assert again["already_open"]
    assert again["channel"]["id"] == first["channel"]["id"]
    assert refused(client.conversations_open, users="U9NONE")["error"] == "user_not_found"
    assert refused(client.conversations_open, users="U3LEE")["error"] == "user_disabled"
    assert refused(client.conversations_open, users="U1ANA,U2KIM")["needed"] == "mpim:write"


def test_channels_are_listed_page_by_page(client: WebClient) -> None:
    first = client.conversations_list(types="public_channel,private_channel", limit=2, exclude_archived=True)
    assert [one["name"] for one in first["channels"]] == ["sales", "other"]
    second = client.conversations_list(
        types="public_channel,private_channel",
        limit=2,
        exclude_archived=True,
        cursor=first["response_metadata"]["next_cursor"],
    )
    assert [one["name"] for one in second["channels"]] == ["room"]
    assert second["response_metadata"]["next_cursor"] == ""
    assert refused(client.conversations_list, cursor="forged")["error"] == "invalid_cursor"
    assert refused(client.conversations_list, limit=5000)["error"] == "invalid_limit"
    assert [one["name"] for one in client.users_conversations()["channels"]] == ["sales", "old"]


def test_a_channel_and_its_members(client: WebClient) -> None:
    channel = client.conversations_info(channel="C1SALES", include_num_members=True)["channel"]
    assert (channel["is_member"], channel["is_ext_shared"], channel["num_members"]) == (True, False, 3)
    assert client.conversations_members(channel="C1SALES")["members"] == ["U0SANDBOT", "U1ANA", "U2KIM"]
    assert refused(client.conversations_info, channel="G3CLOSED")["error"] == "channel_not_found"


def test_history_pages_newest_first_and_leaves_replies_to_threads(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel="C1SALES", text=str(n))["ts"] for n in range(3)]
    client.chat_postMessage(channel="C1SALES", text="reply", thread_ts=stamps[0])
    first = client.conversations_history(channel="C1SALES", limit=2)
    assert [one["text"] for one in first["messages"]] == ["2", "1"]
    assert first["has_more"]
    rest = client.conversations_history(channel="C1SALES", cursor=first["response_metadata"]["next_cursor"])
    assert [(one["text"], one["reply_count"]) for one in rest["messages"]] == [("0", 1)]
    thread = client.conversations_replies(channel="C1SALES", ts=stamps[0])["messages"]
    assert [one["text"] for one in thread] == ["0", "reply"]
    since = client.conversations_history(channel="C1SALES", oldest=stamps[1])["messages"]
    assert [one["text"] for one in since] == ["2"]
    inclusive = client.conversations_history(channel="C1SALES", oldest=stamps[1], inclusive=True)["messages"]
    assert [one["text"] for one in inclusive] == ["2", "1"]
    assert (
        refused(client.conversations_replies, channel="C1SALES", ts="1.000000")["error"] == "thread_not_found"
    )


def test_people_carry_zone_guest_flag_and_address(client: WebClient) -> None:
    ana = client.users_info(user="U1ANA")["user"]
    assert (ana["tz"], ana["is_restricted"], ana["profile"]["email"]) == (
        "Europe/Madrid",
        False,
        "ana@example.com",
    )
    assert client.users_info(user="U4SAM")["user"]["is_restricted"]
    assert client.users_info(user="U3LEE")["user"]["deleted"]
    assert refused(client.users_info, user="U9NONE")["error"] == "user_not_found"
    assert client.users_lookupByEmail(email="ANA@example.com")["user"]["id"] == "U1ANA"
    assert refused(client.users_lookupByEmail, email="no@example.com")["error"] == "users_not_found"
    listed = [one["id"] for page in client.users_list(limit=2) for one in page["members"]]
    assert listed == ["U1ANA", "U2KIM", "U3LEE", "U4SAM", "U0SANDBOT"]
    assert client.bots_info(bot="B0SANDBOX")["bot"]["user_id"] == "U0SANDBOT"


def test_do_not_disturb_follows_the_moved_clock(client: WebClient, driver: Driver) -> None:
    assert not client.dnd_info(user="U1ANA")["dnd_enabled"]
    berlin = ZoneInfo("Europe/Berlin")
    for moment in ("2031-01-06T23:00", "2031-01-07T05:00"):
        driver.advance_to(moment)
        window = client.dnd_info(user="U2KIM")
        assert (
            datetime.fromtimestamp(window["next_dnd_start_ts"], berlin).isoformat()
            == "2031-01-06T18:00:00+01:00"
        )
        assert (
            datetime.fromtimestamp(window["next_dnd_end_ts"], berlin).isoformat()
            == "2031-01-07T08:00:00+01:00"
        )
    driver.advance_to("2031-01-07T12:00")
    assert datetime.fromtimestamp(client.dnd_info(user="U2KIM")["next_dnd_start_ts"], berlin).hour == 18


def test_blocks_are_validated_on_request(sandbox: Sandbox) -> None:
    web = WebClient(token=sandbox.bot_token, base_url=sandbox.api_url)

    def validate(**arguments: object) -> dict:
        return web.api_call(
            "blocks.validate", params={name: json.dumps(value) for name, value in arguments.items()}
        )

    assert validate(blocks=[SECTION])["ok"]
    wrong = {"type": "section", "text": {"type": "invalid", "text": "x"}}
    answer = refused(lambda: validate(blocks=[wrong]))
    assert answer["errors"][-1] == {
        "code": "failed_constraint",
        "message": "unsupported type: invalid",
        "pointer": "/0/text/type",
    }
    assert (
        refused(lambda: validate(message={"blocks": [wrong]}))["errors"][-1]["pointer"]
        == "/blocks/0/text/type"
    )
    assert refused(lambda: validate(view={"type": "modal", "blocks": []}))["error"] == "invalid_view"
    assert refused(lambda: validate(blocks=[], message={}))["error"] == "invalid_arguments"
