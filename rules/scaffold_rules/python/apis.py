"""What libraries have renamed, deprecated or never had: one row each, with where and when it was looked up."""

from __future__ import annotations

from typing import NamedTuple

from scaffold_rules.python.pins import OPEN, Number


class Api(NamedTuple):
    """One name of a library.

    ``name`` is a full dotted name with ``()`` for calls; ``*`` stands for one word or a part of it. With ``keyword`` the
    row is about that argument of a call of the name; with ``beside`` only where the snippet holds that word as well, with
    ``unless`` only where it holds none of these; with
    ``text`` about strings that begin with the name and end in one of the words. ``old`` is what an edit replaces by
    ``replacement``, empty where no edit is offered. The row is true from ``since`` to before ``until``.
    """

    library: str
    name: str
    message: str
    source: str
    checked: str
    since: Number = ()
    until: Number = OPEN
    keyword: str = ""
    beside: str = ""
    unless: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    old: str = ""
    replacement: str = ""
    argument: str = ""
    """An argument that calls need in the first place under the new name."""
    safe: bool = False


_TORCH = "https://docs.pytorch.org/docs/stable/amp.html"
_JIT = "https://github.com/pytorch/pytorch/blob/v2.10.0/torch/jit/_script.py"
_GX = "https://docs.greatexpectations.io/docs/reference/api/ExpectationSuite_class/"
_MLFLOW = "https://mlflow.org/docs/latest/ml/model-registry/"


def _amp(device: str, name: str) -> Api:
    return Api(
        "torch",
        f"torch.{device}.amp.{name}",
        f'deprecated since PyTorch 2.4; it is `torch.amp.{name}("{device}")` now',
        _TORCH,
        "2026-11-23",
        since=(2, 4),
        old=f"torch.{device}.amp.{name}",
        replacement=f"torch.amp.{name}",
        argument=f'"{device}"',
    )


DEPRECATED_TORCH: tuple[Api, ...] = (
    *(_amp(device, name) for device in ("cuda", "cpu") for name in ("GradScaler", "autocast")),
    *(
        Api(
            "torch",
            f"torch.jit.{name}",
            "TorchScript is deprecated since PyTorch 2.10; export the model with `torch.export` or compile it with `torch.compile`",
            _JIT,
            "2026-11-27",
            since=(2, 10),
        )
        for name in ("trace", "script", "trace_module")
    ),
)

UNKNOWN: tuple[Api, ...] = (
    Api(
        "torch",
        "torch.cuda.get_device_properties().total_mem",
        "there is no `total_mem`; it is `total_memory`",
        "https://docs.pytorch.org/docs/stable/generated/torch.cuda.get_device_properties.html",
        "2026-11-23",
        old="total_mem",
        replacement="total_memory",
        safe=True,
    ),
    Api(
        "captum",
        "captum.attr.*().attribute",
        "`attribute` has no `baseline`; it is `baselines`",
        "https://captum.ai/api/integrated_gradients.html",
        "2026-11-23",
        keyword="baseline",
        old="baseline",
        replacement="baselines",
        safe=True,
    ),
    *(
        Api(
            "great_expectations",
            f"great_expectations.core.Expect{subject}*",
            "`great_expectations.core` holds no expectations; they are in `great_expectations.expectations`",
            "https://docs.greatexpectations.io/docs/reference/api/expectations/",
            "2026-11-23",
            since=(1,),
            old="core",
            replacement="expectations",
            safe=True,
        )
        for subject in ("Column", "Table", "Multicolumn", "Select", "Query", "Compound", "Unexpected")
    ),
    Api(
        "great_expectations",
        "great_expectations.ExpectationSuite",
        "`ExpectationSuite` has no `expectation_suite_name`; it is `name`",
        _GX,
        "2026-11-23",
        since=(1,),
        keyword="expectation_suite_name",
        old="expectation_suite_name",
        replacement="name",
        safe=True,
    ),
    Api(
        "great_expectations",
        "great_expectations.Validator",
        "Great Expectations has no `Validator` at the top; get one from a context",
        "https://docs.greatexpectations.io/docs/reference/api/",
        "2026-11-23",
    ),
    Api(
        "structlog",
        "structlog.stdlib.add_logger_name",
        "`add_logger_name` needs loggers with a name; those of `PrintLoggerFactory` have none and raise AttributeError",
        "https://www.structlog.org/en/stable/api.html#structlog.stdlib.add_logger_name",
        "2026-11-23",
        beside="PrintLoggerFactory",
        unless=("stdlib.LoggerFactory", "foreign_pre_chain"),
    ),
)

DEPRECATED: tuple[Api, ...] = (
    *(
        Api(
            "mlflow",
            f"{client}().{method}",
            "stages of the model registry are deprecated since MLflow 2.9; use aliases or tags",
            _MLFLOW,
            "2026-11-23",
            since=(2, 9),
        )
        for client in ("mlflow.tracking.MlflowClient", "mlflow.MlflowClient", "mlflow.client.MlflowClient")
        for method in ("transition_model_version_stage", "get_latest_versions")
    ),
    Api(
        "mlflow",
        "models:/",
        "stages of the model registry are deprecated since MLflow 2.9; address an alias, `models:/name@alias`",
        _MLFLOW,
        "2026-11-23",
        since=(2, 9),
        text=("/Production", "/Staging", "/Archived"),
    ),
    Api(
        "mlflow",
        "mlflow.*.log_model",
        "`artifact_path` is deprecated since MLflow 3; it is `name`",
        "https://mlflow.org/docs/latest/ml/mlflow-3/",
        "2026-11-23",
        since=(3,),
        keyword="artifact_path",
        old="artifact_path",
        replacement="name",
    ),
    *(
        Api(
            "bentoml",
            name,
            "runners are the way of BentoML before 1.2; a service loads and calls its model itself",
            "https://docs.bentoml.com/en/latest/reference/bentoml/sdk.html",
            "2026-11-23",
            since=(1, 2),
        )
        for name in ("bentoml.*.get().to_runner", "bentoml.Runner")
    ),
    *(
        Api(
            "confluent_kafka",
            f"confluent_kafka.avro.{name}",
            f"`{name}` is deprecated since 2.0.2; use the serializers of `confluent_kafka.schema_registry`",
            "https://docs.confluent.io/platform/current/clients/confluent-kafka-python/html/index.html",
            "2026-11-23",
            since=(2, 0, 2),
        )
        for name in ("AvroConsumer", "AvroProducer")
    ),
    Api(
        "mcp",
        "mcp.server.fastmcp.FastMCP",
        "from version 2 of the MCP SDK on this is `mcp.server.mcpserver.MCPServer`; pin `mcp<2` or use the new name",
        "https://py.sdk.modelcontextprotocol.io/v2/migration/",
        "2026-11-23",
        since=(2,),
    ),
)
