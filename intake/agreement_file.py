"""Reads sla.toml, an agreement in a file with the people whom it names."""

import tomllib
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from intake.agreement_body import tables_of
from intake.agreement_documents import written
from intake.agreement_people import AgreementFile, named, person_of
from intake.agreement_reading import read_shape
from intake.agreement_shape import AgreementShape
from sla.agreement import Tables
from sla.documents import Written
from sla.errors import BadInput
from sla.people import Named
from sla.terms import Terms


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreementFileRead:
    """`tables` are the terms as a draft holds them, in their canonical form, without people."""

    written: Written
    people: tuple[Named, ...]
    tables: Tables


def read_file(path: Path) -> AgreementFileRead:
    """BadInput has a sentence for each fault in the file, and one where it is not what it says it is."""
    shape = read_shape(parsed(path), AgreementFile)
    found = written(_terms_alone(shape))
    if shape.agreement.sha256 not in {None, found.sha256}:
        said = "" if shape.agreement.version is None else f" as version {shape.agreement.version}"
        raise BadInput(
            f"agreement.sha256: the terms in {path} are not those that were written to it{said}; "
            "remove the [agreement] table to load them as a new draft.",
            field="agreement.sha256",
        )
    return AgreementFileRead(
        written=found, people=tuple(named(person) for person in shape.people), tables=tables_of(found.body)
    )


def load_terms(path: Path) -> Terms:
    """The agreement of this file as version 0, not signed, with its people; BadInput as `read_file`."""
    read = read_file(path)
    terms = read.written.terms
    return replace(terms, people=tuple(person_of(one, terms) for one in read.people))


def _terms_alone(shape: AgreementFile) -> AgreementShape:
    return AgreementShape.model_construct(**{key: getattr(shape, key) for key in AgreementShape.model_fields})


def parsed(path: Path) -> dict[str, object]:
    """The tables of a TOML file, unchecked; BadInput where it cannot be read."""
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
