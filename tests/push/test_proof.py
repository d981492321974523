"""Who is believed: tokens and signatures, each way in which one does not hold, and what a rotation leaves."""

from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta

import pytest
from freezegun import freeze_time
from standardwebhooks import Webhook

from intake.push_proof import Claim, Prover
from intake.push_secrets import hash_of_token, new_token, signing_secret, source_of
from sla.people import TenantId
from sla.pushed import Proof, Pusher

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
KEY = "a key of more than thirty-two characters"
TENANT = TenantId(1)
BODY = b'{"type": "touch"}'
PROVER = Prover(tenant_id=TENANT, key=KEY)
SIGNED = Pusher(name="crm", proof=Proof.SIGNATURE, generation=2)


def secret_of(generation: int, source: str = "crm", tenant: int = TENANT, key: str = KEY) -> str:
    return signing_secret(key, tenant_id=TenantId(tenant), source=source, generation=generation)


def signed(secret: str, at: datetime = NOW, body: bytes = BODY) -> Claim:
    return Claim(
        source="crm",
        message_id="m1",
        timestamp=str(int(at.timestamp())),
        signature=Webhook(secret).sign("m1", at, body.decode()),
    )


def holds(claim: Claim, pusher: Pusher = SIGNED, body: bytes = BODY, at: datetime = NOW) -> bool:
    with freeze_time(at):  # the library reads the clock
        return PROVER.holds(claim, pusher, body, at)


class TestSignatures:
    def test_one_that_holds(self) -> None:
        assert holds(signed(secret_of(2)))

    @pytest.mark.parametrize(
        "secret",
        [
            secret_of(1),
            secret_of(3),
            secret_of(2, "phone"),
            secret_of(2, tenant=2),
            secret_of(2, key="x" * 40),
        ],
        ids=["former", "next", "another source", "another workspace", "another key"],
    )
    def test_other_secrets_do_not(self, secret: str) -> None:
        assert not holds(signed(secret))

    def test_another_body_does_not(self) -> None:
        assert not holds(signed(secret_of(2)), body=BODY + b" ")

    @pytest.mark.parametrize(("seconds", "held"), [(299, True), (301, False)])
    @pytest.mark.parametrize("sign", [1, -1])
    def test_a_clock_that_is_off_by_five_minutes_is_not_believed(
        self, *, seconds: int, held: bool, sign: int
    ) -> None:
        assert holds(signed(secret_of(2), NOW + timedelta(seconds=sign * seconds))) is held

    @pytest.mark.parametrize(
        "part", ["", "v1", "v1,", "v1,?", "v1,é", "v1,AAAA", "v2", ",", "v1,a,b", "v1a," + "A" * 43 + "="]
    )
    def test_a_malformed_one_is_refused_and_spoils_no_good_one(self, part: str) -> None:
        good = signed(secret_of(2))
        broken = Claim(source="crm", message_id=good.message_id, timestamp=good.timestamp, signature=part)
        assert not holds(broken)
        both = Claim(
            source="crm",
            message_id=good.message_id,
            timestamp=good.timestamp,
            signature=f"{part} {good.signature}",
        )
        assert holds(both)

    @pytest.mark.parametrize("timestamp", ["", "soon", "nan", "1e400", "-1", "9" * 30])
    def test_a_malformed_moment_is_refused(self, timestamp: str) -> None:
        good = signed(secret_of(2))
        claim = Claim(source="crm", message_id="m1", timestamp=timestamp, signature=good.signature)
        assert not holds(claim)

    def test_a_body_that_is_no_text_is_refused(self) -> None:
        assert not holds(signed(secret_of(2)), body=b"\xff\xfe")

    @pytest.mark.parametrize("lacking", ["message_id", "timestamp", "signature"])
    def test_every_header_is_needed(self, lacking: str) -> None:
        good = signed(secret_of(2))
        headers = {name: getattr(good, name) for name in ("message_id", "timestamp", "signature")}
        assert not holds(Claim(source="crm", **{**headers, lacking: None}))

    def test_without_a_key_none_holds(self) -> None:
        with freeze_time(NOW):
            prover = Prover(tenant_id=TENANT, key=None)
            assert not prover.holds(signed(secret_of(2)), SIGNED, BODY, NOW)

    def test_a_token_is_no_signature(self) -> None:
        assert not holds(Claim(token=new_token("crm")))

    def test_secrets_are_of_256_bits_as_the_standard_writes_them(self) -> None:
        prefix, _, encoded = secret_of(1).partition("_")
        assert (prefix, len(b64decode(encoded))) == ("whsec", 32)
        assert b64encode(b64decode(encoded)).decode() == encoded


class TestRotation:
    def test_the_former_secret_holds_until_the_overlap_ends_and_no_longer(self) -> None:
        rotated = SIGNED.rotated(None, until=NOW + timedelta(hours=1))
        assert holds(signed(secret_of(3)), rotated)
        assert holds(signed(secret_of(2)), rotated)
        later = NOW + timedelta(hours=1)
        assert holds(signed(secret_of(3), later), rotated, at=later)
        assert not holds(signed(secret_of(2), later), rotated, at=later)

    def test_at_the_next_rotation_the_one_before_the_former_ends(self) -> None:
        twice = SIGNED.rotated(None, until=NOW + timedelta(days=1)).rotated(
            None, until=NOW + timedelta(days=1)
        )
        assert [holds(signed(secret_of(generation)), twice) for generation in (2, 3, 4)] == [
            False,
            True,
            True,
        ]

    def test_tokens_likewise(self) -> None:
        old, new = new_token("crm"), new_token("crm")
        pusher = Pusher(name="crm", proof=Proof.TOKEN, generation=1, token_hash=hash_of_token(old))
        rotated = pusher.rotated(hash_of_token(new), until=NOW + timedelta(hours=1))
        assert holds(Claim(token=old), rotated)
        assert holds(Claim(token=new), rotated)
        assert not holds(Claim(token=old), rotated, at=NOW + timedelta(hours=1))
        assert not holds(Claim(token=old), pusher.rotated(hash_of_token(new), until=None))


class TestTokens:
    def test_one_that_holds_says_whose_it_is(self) -> None:
        token = new_token("my-crm_2")
        assert source_of(token) == "my-crm_2"
        pusher = Pusher(name="my-crm_2", proof=Proof.TOKEN, generation=1, token_hash=hash_of_token(token))
        assert holds(Claim(token=token), pusher)
        assert not holds(Claim(token=token + "x"), pusher)
        assert not holds(Claim(token=None), pusher)

    def test_no_secret_is_in_what_is_stored(self) -> None:
        token = new_token("crm")
        assert token.split(".")[2] not in repr(
            Pusher(name="crm", proof=Proof.TOKEN, generation=1, token_hash=hash_of_token(token))
        )

    @pytest.mark.parametrize("text", ["", "x", "slabot.crm", "other.crm.x", "slabot.crm.x.y"])
    def test_other_texts_name_nobody(self, text: str) -> None:
        assert Claim(token=text).named is None

    def test_two_names_are_none(self) -> None:
        token = new_token("crm")
        assert Claim(source="crm", token=token).named == "crm"
        assert Claim(source="phone", token=token).named is None

    @pytest.mark.parametrize(
        ("text", "fine"), [("m" * 200, True), ("m" * 201, False), ("a b", False), ("é", False), ("", False)]
    )
    def test_ids_of_messages(self, *, text: str, fine: bool) -> None:
        assert Claim(message_id=text).well_formed_id is fine
