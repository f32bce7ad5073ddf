# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The rest of the table of operations: sources, charts and access; and the whole of it by name."""

from __future__ import annotations

from ..core.spec import Field
from .operations import (
    ACKNOWLEDGED,
    CONFIG,
    DATASET,
    DATASETS,
    FINO,
    FREE_CONFIG,
    NAME,
    PAGE,
    PARTIAL,
    QUERIES,
    READS,
    RUNTIME,
    SAVED,
    UTILITIES,
    WRITES,
    Operation,
    needed,
)

CONNECTION, SOURCE_TYPE = needed("connection_id"), needed("source_type")
LOOKS, MAKES = ("infino_connection_info",), ("infino_connection",)
JOBS, JOB = ("infino_import_job_info",), ("infino_import_job",)
SOURCES = (
    Operation(
        "get_sources", "Connections", "GET", "/sources", replies="list of types, with id or type as the key",
        doors=LOOKS,
    ),
    Operation(
        "get_connections", "Connections", "GET", "/sources/connections", replies="list of connections", doors=LOOKS
    ),
    Operation(
        "create_connection", "Connections", "POST", "/source/{source_type}", (SOURCE_TYPE, CONFIG), "json",
        ("config",), WRITES, "{connection_id, message, created_at, auth}, or the connection", MAKES,
    ),
    Operation(
        "get_connection", "Connections", "GET", "/source/{connection_id}", (CONNECTION,),
        replies="connection, with id or connection_id; secrets left out or masked", doors=LOOKS,
    ),
    Operation(
        "update_connection", "Connections", "PATCH", "/source/{connection_id}", (CONNECTION, CONFIG), "json",
        ("config",), WRITES, "connection", MAKES,
    ),
    Operation(
        "delete_connection", "Connections", "DELETE", "/source/{connection_id}", (CONNECTION,), effects=WRITES,
        replies=ACKNOWLEDGED, doors=MAKES,
    ),
    Operation(
        "get_source_metadata", "Connections", "GET", "/source/{connection_id}/{dataset}/metadata",
        (CONNECTION, DATASET), "source", replies="as the source tells it", doors=LOOKS,
    ),
    Operation(
        "upload_file", "Connections", "POST", "/import/file",
        (
            DATASET, needed("file_path", "path"), Field("format", choices=("auto", "json", "jsonl", "csv")),
            Field("batch_size", "int"), Field("async_mode", "bool"),
        ),
        "file", ("dataset", "file_path", "format", "batch_size", "async_mode"), WRITES,
        "{connector_id, run_id, status, stats, errors}", ("infino_file_import",),
    ),
    Operation(
        "get_connector_job_status", "Connections", "GET", "/_connectors/jobs/{run_id}", (needed("run_id"),),
        replies="run; its end is told by status alone", doors=JOBS,
    ),
    Operation(
        "create_import_job", "Connections", "PUT", "/import/{source_type}", (SOURCE_TYPE, CONFIG), "json",
        ("config",), WRITES, "job, without its query", JOB,
    ),
    Operation("get_import_jobs", "Connections", "GET", "/import/jobs", replies="list of jobs", doors=JOBS),
    Operation(
        "delete_import_job", "Connections", "DELETE", "/import/jobs/{job_id}", (needed("job_id"),), effects=WRITES,
        replies=ACKNOWLEDGED, doors=JOB,
    ),
)  # fmt: skip


def saved(noun: str, key: str) -> tuple[Operation, ...]:
    """The five operations that visualizations and dashboards have alike."""
    group, path, one = "Visualizations and dashboards", f"/{noun}s", f"/{noun}s/{{{key}}}"
    door, look = (f"infino_{noun}",), (f"infino_{noun}_info",)
    return (
        Operation(
            f"create_{noun}", group, "POST", path, (needed("spec", "dict"),), "json", ("spec",), WRITES, SAVED, door
        ),
        Operation(f"get_{noun}", group, "GET", one, (needed(key),), replies=SAVED, doors=look),
        Operation(f"list_{noun}s", group, "GET", path, PAGE, "page", ("limit", "offset"), READS, "{items}", look),
        Operation(
            f"update_{noun}", group, "PATCH", one, (needed(key), PARTIAL), "json", ("partial",), WRITES, SAVED, door
        ),
        Operation(
            f"delete_{noun}", group, "DELETE", one, (needed(key),), effects=WRITES,
            replies="{acknowledged}, or {deleted}", doors=door,
        ),
    )  # fmt: skip


CHARTS = (
    *saved("visualization", "viz_id"),
    Operation(
        "execute_visualization", "Visualizations and dashboards", "POST", "/visualizations/{viz_id}/data",
        (needed("viz_id"), *RUNTIME), "execute", ("filters", "time_range"), READS,
        "{columns, rows, metadata}", ("infino_visualization_data(filters, time_range)",),
    ),
    Operation(
        "to_echarts_option", "Visualizations and dashboards",
        parameters=(needed("viz", "dict"), needed("data", "dict")), doors=("filter infino_echarts",),
        instead="the filter infino_echarts makes the same of what infino_visualization_data returns",
    ),
    *saved("dashboard", "dashboard_id"),
    Operation(
        "execute_dashboard", "Visualizations and dashboards",
        parameters=(needed("dashboard_id"), Field("max_workers", "int"), *RUNTIME),
        doors=("infino_dashboard_data(filters, time_range)", "infino_dashboard_report"),
        instead="it is get_dashboard, and execute_visualization for each panel",
    ),
)  # fmt: skip


def access(noun: str) -> tuple[Operation, ...]:
    """The five operations that users and roles have alike."""
    group, path = "Access", f"/{noun}/{{name}}"
    door, look = (f"infino_{noun}",), (f"infino_{noun}_info",)
    keys = "with its keys, " if noun == "user" else ""
    whole = (NAME, FREE_CONFIG)
    return (
        Operation(
            f"create_{noun}", group, "PUT", path, whole, "document", ("config",), WRITES,
            f"{noun} {keys}or {{status, message}}", door,
        ),
        Operation(
            f"get_{noun}", group, "GET", path, (NAME,), replies="{name: {...}}, or {name or username, ...}", doors=look
        ),
        Operation(f"update_{noun}", group, "PATCH", path, whole, "document", ("config",), WRITES, noun, door),
        Operation(f"delete_{noun}", group, "DELETE", path, (NAME,), effects=WRITES, replies=ACKNOWLEDGED, doors=door),
        Operation(f"list_{noun}s", group, "GET", f"/{noun}s", replies="{name: {...}}", doors=look),
    )  # fmt: skip


ACCESS = (
    *access("user"),
    *access("role"),
    Operation(
        "rotate_keys", "Access", "PATCH", "/user/{username}/keys", (needed("username"),), effects=WRITES,
        replies="{access_key, secret_key}", doors=("infino_user_keys",),
    ),
)  # fmt: skip

ALL = (*UTILITIES, *DATASETS, *QUERIES, *FINO, *SOURCES, *CHARTS, *ACCESS)
BY_NAME = {operation.name: operation for operation in ALL}
