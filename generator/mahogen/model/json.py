"""An Api as JSON: what `inspect --json` prints, what golden cases hold, what the digest is of."""

from __future__ import annotations

import json
from dataclasses import fields
from enum import Enum
from hashlib import sha256
from typing import Any

from mahogen.errors import Source
from mahogen.model.api import Anything, Api, ArrayOf, EntityRef, FieldWire, MapOf, Scalar
from mahogen.model.spell import spell

_TYPES = (Scalar, EntityRef, ArrayOf, MapOf, Anything)


def to_json(api: Api, locations: bool = False) -> str:
    """`api` as JSON text with a line feed at its end, always the same for an equal Api.

    What is empty, false or none is left out; so is what a dialect declares of a field as the field
    says it. `wires` and `contracts` are objects with a key per dialect. `locations` adds to each
    node the file and line where it was read.
    """
    return json.dumps(_node(api, locations), indent=2, ensure_ascii=False) + "\n"


def digest(api: Api) -> str:
    """A SHA-256 of what `api` says, in hexadecimal; where it was read plays no part."""
    text = json.dumps(_node(api, False), sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()


def _node(node: Any, locations: bool) -> dict[str, object]:
    """A dataclass of the IR as a JSON object, its fields in their order."""
    found: dict[str, object] = {}
    for field in fields(node):
        value = getattr(node, field.name)
        if field.name in ("wires", "contracts"):
            found[field.name] = {w.dialect.value: _wire(w, node, locations) for w in value}
        elif not field.compare:  # where it was read, or what is not a fact of the contract
            if locations and isinstance(value, Source):
                found[field.name] = str(value)
        elif (plain := _plain(value, locations)) not in ("", (), [], False, None):
            found[field.name] = plain
    return found


def _wire(wire: Any, node: Any, locations: bool) -> dict[str, object]:
    """What one dialect says of a node, less what the node itself says."""
    found = _node(wire, locations)
    del found["dialect"]
    if isinstance(wire, FieldWire):
        found.pop("required", None)
        if wire.required != node.required:
            found["required"] = wire.required
        if wire.type == node.type:
            del found["type"]
    return found


def _plain(value: Any, locations: bool) -> object:
    if isinstance(value, _TYPES):
        return spell(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item, locations) for item in value]
    return value if isinstance(value, str | bool) or value is None else _node(value, locations)
