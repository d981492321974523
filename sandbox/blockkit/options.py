"""The answer to a request for options."""

from sandbox.blockkit.problems import Problem, array, exactly_one, record
from sandbox.blockkit.texts import OPTION_GROUP, option
from sandbox.jsonvalue import Json

_ANSWER = record(
    optional={
        "options": array(option(), most=100, least=0),
        "option_groups": array(OPTION_GROUP, most=100, least=0),
    }
)


def check_options(answer: Json) -> list[Problem]:
    """Everything Slack would hold against a list of options or of groups of them."""
    return [*_ANSWER(answer, ""), *exactly_one("options", "option_groups")(answer, "")]
