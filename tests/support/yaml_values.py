"""Values of YAML as JSON, so that those of js-yaml can be compared with ours."""

from __future__ import annotations

import datetime as dt
import math

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def as_json(value: object) -> object:
    """The value as JSON: mappings as sorted pairs, and what JSON lacks as an object with its kind."""
    match value:
        case float() if not math.isfinite(value):
            return {"number": "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"}
        case bytes():
            return {"bytes": value.hex()}
        case dt.date():
            moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time(), dt.UTC)
            return {"date": round((moment - EPOCH) / dt.timedelta(milliseconds=1))}
        case list():
            return [as_json(item) for item in value]
        case dict():
            in_order = sorted(value, key=lambda key: key.encode("utf-16-be"))
            return {"map": [[key, as_json(value[key])] for key in in_order]}
        case _:
            return value
