"""How an agreement is written: the same rules for a file, a draft and a stored version."""

from intake.agreement_body import body_of, hash_of, settled, tables_of
from intake.agreement_people import person_of
from intake.agreement_reading import read_shape, read_tables
from intake.agreement_shape import AgreementShape
from intake.agreement_terms import terms_of
from sla.agreement import Tables
from sla.documents import Fault, Written
from sla.people import Named, Person
from sla.terms import Terms


def written(shape: AgreementShape) -> Written:
    """An agreement without faults in its canonical form."""
    whole = settled(shape)
    body = body_of(whole)
    sha256 = hash_of(body)
    return Written(body=body, sha256=sha256, terms=terms_of(whole, sha256))


class AgreementDocuments:
    """The port `Documents`. It keeps nothing between calls."""

    def read(self, tables: Tables) -> Written:
        return written(read_shape(tables, AgreementShape))

    def faults(self, tables: Tables) -> tuple[Fault, ...]:
        return read_tables(tables, AgreementShape).faults

    def terms(self, body: str) -> Terms:
        shape = settled(read_shape(tables_of(body), AgreementShape))
        return terms_of(shape, hash_of(body))

    def tables(self, body: str) -> Tables:
        return tables_of(body)

    def person(self, named: Named, terms: Terms | None) -> Person:
        return person_of(named, terms)
