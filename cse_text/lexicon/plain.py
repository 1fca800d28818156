"""Dataclasses as plain lists, and back again by the types of their fields: what JSON holds, and loads fast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
_Restore = Callable[[Any], Any]


def as_plain(value: Any) -> Any:
    """Return a value with every dataclass in it as the list of its fields."""
    if is_dataclass(value):
        return [as_plain(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, (tuple, list)):
        return [as_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: as_plain(each) for key, each in value.items()}
    return value


def restored(kind: type[Value], plain: Any) -> Value:
    """Return the dataclass that was made plain."""
    found: Value = _restore(cast("Any", kind))(plain)
    return found


def shape(kind: Any) -> str:
    """Return the fields of a dataclass and of those in it: what was written under another shape is not read."""
    own = [kind.__name__, *get_type_hints(kind)] if is_dataclass(kind) and isinstance(kind, type) else []
    hints = get_type_hints(kind).values() if own else get_args(kind)
    return " ".join([*own, *filter(None, map(shape, hints))])


@cache
def _restore(kind: Any) -> _Restore:
    """Return what makes a value of this type from its plain form."""
    origin, inner = get_origin(kind), get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind)
    if origin is tuple:
        each = _restore(inner[0])
        return tuple if each is _itself else lambda plain: tuple(map(each, plain))
    if origin is dict:
        of_value = _restore(inner[1])
        return dict if of_value is _itself else lambda plain: {key: of_value(each) for key, each in plain.items()}
    return _itself


def _dataclass(kind: type[Any]) -> _Restore:
    parts = [_restore(hint) for hint in get_type_hints(kind).values()]
    to_make = [(place, part) for place, part in enumerate(parts) if part is not _itself]

    def restore(plain: list[Any]) -> Any:
        for place, part in to_make:
            plain[place] = part(plain[place])
        return kind(*plain)

    return restore


def _itself(plain: Any) -> Any:
    return plain
