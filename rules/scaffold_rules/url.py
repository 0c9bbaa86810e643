"""Web addresses as the URL standard of browsers reads them, as the scaffold tool does, and which are never fetched.

``urllib`` differs: ``http://0x7f.1/`` is 127.0.0.1 here, a backslash is a slash, hosts are decoded and lower-cased.
Schemes other than http and https are none of this module's business.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from scaffold_schemas.vocabulary.knowledge import BLOCKED_IPV4

_CONTROL_OR_SPACE = "".join(map(chr, range(0x21)))
_START = re.compile(r"(https?):[/\\]*", re.IGNORECASE)
_AUTHORITY_END = re.compile(r"[/\\?#]")
_FORBIDDEN = re.compile(r"[\x00-\x20#%/:<>?@\[\\\]^|\x7f]")
_DOTS = re.compile(r"(?:\.|%2e){1,2}\Z", re.IGNORECASE)
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z", re.IGNORECASE)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_FULL_STOPS = str.maketrans("\u3002\uff0e\uff61", "...")
_BLOCKED_IPV6 = re.compile(
    r"::1?\Z|::ffff:|100:(?::|0:0:0:)|2001:(?:[01][0-9a-f]{0,2}|db8)(?::|\Z)|2002:|f[cd]|fe[89abc]|ff", re.IGNORECASE
)


class Url(NamedTuple):
    """An http or https address, normalised. ``host`` is in lower case, an IPv6 address in brackets; ``fragment`` begins
    with its ``#`` and is empty where there is none.
    """

    scheme: str
    host: str
    port: int | None
    path: str
    query: str
    fragment: str


@lru_cache(maxsize=4096)
def parse_url(text: str) -> Url | None:
    """The parts of an http or https address, or None for one that no browser would open."""
    text = re.sub(r"[\t\n\r]", "", text.strip(_CONTROL_OR_SPACE))
    start = _START.match(text)
    if start is None:
        return None
    scheme = start[1].lower()
    end = _AUTHORITY_END.search(text, start.end())
    authority = text[start.end() : end.start() if end else len(text)].rpartition("@")[2]
    rest, _, fragment = (text[end.start() :] if end else "").partition("#")
    path, _, query = rest.partition("?")
    name, port = _split_port(authority)
    host = parse_host(name)
    if host is None or port is None:
        return None
    number = int(port) if port else None
    if number is not None and number > 0xFFFF:
        return None
    default = {"http": 80, "https": 443}[scheme]
    return Url(
        scheme,
        host,
        None if number == default else number,
        _path(path),
        f"?{query}" if query else "",
        f"#{fragment}" if fragment else "",
    )


def parse_host(name: str) -> str | None:
    """A host as it is looked up, or None for what cannot be one."""
    if name.startswith("["):
        return _ipv6(name[1:-1]) if name.endswith("]") else None
    decoded = unquote(_SURROGATE.sub("\ufffd", name))
    host = None if "\ufffd" in decoded else _to_ascii(decoded)
    if not host or _FORBIDDEN.search(host):
        return None
    labels = host.removesuffix(".").split(".")
    return _ipv4(labels) if labels[-1].isdecimal() or _NUMBER.match(labels[-1]) else host


def is_blocked(host: str) -> bool:
    """Whether the scaffold tool refuses a (normalised) host: this machine, private and special networks."""
    if host == "localhost":
        return True
    if host.startswith("["):
        return _BLOCKED_IPV6.match(host[1:-1]) is not None
    if not host.rpartition(".")[2].isdecimal():
        return False
    value = _as_number(host)
    return any(value >> shift == network >> shift for network, shift in map(_network, BLOCKED_IPV4))


def _split_port(authority: str) -> tuple[str, str | None]:
    """Host and port as written; the port is None where it is no number."""
    colon = authority.rfind(":")
    if colon < 0 or authority.endswith("]"):
        return authority, ""
    port = authority[colon + 1 :]
    return authority[:colon], port if re.fullmatch(r"[0-9]{0,9}", port) else None


def _to_ascii(name: str) -> str | None:
    """The domain in lower-case ASCII, as it goes over the wire."""
    if name.isascii():
        return name.lower()
    folded = unicodedata.normalize("NFKC", "".join(map(str.lower, name.translate(_SOFT).translate(_FULL_STOPS))))
    try:
        return ".".join(
            label if label.isascii() else "xn--" + label.encode("punycode").decode() for label in folded.split(".")
        )
    except UnicodeError:
        return None


def _ipv4(labels: list[str]) -> str | None:
    """Four decimal numbers for what may be fewer, in base 8, 10 or 16, the last one filling up."""
    if len(labels) > 4:
        return None
    numbers = [_ipv4_number(label) for label in labels]
    *first, last = numbers
    if last is None or any(number is None or number > 255 for number in first):
        return None
    if last >= 256 ** (5 - len(labels)):
        return None
    value = last + sum((number or 0) << 8 * (3 - place) for place, number in enumerate(first))
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


def _ipv4_number(label: str) -> int | None:
    try:
        if label[:2].lower() == "0x":
            return int(label[2:] or "0", 16) if len(label) < 20 else None
        if len(label) > 20 or not label.isascii():
            return None
        return int(label, 8) if label.startswith("0") and len(label) > 1 else int(label)
    except ValueError:
        return None


def _ipv6(text: str) -> str | None:
    """The compressed form in brackets."""
    from ipaddress import IPv6Address

    try:
        address = IPv6Address(text)
    except ValueError:
        return None
    if address.scope_id is not None:
        return None
    if address.ipv4_mapped is not None:
        value = int(address.ipv4_mapped)
        return f"[::ffff:{value >> 16:x}:{value & 0xFFFF:x}]"
    return f"[{address.compressed}]"


def _path(text: str) -> str:
    """The path without dot segments, with a leading slash."""
    segments: list[str] = []
    parts = text.replace("\\", "/").removeprefix("/").split("/")
    for index, part in enumerate(parts):
        dots = _DOTS.match(part)
        if dots is None:
            segments.append(part)
            continue
        if len(re.sub("%2e", ".", part, flags=re.IGNORECASE)) == 2:
            del segments[-1:]
        if index == len(parts) - 1:
            segments.append("")
    return "/" + "/".join(segments)


def _as_number(address: str) -> int:
    value = 0
    for part in address.split("."):
        value = value << 8 | int(part)
    return value


def _network(text: str) -> tuple[int, int]:
    """A network as its first address and the number of bits that are free."""
    address, _, length = text.partition("/")
    return _as_number(address), 32 - int(length)
