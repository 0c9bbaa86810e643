"""Names that mean one thing wherever they are written: modules, their usual aliases, what everybody imports from them."""

from __future__ import annotations

import builtins
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "np": "numpy",
        "pd": "pandas",
        "pl": "polars",
        "plt": "matplotlib.pyplot",
        "sns": "seaborn",
        "tf": "tensorflow",
        "nn": "torch.nn",
        "F": "torch.nn.functional",
        "gx": "great_expectations",
        "pq": "pyarrow.parquet",
        "pa": "pyarrow",
    }
)
"""Conventional aliases of modules."""

PACKAGES = frozenset(
    [
        "torch",
        "numpy",
        "pandas",
        "polars",
        "pytest",
        "yaml",
        "mlflow",
        "optuna",
        "sklearn",
        "scipy",
        "requests",
        "httpx",
        "boto3",
        "psycopg2",
        "structlog",
        "joblib",
        "captum",
        "bentoml",
        "transformers",
        "lightgbm",
        "xgboost",
        "shap",
        "redis",
        "sqlalchemy",
        "pydantic",
        "fastapi",
        "torchvision",
        "stripe",
    ]
)
"""Packages that are written by their own name."""

MEMBERS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(["Path", "PurePath"], "pathlib"),
        **dict.fromkeys(["datetime", "timedelta", "timezone", "date"], "datetime"),
        **dict.fromkeys(["dataclass", "field", "asdict"], "dataclasses"),
        **dict.fromkeys(
            ["Any", "Optional", "Callable", "Protocol", "Literal", "TypedDict", "NamedTuple", "TypeVar", "Generic"],
            "typing",
        ),
        **dict.fromkeys(["Union", "List", "Dict", "Tuple", "cast", "Annotated", "ClassVar", "Final"], "typing"),
        **dict.fromkeys(
            ["Iterable", "Iterator", "Sequence", "Mapping", "Generator", "Awaitable", "AsyncIterator"],
            "collections.abc",
        ),
        **dict.fromkeys(["Enum", "IntEnum", "StrEnum"], "enum"),
        **dict.fromkeys(["ABC", "abstractmethod"], "abc"),
        **dict.fromkeys(["defaultdict", "Counter", "deque", "OrderedDict"], "collections"),
        **dict.fromkeys(["partial", "lru_cache", "wraps", "reduce"], "functools"),
        **dict.fromkeys(["contextmanager", "asynccontextmanager", "suppress"], "contextlib"),
        **dict.fromkeys(["MagicMock", "AsyncMock", "Mock", "patch"], "unittest.mock"),
        **dict.fromkeys(["DataLoader", "Dataset"], "torch.utils.data"),
        **dict.fromkeys(["DictConfig", "OmegaConf"], "omegaconf"),
        **dict.fromkeys(["ThreadPoolExecutor", "ProcessPoolExecutor"], "concurrent.futures"),
        "Decimal": "decimal",
        "ROUND_HALF_UP": "decimal",
        "Fraction": "fractions",
        "BaseModel": "pydantic",
        "deepcopy": "copy",
    }
)
"""Classes and functions that everybody imports by name, and the module they come from."""

# Names of modules that, where nothing binds them, are as likely the value of a variable.
_VARIABLES = frozenset(
    [
        "array",
        "calendar",
        "chunk",
        "cmd",
        "code",
        "curses",
        "formatter",
        "imp",
        "keyword",
        "mailbox",
        "main",
        "nis",
        "parser",
        "pipes",
        "platform",
        "profile",
        "queue",
        "readline",
        "resource",
        "sched",
        "select",
        "signal",
        "site",
        "stat",
        "string",
        "struct",
        "symbol",
        "table",
        "test",
        "this",
        "token",
        "trace",
        "types",
        "antigravity",
        "idlelib",
        "lib2to3",
        "email",
        "numbers",
        "operator",
    ]
)
MODULES = frozenset(name for name in sys.stdlib_module_names if name[0] != "_") - _VARIABLES
"""Modules of the standard library that an unbound name surely means."""

BUILTINS = frozenset(dir(builtins)) | {"__file__", "__name__", "__doc__", "__path__", "__package__", "__class__"}
"""Names that are bound everywhere."""


def meaning(name: str) -> str | None:
    """The dotted name that a name stands for where a snippet does not bind it; None when nobody can know."""
    if name in ALIASES:
        return ALIASES[name]
    if name in MEMBERS:
        return f"{MEMBERS[name]}.{name}"
    return name if name in PACKAGES or name in MODULES else None


def import_of(name: str, text: str = "") -> str | None:
    """The import statement for a name that a snippet leaves unbound; ``text`` is the snippet's."""
    if name == "datetime" and "datetime.datetime" in text:
        return "import datetime"
    if name in MEMBERS:
        return f"from {MEMBERS[name]} import {name}"
    module = meaning(name)
    if module is None or module == name:
        return f"import {name}" if module else None
    return f"import {module} as {name}"
