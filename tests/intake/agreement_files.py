"""The smallest agreement as a file, and reading one that a test writes."""

from pathlib import Path

import pytest

from intake.agreement_file import load_terms
from sla.errors import BadInput
from sla.terms import Terms

SMALLEST = """
[team]
name = "Acme"
zone = "Europe/Berlin"
currency = "EUR"
channel = "#sla"
effective = 2026-02-01
[quota]
amount = 500000
[[lead_types]]
name = "Website form"
aov = 2000
rates = ["34%", "82%", "23%"]
[[people]]
name = "Ana Lima"
email = "Ana@Example.com"
side = "sales"
role = "rep"
"""

SHARED = 'aov = 2000\nshare = "1326 of 3900"\n'
OUTBOUND = """
[[lead_types]]
name = "Outbound"
origins = ["Cold Call", "*"]
share = "2574 of 3900"
aov = "2.5k"
stages = ["lead", "won"]
rates = ["5%"]
"""


def loaded(text: str, directory: Path) -> Terms:
    path = directory / "sla.toml"
    path.write_text(text, encoding="utf-8")
    return load_terms(path)


def refusal(text: str, directory: Path) -> BadInput:
    with pytest.raises(BadInput) as refused:
        loaded(text, directory)
    return refused.value
