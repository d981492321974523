"""Reads sla.toml, the agreement in a file, into the typed terms that every service takes."""

import json
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from intake.agreement_faults import refusal
from intake.agreement_shape import AgreementFile
from intake.agreement_terms import terms_of
from sla.errors import BadInput
from sla.terms import Terms


def load_terms(path: Path) -> Terms:
    """The agreement of this file as version 0, not signed; BadInput has a sentence for each fault in it."""
    parsed = _parsed(path)
    try:
        shape = AgreementFile.model_validate(parsed)
    except ValidationError as found:
        raise refusal(found, parsed) from None
    return terms_of(shape, _digest(parsed))


def _parsed(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except FileNotFoundError:
        raise BadInput(
            f"There is no {path}; copy sla.example.toml there and put in your team's own figures."
        ) from None
    except OSError as refused:
        raise BadInput(f"{path} cannot be read: {refused.strerror}.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not UTF-8 text; save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as fault:
        hint = "; texts and times need quotes" if "value" in str(fault) and "Cannot" not in str(fault) else ""
        raise BadInput(f"{path} is not valid TOML: {fault}{hint}.") from None


def _digest(parsed: Mapping[str, object]) -> str:
    """The same for the same content: neither comments, spacing nor the order of keys change it."""
    return sha256(json.dumps(parsed, sort_keys=True, default=str).encode()).hexdigest()
