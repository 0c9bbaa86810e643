"""Tags, keys, merge keys and duplicates: what js-yaml 4.1 makes of nodes once they are read."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import chain

from scaffold_rules.documents.yaml_nodes import (
    Dialect,
    Entry,
    Mapping,
    Node,
    Scalar,
    ScalarValue,
    Sequence,
    YamlProblem,
)
from scaffold_rules.documents.yaml_reader import Reader, Slip
from scaffold_rules.documents.yaml_scalars import resolve, text_of_value, timestamp
from scaffold_rules.text import Span

_CORE = "tag:yaml.org,2002:"
_HANDLE = re.compile(r"!(?:[a-z\-]*!)?", re.IGNORECASE | re.ASCII)
_NAME = re.compile(r"(?:!|[^,\[\]{}])(?:%[0-9a-f]{2}|[0-9a-z\-#;/?:@&=+$,_.!~*'()\[\]])*", re.IGNORECASE | re.ASCII)
_BASE64 = re.compile(r"[A-Za-z0-9+/=\r\n]*")


def tag_name(reader: Reader, written: str, at: int) -> str:
    """The full name of a tag as written: ``!!str`` is ``tag:yaml.org,2002:str``."""
    handle, name = _split(written)
    bad = set(name) & set(",[]{}") and handle
    if handle is None or bad or (name and not _NAME.fullmatch(name)) or (handle and not _HANDLE.fullmatch(handle)):
        raise Slip(at, at + len(written), "this tag cannot be read; put the value in quotes if ! is meant as text")
    if handle and handle not in reader.handles:
        raise Slip(at, at + len(written), f"the tag handle {handle} is not declared")
    unescaped = _unescaped(name)
    if unescaped is None:
        raise Slip(at, at + len(written), "the escapes in this tag are not UTF-8")
    return (reader.handles[handle] if handle else "") + unescaped


def tag_prefix(handle: str, prefix: str) -> str | None:
    """What a handle declared by ``%TAG`` stands for; None when handle or prefix cannot be read."""
    if _HANDLE.fullmatch(handle) is None or _NAME.fullmatch(prefix) is None:
        return None
    return _unescaped(prefix)


def _unescaped(name: str) -> str | None:
    if "%" not in name:
        return name
    from urllib.parse import unquote

    try:
        return unquote(name, errors="strict")
    except UnicodeDecodeError:
        return None


def _split(written: str) -> tuple[str | None, str]:
    """Handle and rest of a tag; no handle for a verbatim one, None when it is broken."""
    if written.startswith("!<"):
        return ("", written[2:-1]) if written.endswith(">") else (None, written)
    parts = written.split("!")
    if len(parts) > 3:
        return None, written
    return "!".join(parts[:-1]) + "!", parts[-1]


def tagged(reader: Reader, node: Node, tag: str, at: int) -> Node:
    """The node as its explicit tag has it; a tag the dialect does not know, or that does not fit, is a problem."""
    if tag == "!":
        return node
    # A plain value on a later line has been resolved already: a written null is like a blank, but a scalar.
    blank = isinstance(node, Scalar) and node.value is None
    is_nothing = blank and node.span.start == node.span.end
    name = tag.removeprefix(_CORE) if tag.startswith(_CORE) else ""
    kind = _kinds(reader.dialect).get(name)
    result: Node | None = None
    if kind is not None and (isinstance(node, kind) or is_nothing):
        result = _empty(node, name) if blank else _retagged(node, name)
        message = f"this is not what !!{name} stands for" if result is None else ""
    else:
        shown = f"!!{name}" if name else tag
        message = f"the tag {shown} is not known here; put the value in quotes if ! is meant as text"
    if result is None:
        reader.note(YamlProblem("unknown-tag", Span(at, max(at + 1, node.span.start)), message))
        return node
    return result


def _kinds(dialect: Dialect) -> dict[str, type[Scalar | Sequence | Mapping]]:
    kinds: dict[str, type[Scalar | Sequence | Mapping]] = {"str": Scalar, "seq": Sequence, "map": Mapping}
    if dialect is not Dialect.FAILSAFE:
        kinds |= dict.fromkeys(("null", "bool", "int", "float"), Scalar)
    if dialect is Dialect.DEFAULT:
        kinds |= dict.fromkeys(("timestamp", "merge", "binary"), Scalar)
        kinds |= {"omap": Sequence, "pairs": Sequence, "set": Mapping}
    return kinds


def _empty(node: Node, name: str) -> Node | None:
    """What a tag makes of a blank value; None when it needs a value."""
    match name:
        case "str":
            return Scalar(node.span, "", "", "")
        case "null" | "merge":
            return node
        case "seq" | "omap" | "pairs":
            return Sequence(node.span, (), flow=False)
        case "map" | "set":
            return Mapping(node.span, (), flow=False)
        case _:
            return None


def _retagged(node: Node, name: str) -> Node | None:
    match node:
        case Scalar(value=value):
            if name == "str":
                return node
            fits, new = _retyped(value, name)
            return replace(node, value=new) if fits else None
        case Mapping() if name == "set" and any(_value(entry.value) is not None for entry in node.entries):
            return None
        case Sequence() if name in ("omap", "pairs"):
            return _of_pairs(node, name)
    return node


def _retyped(value: ScalarValue, name: str) -> tuple[bool, ScalarValue]:
    """Whether a string fits the tag, and the value it then is."""
    if not isinstance(value, str):
        return False, value
    plain = resolve(value, Dialect.JSON) if value else ""
    match name:
        case "null":
            return plain is None, None
        case "bool":
            return isinstance(plain, bool), plain
        case "int":
            return isinstance(plain, int) and not isinstance(plain, bool), plain
        case "float":
            return isinstance(plain, int | float) and _is_float(value), plain
        case "timestamp":
            moment = timestamp(value)
            return moment is not value, moment
        case "binary":
            return _binary(value)
        case _:
            return value == "<<", value


def _is_float(value: str) -> bool:
    """Whether js-yaml takes a text as a float: whole numbers too, but only decimal ones."""
    return value.lstrip("+-")[:1] in set("0123456789.") and value.lstrip("+-")[1:2] not in set("xob")


def _binary(value: str) -> tuple[bool, bytes]:
    """Base64 as js-yaml takes it: only whole bytes count, and so does the padding."""
    digits = re.sub(r"[\r\n]", "", value)
    if not _BASE64.fullmatch(value) or len(digits) % 4:
        return False, b""
    import base64

    digits = digits.replace("=", "")
    if not digits:
        return True, bytes(3)
    return True, base64.b64decode(digits[: len(digits) - (len(digits) % 4 == 1)] + "=" * (-len(digits) % 4))


def _of_pairs(node: Sequence, name: str) -> Sequence | None:
    """A list of one-key mappings: as it is (``!!omap``), or as a list of key and value (``!!pairs``)."""
    pairs = [item.entries[0] for item in node.items if isinstance(item, Mapping) and len(item.entries) == 1]
    if len(pairs) != len(node.items):
        return None
    if name == "omap":
        return node if len({key_name(pair.key) for pair in pairs}) == len(pairs) else None
    return replace(
        node, items=tuple(Sequence(pair.span, (_as_text(pair.key), pair.value), flow=True) for pair in pairs)
    )


def _as_text(key: Scalar) -> Scalar:
    return replace(key, value=key_name(key))


def _value(node: Node) -> object:
    return node.value if isinstance(node, Scalar) else node


def key_name(key: Scalar) -> str:
    """The name a key has in the tool's object: JavaScript's string of its value."""
    return key.value if isinstance(key.value, str) else text_of_value(key.value)


def key_scalar(key: Node) -> Scalar:
    """A key as a scalar; of a list or a mapping as a key the tool makes one string, or refuses it."""
    if isinstance(key, Scalar):
        return key
    text = "[object Object]"
    if isinstance(key, Sequence):
        if any(isinstance(item, Sequence) for item in key.items):
            raise Slip(*key.span, "a list of lists cannot be a key")
        names = (key_name(item) if isinstance(item, Scalar) else text for item in key.items)
        text = ",".join("" if _value(item) is None else name for item, name in zip(key.items, names, strict=True))
    return Scalar(key.span, text, text, "")


def mapping_of(reader: Reader, span: Span, entries: list[Entry], *, flow: bool) -> Mapping:
    """A mapping of the entries; duplicate keys are problems, and in the DEFAULT dialect ``<<`` merges."""
    seen: dict[str, Entry] = {}
    merges: list[Entry] = []
    for entry in entries:
        key = entry.key
        name = key.value if type(key.value) is str else text_of_value(key.value)
        if name == "<<" and not key.style and reader.dialect is Dialect.DEFAULT:
            merges.append(entry)
        elif name not in seen:
            seen[name] = entry
        elif key.span.start not in reader.guessed and seen[name].key.span.start not in reader.guessed:
            first = ((seen[name].key.span, f'"{name}" is first here'),)
            reader.note(YamlProblem("duplicate-key", key.span, f'the key "{name}" is here twice; keep one', first))
    if not merges:
        return Mapping(span, tuple(entries), flow)
    return Mapping(span, tuple(entries), flow, _merged(reader, merges, seen))


def _merged(reader: Reader, merges: list[Entry], seen: dict[str, Entry]) -> tuple[Entry, ...]:
    """The entries that merge keys bring in: those of earlier sources first, none that is written out."""
    found: dict[str, Entry] = {}
    for merge in merges:
        sources = merge.value.items if isinstance(merge.value, Sequence) else (merge.value,)
        for source in sources:
            if isinstance(source, Mapping):
                for entry in chain(source.entries, source.merged or ()):
                    if not (source.merged is not None and is_merge(entry.key)):
                        found.setdefault(key_name(entry.key), entry)
            elif isinstance(source, Sequence):
                for index, item in enumerate(source.items):
                    key = Scalar(item.span, str(index), str(index), "")
                    found.setdefault(key.text, Entry(key, item))
            elif not isinstance(source.value, dt.date | bytes):
                message = "<< can only merge a mapping or a list of mappings"
                reader.note(YamlProblem("syntax-error", merge.key.span, message))
    return tuple(entry for name, entry in found.items() if name not in seen)


def is_merge(key: Scalar) -> bool:
    """Whether a key of a mapping that merges is a merge key."""
    return not key.style and key.text == "<<"
