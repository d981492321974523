"""Which table the keys at a place of an agreement belong to."""

from collections.abc import Sequence
from types import UnionType
from typing import Union, get_args, get_origin

from pydantic import BaseModel


def table_at(loc: Sequence[str | int], shape: type[BaseModel]) -> type[BaseModel]:
    """The table to which the keys at this place belong."""
    table = shape
    for part in loc:
        if isinstance(part, str):
            table = _table_in(table.model_fields[part].annotation) or table
    return table


def _table_in(annotation: object) -> type[BaseModel] | None:
    """The table that a key holds, alone, in a list, or where it may be left out."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = get_args(annotation) if get_origin(annotation) in {tuple, Union, UnionType} else ()
    return next((found for arg in inner if (found := _table_in(arg)) is not None), None)
