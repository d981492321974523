"""Whether a request comes from the source that it says: by its token or by its signature, never a word why not."""

import hmac
import re
from dataclasses import dataclass
from datetime import datetime

from standardwebhooks import Webhook, WebhookVerificationError

from intake.push_secrets import hash_of_token, signing_secret, source_of
from sla.people import TenantId
from sla.pushed import Proof, Pusher

_ID = re.compile(r"[\x21-\x7e]{1,200}")
_SIGNATURE = re.compile(r"v1,[A-Za-z0-9+/]{43}=")
_MOST_SIGNATURES = 5
"""A sender signs with its old and its new secret while it changes over."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """What a request says about its sender, each None where it does not.

    `source` is the one that the address names; `message_id`, `timestamp` and `signature` are the headers of
    Standard Webhooks.
    """

    source: str | None = None
    token: str | None = None
    message_id: str | None = None
    timestamp: str | None = None
    signature: str | None = None

    @property
    def named(self) -> str | None:
        """Whose it says to be; None where it does not say, or says it twice and differently."""
        by_token = source_of(self.token) if self.token else None
        if self.source and by_token and self.source != by_token:
            return None
        return self.source or by_token

    @property
    def well_formed_id(self) -> bool:
        return self.message_id is None or bool(_ID.fullmatch(self.message_id))


@dataclass(frozen=True, kw_only=True, slots=True)
class Prover:
    """`key` is what signing secrets are made of; without one no signature holds."""

    tenant_id: TenantId
    key: str | None

    def holds(self, claim: Claim, pusher: Pusher, body: bytes, real_now: datetime) -> bool:
        if pusher.proof is Proof.TOKEN:
            return self._token_holds(claim, pusher, real_now)
        secrets = (self._secret(pusher, generation) for generation in pusher.generations(real_now))
        return any(_signed(claim, secret, body) for secret in secrets if secret)

    def _secret(self, pusher: Pusher, generation: int) -> str | None:
        if self.key is None:
            return None
        return signing_secret(self.key, tenant_id=self.tenant_id, source=pusher.name, generation=generation)

    @staticmethod
    def _token_holds(claim: Claim, pusher: Pusher, real_now: datetime) -> bool:
        given = hash_of_token(claim.token or "")
        return any(hmac.compare_digest(given, known) for known in pusher.token_hashes(real_now))


def _signed(claim: Claim, secret: str, body: bytes) -> bool:
    """By the library, which raises all kinds of errors for what is malformed, and for one part among good ones."""
    if claim.message_id is None or claim.timestamp is None or claim.signature is None:
        return False
    parts = [part for part in claim.signature.split(" ") if _SIGNATURE.fullmatch(part)][:_MOST_SIGNATURES]
    headers = {
        "webhook-id": claim.message_id,
        "webhook-timestamp": claim.timestamp,
        "webhook-signature": " ".join(parts),
    }
    try:
        Webhook(secret).verify(body, headers, json_parse=False)
    except (WebhookVerificationError, ValueError, OverflowError):
        return False
    return True
