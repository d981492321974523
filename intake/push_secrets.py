"""What a source proves itself with: a random token, kept as a hash, or a signing secret that is kept nowhere."""

import hmac
from base64 import b64encode
from hashlib import sha256
from secrets import token_urlsafe

from sla.people import TenantId

_TOKEN = "slabot"  # noqa: S105 - what every token begins with, so that one in a log is known and hidden
_RANDOM_BYTES = 32


def new_token(source: str) -> str:
    """It says whose it is, so that one look-up finds what it is compared with."""
    return f"{_TOKEN}.{source}.{token_urlsafe(_RANDOM_BYTES)}"


def source_of(token: str) -> str | None:
    """Whose the token says it is; None for what is no token."""
    parts = token.split(".")
    return parts[1] if len(parts) == 3 and parts[0] == _TOKEN else None  # noqa: PLR2004 - name, source, secret


def hash_of_token(token: str) -> str:
    """Without salt: it is of 256 random bits, so there is nothing to guess."""
    return sha256(token.encode()).hexdigest()


def signing_secret(key: str, *, tenant_id: TenantId, source: str, generation: int) -> str:
    """As Standard Webhooks writes it. Made anew from the key each time; another generation has another one."""
    said = f"push:{tenant_id}:{source}:{generation}".encode()
    return "whsec_" + b64encode(hmac.digest(key.encode(), said, "sha256")).decode()
