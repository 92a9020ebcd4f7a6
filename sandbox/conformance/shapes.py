"""Compares raw JSON of an answer with botocore's model of it."""

from collections.abc import Iterator
from typing import Any

from botocore.model import Shape

# JSON's own types by the model's. Python takes True for a number, so booleans are told apart below.
SCALARS = {
    "boolean": bool,
    "integer": int,
    "long": int,
    "float": (int, float),
    "double": (int, float),
    "timestamp": (int, float),
}


def departures(shape: Shape, value: Any, path: str = "") -> Iterator[str]:
    """What the model does not allow: missing and unknown members, wrong types, unknown enum strings.

    Lengths and patterns of answers are left alone: the world holds hostile values on purpose.
    """
    kind = shape.type_name
    if kind == "structure" and isinstance(value, dict):
        for name in shape.required_members:
            if name not in value:
                yield f"{path}.{name} is missing"
        for name, member in value.items():
            if name not in shape.members:
                yield f"{path}.{name} is not in the model"
            else:
                yield from departures(shape.members[name], member, f"{path}.{name}")
    elif kind == "list" and isinstance(value, list):
        for index, item in enumerate(value):
            yield from departures(shape.member, item, f"{path}[{index}]")
    elif kind == "map" and isinstance(value, dict):
        for key, item in value.items():
            yield from departures(shape.key, key, f"{path}.{key}")
            yield from departures(shape.value, item, f"{path}.{key}")
    elif kind == "string" and isinstance(value, str):
        if shape.enum and value not in shape.enum:
            yield f"{path} is {value!r}, none of {shape.enum}"
    elif not (
        kind in SCALARS
        and isinstance(value, SCALARS[kind])
        and isinstance(value, bool) == (kind == "boolean")
    ):
        yield f"{path} is {value!r}, not a {kind}"
