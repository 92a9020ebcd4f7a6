"""Values on both sides of every limit that the service model sets on an input."""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from botocore.model import OperationModel, Shape

# Stands for "leave the member out".
ABSENT = object()

# Characters that some pattern of these models excludes, the awkward ones first.
FOREIGN = "/ %!é\u05e9"


@dataclass(frozen=True)
class Probe:
    """One value for one member: `path` leads to it through structures (names) and lists and maps (keys)."""

    path: tuple
    why: str
    value: Any
    valid: bool

    def __str__(self) -> str:
        where = ".".join(str(step) for step in self.path)
        return f"{where}: {self.why}"

    def applied_to(self, params: dict) -> dict:
        """`params` with the value in its place; what the path needs on the way is made."""
        changed = copy.deepcopy(params)
        place = changed
        for step, following in zip(self.path, self.path[1:]):
            if isinstance(place, list):
                place = place[step]
            else:
                place = place.setdefault(step, [] if isinstance(following, int) else {})
        last = self.path[-1]
        if self.value is ABSENT:
            del place[last]
        else:
            place[last] = self.value
        return changed


def probes(operation: OperationModel) -> Iterator[Probe]:
    """Just valid and just invalid values for every member of the operation's input."""
    shape = operation.input_shape
    for name, member in shape.members.items():
        location = member.serialization.get("location")
        if name == "nextToken":
            continue  # no limits; what it may hold is for the server to say
        for probe in of_shape(member, (name,)):
            # An empty label makes another path, and so another operation.
            if location == "uri" and probe.value == "":
                continue
            yield probe
        if name in shape.required_members and location != "uri":
            yield Probe((name,), "missing", ABSENT, False)


def of_shape(shape: Shape, path: tuple) -> Iterator[Probe]:
    limits = shape.metadata
    match shape.type_name:
        case "string":
            yield from of_string(shape, path)
        case "integer":
            for bound, outside in (("min", -1), ("max", 1)):
                if bound in limits:
                    yield Probe(path, bound, limits[bound], True)
                    yield Probe(path, f"beyond {bound}", limits[bound] + outside, False)
        case "boolean":
            yield Probe(path, "true", True, True)
            yield Probe(path, "false", False, True)
        case "list":
            yield from of_list(shape, path)
        case "map":
            yield from of_map(shape, path)
        case "structure":
            for name, member in shape.members.items():
                yield from of_shape(member, (*path, name))
                if name in shape.required_members:
                    yield Probe((*path, name), "missing", ABSENT, False)


def of_string(shape: Shape, path: tuple) -> Iterator[Probe]:
    limits = shape.metadata
    if shape.enum:
        for value in shape.enum:
            yield Probe(path, value, value, True)
        yield Probe(path, "not in the enum", "NOT_IN_THE_ENUM", False)
        return
    for length in sorted({limits.get("min", 1), limits.get("max", 1)}):
        value = text(limits, length)
        if value is not None:
            yield Probe(path, f"{length} long", value, True)
    if limits.get("min", 0) > 0:
        yield Probe(path, "too short", text({}, limits["min"] - 1), False)
    if "max" in limits:
        yield Probe(path, "too long", text(limits, limits["max"] + 1), False)
    if pattern := limits.get("pattern"):
        for character in FOREIGN:
            value = text(limits, 5) + character
            if not matches(pattern, value):
                yield Probe(path, f"with {character!a}", value, False)


def of_list(shape: Shape, path: tuple) -> Iterator[Probe]:
    limits = shape.metadata
    item = text(shape.member.metadata, 8)
    for bound, outside in (("min", -1), ("max", 1)):
        if bound in limits:
            yield Probe(path, f"{limits[bound]} items", items(item, limits[bound]), True)
            yield Probe(path, f"beyond {bound}", items(item, limits[bound] + outside), False)
    yield from of_shape(shape.member, (*path, 0))


def of_map(shape: Shape, path: tuple) -> Iterator[Probe]:
    limits = shape.metadata
    if "max" in limits:
        for count, valid in ((limits["max"], True), (limits["max"] + 1, False)):
            value = {f"provider-{n}": "token" for n in range(count)}
            yield Probe(path, f"{count} entries", value, valid)
    for probe in of_string(shape.key, path):
        yield Probe(path, f"key {probe.why}", {probe.value: "token"}, probe.valid)
    for probe in of_string(shape.value, path):
        yield Probe(path, f"value {probe.why}", {"provider": probe.value}, probe.valid)


def items(item: str, count: int) -> list[str]:
    """Different items of the same length."""
    return [f"{item[:-2]}{n:02}" for n in range(count)]


def text(limits: dict, length: int) -> str | None:
    """A string of that length that matches the pattern, if there is one."""
    candidates = ("a" * length, "1" * length, "a:" + "a" * (length - 2), "a_" + "a" * (length - 2))
    pattern = limits.get("pattern", "a*")
    return next((value for value in candidates if len(value) == length and matches(pattern, value)), None)


def matches(pattern: str, value: str) -> bool:
    """As the services do: the whole string, and ASCII classes."""
    return re.fullmatch(pattern, value, re.ASCII) is not None
