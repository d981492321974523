"""What a sender is answered: who is let in, what is too large, too often or of the wrong kind, and what comes again."""

import json
from datetime import timedelta

import pytest
from freezegun import freeze_time
from sqlalchemy.exc import OperationalError

from intake.push_events import LARGEST_BODY
from sla.ports import UnitOfWork
from sla.pushed import Proof
from tests.push.desk import NOW, PushDesk, lead, touch
from tests.push.wire import Said, Wire


@pytest.fixture
def wire(desk: PushDesk) -> Wire:
    return Wire(desk)


def test_a_token_lets_its_source_in(desk: PushDesk, wire: Wire) -> None:
    said = wire.by_token(desk.add(), lead())
    assert (said.status, said.body["taken"]) == (200, 1)
    assert wire.taken == {("crm", "created"): 1}


def test_tools_that_send_a_form(desk: PushDesk, wire: Wire) -> None:
    body = b"type=lead&external_id=1&handed_off=2025-11-05T10%3A00%3A00%2B01%3A00&name=Caf%C3%A9"
    said = wire.by_token(desk.add(), body, kind="application/x-www-form-urlencoded; charset=utf-8")
    assert said.status == 200
    assert desk.history("1").lead.name == "Café"


class TestProof:
    @pytest.mark.parametrize("headers", [{}, {"authorization": "Basic eDp5"}, {"authorization": "Bearer"}])
    def test_without_one(self, desk: PushDesk, wire: Wire, headers: dict[str, str]) -> None:
        desk.add()
        refused(wire.send(lead(), **headers))

    def test_of_nobody_and_of_another_source_it_is_the_same_answer(self, desk: PushDesk, wire: Wire) -> None:
        token = desk.add()
        nobody = refused(wire.by_token(token.replace("crm", "phone"), lead()))
        desk.add("phone")
        another = refused(wire.by_token(token.replace("crm", "phone"), lead()))
        two = refused(wire.by_token(token, lead(), query="source=phone"))
        assert nobody.body == another.body == two.body
        assert token.split(".")[2] not in json.dumps(nobody.body)

    def test_revoked(self, desk: PushDesk, wire: Wire) -> None:
        token = desk.add()
        desk.sources.remove("crm")
        refused(wire.by_token(token, lead()))

    def test_rotated_it_holds_through_the_overlap(self, desk: PushDesk, wire: Wire) -> None:
        old = desk.add()
        new = desk.sources.rotate("crm", until=NOW + timedelta(hours=24))
        assert wire.by_token(old, lead()).status == 200
        assert wire.by_token(new, lead()).status == 200
        wire.clock.at += timedelta(hours=24)
        refused(wire.by_token(old, lead()))
        assert wire.by_token(new, lead()).status == 200

    def test_a_signature_lets_its_source_in(self, desk: PushDesk, wire: Wire) -> None:
        secret = desk.add(proof=Proof.SIGNATURE)
        desk.add("phone", proof=Proof.SIGNATURE)
        with freeze_time(NOW):
            assert wire.signed(secret, lead()).status == 200
            refused(wire.signed(secret, lead(), source="phone"))
            refused(wire.send(lead(), query="source=crm", webhook_id="m", webhook_signature="v1,x"))

    def test_a_signing_secret_is_no_token_and_a_token_signs_nothing(self, desk: PushDesk, wire: Wire) -> None:
        secret = desk.add(proof=Proof.SIGNATURE)
        refused(wire.by_token(secret, lead(), query="source=crm"))

    def test_nothing_is_read_before_it_holds(self, desk: PushDesk, wire: Wire) -> None:
        desk.add()
        refused(wire.send(b"\xff", kind="image/png"))


class TestReplay:
    def test_a_signed_message_again_gets_the_first_answer_from_any_replica(
        self, desk: PushDesk, wire: Wire
    ) -> None:
        secret = desk.add(proof=Proof.SIGNATURE)
        with freeze_time(NOW):
            first = wire.signed(secret, lead())
            second = Wire(desk).signed(secret, lead())
        assert first.body == second.body == {**first.body}
        assert first.body["results"] == [
            {"index": 0, "type": "lead", "external_id": "1", "result": "created"}
        ]

    def test_after_five_minutes_it_is_no_longer_believed(self, desk: PushDesk, wire: Wire) -> None:
        secret = desk.add(proof=Proof.SIGNATURE)
        with freeze_time(NOW + timedelta(minutes=6)):
            refused(wire.signed(secret, lead()))

    def test_a_sender_with_a_token_may_name_its_messages_too(self, desk: PushDesk, wire: Wire) -> None:
        token = desk.add()
        answers = [wire.by_token(token, lead(), webhook_id="m1").body for _ in range(2)]
        assert answers[0] == answers[1]
        assert wire.taken == {("crm", "created"): 1}


