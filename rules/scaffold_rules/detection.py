"""The live checks of a step's ``detect``: which paths and commands prove that it is done."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.yaml import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from scaffold_rules.documents.prompts import Step


_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:[/\\]")


class Check(NamedTuple):
    """One item of ``all`` or ``any``; ``key`` is that word, where it stands."""

    key: Scalar
    node: Mapping
    path: Scalar | None
    command: Scalar | None


def checks(step: Step, word: str) -> tuple[Check, ...]:
    """The checks under ``all`` or ``any`` that are mappings."""
    detect = step.field("detect")
    group = detect.value.get(word) if detect and isinstance(detect.value, Mapping) else None
    if group is None or not isinstance(group.value, Sequence):
        return ()
    return tuple(
        Check(group.key, item, _scalar(item, "path"), _scalar(item, "cmd"))
        for item in group.value.items
        if isinstance(item, Mapping)
    )


def escapes(path: str) -> bool:
    """Whether a path is absolute or climbs out of the project, so that the scaffold tool never finds it."""
    return _ABSOLUTE.match(path) is not None or posixpath.normpath(path).startswith("..")


def _scalar(mapping: Mapping, key: str) -> Scalar | None:
    node = mapping.value(key)
    return node if isinstance(node, Scalar) and isinstance(node.value, str) else None
