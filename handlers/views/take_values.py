"""What the buttons carry by which an exception of the digest is taken on and given back."""

from datetime import date
from urllib.parse import quote, unquote

from sla.commitments import About, TopicKind
from sla.errors import BadInput

MOST_NAME = 1500
"""More than the name of any lead type comes to; Slack takes 2,000 characters in all."""


def take_value(on: date, about: About) -> str:
    """Which exception of which day's digest a button is about."""
    name = quote(
        (about.lead_type or "").encode(errors="replace")
    )  # spaces and all that Slack would not give back
    return f"{on.isoformat()}:{about.kind}:{name[:MOST_NAME]}"


def parse_take(value: str) -> tuple[date, About]:
    day, _, rest = value.partition(":")
    kind, _, lead_type = rest.partition(":")
    try:
        return date.fromisoformat(day), About(kind=TopicKind(kind), lead_type=unquote(lead_type) or None)
    except ValueError:
        raise BadInput("This button is too old; take it on in the newest digest.") from None


def back_value(on: date, about: About, response_url: str) -> str:
    """Also by which address the digest that it was taken from is rewritten; empty where there is none."""
    return f"{response_url} {take_value(on, about)}"


def parse_back(value: str) -> tuple[date, About, str]:
    response_url, _, rest = value.partition(" ")
    return *parse_take(rest), response_url
