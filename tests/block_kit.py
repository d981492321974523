"""An independent JSON Schema of Block Kit, where this machine has one beside the repository."""

import json
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator

SCHEMA = Path(__file__).parents[2] / "shared" / "block-kit.schema.json"
HERE = SCHEMA.exists()
ABSENT = "the independent schema of Block Kit is not on this machine"


@cache
def schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text()))


def faults_of(blocks: object) -> list[str]:
    """What the schema has against these blocks; nothing where there is no schema."""
    if not HERE:
        return []
    return [f"{error.json_path}: {error.message[:200]}" for error in schema().iter_errors(blocks)]
