"""The table of Web API methods: arguments and their types, scopes, tier and refusals of each.

As in https://docs.slack.dev/reference/methods
"""

from sandbox.api.method import Method
from sandbox.api.table_files import FILES
from sandbox.api.table_messages import MESSAGES
from sandbox.api.table_people import PEOPLE

METHODS: dict[str, Method] = dict(sorted((MESSAGES | PEOPLE | FILES).items()))

EVERY_METHOD = frozenset(
    {
        "insecure_request",
        "internal_error",
        "invalid_arguments",
        "invalid_auth",
        "invalid_form_data",
        "invalid_json",
        "invalid_post_type",
        "json_not_object",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "ratelimited",
    }
)
"""The refusals that every method has."""
