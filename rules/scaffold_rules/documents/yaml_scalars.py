"""What a plain scalar means in each dialect, as js-yaml 4.1 resolves it."""

from __future__ import annotations

import datetime as dt
import math
import re

from scaffold_rules.documents.yaml_nodes import Dialect, ScalarValue

_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_STARTS = frozenset("0123456789+-.~nNtTfF")
_INT = re.compile(r"[-+]?(?:0b[01_]*[01]|0x[0-9a-fA-F_]*[0-9a-fA-F]|0o[0-7_]*[0-7]|[0-9](?:[0-9_]*[0-9])?)", re.ASCII)
_FLOAT = re.compile(r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9_]+(?:[eE][-+]?[0-9]+)?", re.ASCII)
_SPECIAL = re.compile(r"([-+]?)\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_TIME = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?"
    r"(?:[ \t]*(?:Z|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?",
    re.ASCII,
)
_BASES = {"0b": 2, "0x": 16, "0o": 8}
_EXACT = 2**53


def resolve(text: str, dialect: Dialect) -> ScalarValue:
    """The value of a plain scalar: the text itself when it is no null, boolean, number or (DEFAULT) date."""
    if dialect is Dialect.FAILSAFE or text[:1] not in _STARTS:
        return text if text or dialect is Dialect.FAILSAFE else None
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return _integer(text)
    if text[-1] != "_" and _FLOAT.fullmatch(text):
        return _float(text)
    if special := _SPECIAL.fullmatch(text):
        return math.nan if special[1] is None else -math.inf if special[1] == "-" else math.inf
    if dialect is Dialect.DEFAULT:
        return timestamp(text)
    return text


def _integer(text: str) -> int | float:
    """A JavaScript number: exact up to 2**53, then the nearest double."""
    digits = text.replace("_", "").lstrip("+-")
    # int() refuses thousands of digits; the double is infinite long before.
    if len(digits) > 1100:
        value: int | float = math.inf
    else:
        value = int(digits[2:], _BASES[digits[:2]]) if digits[:2] in _BASES else int(digits, 10)
        if value > _EXACT:
            value = _double(value)
    return -value if text[0] == "-" else value


def _double(value: int) -> int | float:
    try:
        return int(float(value))
    except OverflowError:
        return math.inf


def _float(text: str) -> float:
    digits = text.replace("_", "")
    # JavaScript's parseFloat reads "._1" and "._" alike: without digits there is no number.
    return float(digits) if digits.strip("+-") != "." else math.nan


def timestamp(text: str) -> str | dt.date | dt.datetime:
    """A date, or a moment in UTC, of a YAML timestamp; the text when it is none. Overflowing parts roll over."""
    if match := _DATE.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
        return _moment(year, month, day, dt.timedelta()).date()
    if match := _TIME.fullmatch(text):
        year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
        ahead = dt.timedelta(hours=int(match[9] or 0), minutes=int(match[10] or 0))
        since = dt.timedelta(
            hours=hour, minutes=minute, seconds=second, milliseconds=int((match[7] or "")[:3].ljust(3, "0"))
        )
        return _moment(year, month, day, since + ahead if match[8] == "-" else since - ahead)
    return text


def _moment(year: int, month: int, day: int, since: dt.timedelta) -> dt.datetime:
    """JavaScript's ``Date.UTC``: month 13 is January of the next year, and years 0 to 99 are of the 20th century."""
    year = (year + 1900 if year < 100 else year) + (month - 1) // 12
    try:
        first = dt.datetime(year, (month - 1) % 12 + 1, 1, tzinfo=dt.UTC)
        return first + dt.timedelta(days=day - 1) + since
    except (ValueError, OverflowError):
        return dt.datetime.max.replace(tzinfo=dt.UTC)


def text_of_value(value: ScalarValue) -> str:
    """JavaScript's ``String(value)``: how a key that is no string is named."""
    match value:
        case str():
            return value
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return _number_text(value)
        case dt.date():
            return value.strftime("%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)")
        case _:
            return ",".join(str(byte) for byte in value)


def _number_text(value: float) -> str:
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if abs(value) < 1e21 and value % 1 == 0:
        return str(int(value))
    mantissa, _, exponent = repr(float(value)).partition("e")
    if not exponent or not 1e-7 < abs(value) < 1e-4 or abs(value) < 1e-6:
        return f"{mantissa}e{int(exponent):+d}" if exponent else mantissa
    return f"{value:.{len(mantissa.replace('.', '').lstrip('-')) - 1 - int(exponent)}f}"