class TestSize:
    def test_at_the_limit_and_over_it(self, desk: PushDesk, wire: Wire) -> None:
        token = desk.add()
        body = json.dumps(lead()).encode()
        assert wire.by_token(token, body.ljust(LARGEST_BODY)).status == 200
        said = wire.by_token(token, body.ljust(LARGEST_BODY + 1))
        assert (said.status, said.code) == (413, "too_large")

    def test_too_many_events(self, desk: PushDesk, wire: Wire) -> None:
        said = wire.by_token(desk.add(), {"events": [touch(str(n)) for n in range(501)]})
        assert (said.status, said.code) == (422, "unreadable")
        assert "at most 500 events; this one has 501" in str(said.body["message"])


class TestKind:
    @pytest.mark.parametrize("kind", ["", "text/plain", "application/xml", "multipart/form-data; boundary=x"])
    def test_other_kinds(self, desk: PushDesk, wire: Wire, kind: str) -> None:
        said = wire.by_token(desk.add(), lead(), kind=kind)
        assert (said.status, said.code) == (415, "wrong_type")

    def test_a_charset_is_fine_and_compression_is_not(self, desk: PushDesk, wire: Wire) -> None:
        token = desk.add()
        assert wire.by_token(token, lead(), kind="Application/JSON; charset=utf-8").status == 200
        assert wire.by_token(token, lead(), content_encoding="gzip").status == 415

    def test_only_post(self, wire: Wire) -> None:
        said = wire.send(b"", method="GET")
        assert (said.status, said.headers["Allow"]) == (405, "POST")


class TestOften:
    def test_a_source_that_sends_too_often_is_told_when_to_go_on(self, desk: PushDesk) -> None:
        wire, token, other = Wire(desk, per_minute=60), desk.add(), desk.add("phone")
        said = [wire.by_token(token, lead()).status for _ in range(11)]
        assert said == [200] * 10 + [429]
        late = wire.by_token(token, lead())
        assert (late.headers["Retry-After"], late.code) == ("1", "too_often")
        assert wire.by_token(other, lead()).status == 200
        wire.seconds += int(late.headers["Retry-After"])
        assert [wire.by_token(token, lead()).status for _ in range(2)] == [200, 429]

    def test_without_a_proof_nobody_uses_up_anothers_share(self, desk: PushDesk) -> None:
        wire, token = Wire(desk, per_minute=60), desk.add()
        for _ in range(20):
            refused(wire.by_token(token + "x", lead()))
        assert wire.by_token(token, lead()).status == 200

    def test_while_its_share_of_threads_is_busy(self, desk: PushDesk) -> None:
        wire, token = Wire(desk, threads=8), desk.add()
        with wire.limits.turn(), wire.limits.turn():
            said = wire.by_token(token, lead())
        assert (said.status, said.code, said.headers["Retry-After"]) == (429, "busy", "1")
        assert wire.by_token(token, lead()).status == 200


def test_what_breaks_halfway_leaves_nothing_and_says_nothing_of_it(
    desk: PushDesk, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = desk.add()

    def broken(_work: UnitOfWork) -> None:
        raise OperationalError("INSERT secret", {}, Exception("disk is full"))

    with monkeypatch.context() as breaking:
        breaking.setattr("storage.work.SqlUnitOfWork.commit", broken)
        said = wire.by_token(token, lead(), webhook_id="m1")
    assert (said.status, said.code) == (500, "broken")
    assert "secret" not in json.dumps(said.body)
    assert desk.rows() == {}
    assert wire.by_token(token, lead(), webhook_id="m1").status == 200


def refused(said: Said) -> Said:
    assert (said.status, said.code) == (401, "not_proven")
    assert said.headers["WWW-Authenticate"] == "Bearer"
    return said
