"""Hundreds of good and bad payloads, judged by the sandbox and by an independent schema; every disagreement explained."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sandbox.blockkit.message import check_message
from sandbox.blockkit.problems import in_words
from tests.sandbox.corpus.blocks import BLOCKS
from tests.sandbox.corpus.elements import ELEMENTS
from tests.sandbox.corpus.good import good_blocks, housed
from tests.sandbox.corpus.parts import Example
from tests.sandbox.corpus.spoiling import Seen, at, bent, paths, spoilt, with_change

SCHEMA = Path(__file__).parents[3] / "shared" / "block-kit.schema.json"
beside_the_schema = pytest.mark.skipif(not SCHEMA.exists(), reason="the schema is not part of the repository")

EXAMPLES = {**ELEMENTS, **BLOCKS}
GOOD = good_blocks()
LEAST_OF_EACH = 150

# Where the sandbox says no and the schema yes: by the sandbox's own words, with the reason to keep them.
STRICTER = {
    "an address has a scheme": (
        r"must match the pattern .*:\\S\+ |must be more than 0 characters \[\S*(url|_url)\]",
        "The schema asks for the format `uri`, which its judge does not check; Slack refuses what is no address.",
    ),
    "an input holds 3,000 characters": (
        r"must be less than 3001 characters \[\S*/initial_value\]",
        "max_length is at most 3,000, so a longer initial value could never be submitted.",
    ),
    "a picture's alternative text": (
        r"must be less than 2001 characters \[\S*/alt_text\]",
        "Slack documents 2,000 for the image block; the sandbox holds pictures inside other blocks to the same.",
    ),
    "more chosen than there can be options": (
        r"no more than 10 items allowed \[\S*/initial_options\]",
        "Checkboxes have at most ten options, and what is chosen at first must be among them.",
    ),
    "every series a value for every category": (
        r"must have exactly one value for every category|no fewer than 1 items allowed \[\S*/categories\]",
        "Slack documents it; a schema cannot compare two lists.",
    ),
    "series have different names": (r"series name is not unique", "Slack documents it; see above."),
    "one block_id, one block": (r"`block_id` \S* already exists", "A rule about blocks together."),
    "one action_id, one element": (r"`action_id` .* already exists", "A rule about elements together."),
    "one focus": (r"only one element may have focus_on_load", "A rule about a whole view or message."),
}


@cache
def definitions() -> dict:
    return json.loads(SCHEMA.read_text())["$defs"]


@cache
def resolved(name: str) -> object:
    """A definition with its references put in: following them takes most of a judgement's time."""

    def put_in(value: object) -> object:
        if isinstance(value, list):
            return [put_in(one) for one in value]
        if not isinstance(value, dict):
            return value
        if "$ref" in value:
            return resolved(value["$ref"].rsplit("/", 1)[1])
        return {key: put_in(one) for key, one in value.items()}

    return put_in(definitions()[name])


@cache
def judge(name: str) -> Draft202012Validator:
    return Draft202012Validator(resolved(name))


def words(block: dict) -> list[str]:
    return in_words(check_message([block]))


def in_block(example: Example, payload: dict) -> dict:
    return housed(payload, example.homes[0]) if example.homes else payload


def disagreement(example: Example, payload: dict, used: Counter) -> str | None:
    """What the two judges differ in beyond what is explained above."""
    ours = words(in_block(example, payload))
    if judge(example.schema).is_valid(payload) is not bool(ours):
        return None
    if not ours:
        return f"only the schema refuses: {[one.message[:200] for one in judge(example.schema).iter_errors(payload)]}"
    for one in ours:
        if one.startswith("failed to match all allowed schemas"):
            continue
        named = [name for name, (pattern, _) in STRICTER.items() if re.search(pattern, one)]
        if not named:
            return f"only the sandbox refuses: {one}"
        used.update(named)
    return None


def changed(
    how: Callable[[dict, Seen], Iterator[tuple[str, dict]]],
) -> Iterator[tuple[str, Example, dict]]:
    seen: Seen = set()
    for name, example in EXAMPLES.items():
        for what, payload in how(example.full, seen):
            yield f"{name}: {what}", example, payload


def test_the_corpus_is_large_enough() -> None:
    assert len(GOOD) >= LEAST_OF_EACH
    assert sum(1 for _ in changed(spoilt)) >= LEAST_OF_EACH
    assert sum(1 for _ in changed(bent)) >= LEAST_OF_EACH


def test_what_is_good_is_taken() -> None:
    assert {name: said for name, block in GOOD.items() if (said := words(block))} == {}


def test_what_is_spoilt_is_refused() -> None:
    passed = [name for name, example, payload in changed(spoilt) if not words(in_block(example, payload))]
    # Slack passes on what a workflow's parameter holds, whatever it is
    assert passed == [
        "workflow_button: /workflow/trigger/customizable_input_parameters/0/value of another type"
    ]


@pytest.mark.parametrize("name", [name for name, one in EXAMPLES.items()])
def test_what_is_needed_is_needed(name: str) -> None:
    example = EXAMPLES[name]
    for field in sorted(example.needed | {"type"}):
        without = {key: value for key, value in example.least.items() if key != field}
        assert words(in_block(example, without)), field


@pytest.mark.parametrize("home", ["a", "s", "i", "c"])
def test_an_element_stands_only_where_slack_lets_it(home: str) -> None:
    for name, example in ELEMENTS.items():
        assert bool(words(housed(example.full, home))) is (home not in example.homes), name


@beside_the_schema
def test_both_take_what_is_good() -> None:
    for name, example in BLOCKS.items():
        assert judge("block").is_valid(example.full), name
    for name, example in ELEMENTS.items():
        for home in example.homes:
            assert judge("block").is_valid(housed(example.full, home)), (name, home)


@beside_the_schema
def test_both_refuse_the_same_and_every_difference_is_explained() -> None:
    used: Counter[str] = Counter()
    unexplained = {
        name: problem
        for how in (spoilt, bent)
        for name, example, payload in changed(how)
        if (problem := disagreement(example, payload, used))
    }
    assert unexplained == {}
    beyond_single_blocks = {
        "series have different names",
        "one block_id, one block",
        "one action_id, one element",
        "one focus",
    }
    assert STRICTER.keys() - beyond_single_blocks <= used.keys(), "an explanation that explains nothing"


ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 5000)
    | st.sampled_from(["", "x", "plain_text", "button", "C1"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "text", "value", "elements", "options", "url"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[Example, dict]:
    """An example with one to three places replaced by anything."""
    example = EXAMPLES[draw(st.sampled_from(sorted(EXAMPLES)))]
    payload = example.full
    for _ in range(draw(st.integers(1, 3))):
        places = [path for path in paths(payload, set()) if path]
        path = draw(st.sampled_from(places))
        payload = with_change(payload, path, draw(ANY_JSON | st.just(at(payload, path))))
    return example, payload


@beside_the_schema
@settings(max_examples=150, deadline=None, derandomize=True)
@given(mutated())
def test_both_judge_whatever_becomes_of_an_example_alike(case: tuple[Example, dict]) -> None:
    example, payload = case
    assert disagreement(example, payload, Counter()) is None, payload


@settings(max_examples=200, deadline=None, derandomize=True)
@given(ANY_JSON)
def test_nothing_makes_the_judgement_fail(value: object) -> None:
    assert isinstance(in_words(check_message(value)), list)
    assert isinstance(in_words(check_message([value])), list)
