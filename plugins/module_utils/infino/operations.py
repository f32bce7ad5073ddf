# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Every operation of Infino's API, under the name that its SDK has for it: what is sent, what comes back. Data alone.

``infino_call``, the map in the documentation and the contract test all go by this table.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..core.spec import Field
from .filters import FILTERS

# What an operation does: nothing but tell; change something; or one or the other, as its statement says.
READS, WRITES, ASKS = "reads", "writes", "asks"


@dataclass(frozen=True)
class Operation:
    """``body`` is a form of ``forms.py`` and ``of`` the parameters that it is made of; the path's are in its braces.

    ``instead`` says of what sends no request of its own how a playbook has it. ``doors``: the plugins that have it, as
    ``infino_query(sql)`` with the options that matter, or ``lookup infino_query``.
    """

    name: str
    group: str
    method: str = ""
    path: str = ""
    parameters: tuple[Field, ...] = ()
    body: str = ""
    of: tuple[str, ...] = ()
    effects: str = READS
    replies: str = ""
    doors: tuple[str, ...] = ()
    instead: str = ""


def door(text: str) -> tuple[str, str, list[str]]:
    """The kind of plugin that ``doors`` names, its name, and its options."""
    name, _mark, rest = text.partition("(")
    *kind, name = name.split()
    return (kind or ["module"])[0], name, [one for one in rest.rstrip(")").replace(",", " ").split() if one]


def needed(name: str, kind: str = "str") -> Field:
    return Field(name, kind, required=True)


DATASET, NAME, QUERY = needed("dataset"), needed("name"), needed("query")
PAGE = (Field("limit", "int"), Field("offset", "int"))
RUNTIME = (FILTERS, Field("time_range", "dict"))
CONFIG, FREE_CONFIG, PARTIAL = needed("config", "dict"), needed("config", "raw"), needed("partial", "dict")
TEXT_OR_DICT = needed("query", "raw")
MATRIX = ("query", "start", "end", "step", "dataset")
SAVED = "saved object: {id, kind, attributes, created_at, updated_at}"
RECORDS = ("infino_records", "infino_upload")
ACKNOWLEDGED = "{acknowledged}"
CONNECTION_OPTIONS = "the connection options of every module make the client"


def made(name: str, *parameters: str) -> Operation:
    return Operation(name, "Utilities", parameters=tuple(map(needed, parameters)), instead=CONNECTION_OPTIONS)


UTILITIES = (
    made("InfinoSDK", "access_key", "secret_key", "endpoint"),
    made("new", "access_key", "secret_key", "endpoint"),
    made("new_with_retry", "access_key", "secret_key", "endpoint", "retry_config"),
    Operation("ping", "Utilities", "GET", "/", replies="{version}, or {status, version}", doors=("infino_info",)),
    Operation("close", "Utilities", instead="a client is closed with the task that made it"),
)
DATASETS = (
    Operation(
        "create_dataset", "Datasets", "PUT", "/{dataset}", (DATASET,), effects=WRITES,
        replies="{acknowledged, index}, perhaps shards_acknowledged; 409 where it is there", doors=("infino_dataset",),
    ),
    Operation(
        "delete_dataset", "Datasets", "DELETE", "/{dataset}", (DATASET,), effects=WRITES, replies=ACKNOWLEDGED,
        doors=("infino_dataset",),
    ),
    Operation(
        "get_datasets", "Datasets", "GET", "/metadata", replies="list of rows, with docs.count or docs_count",
        doors=("infino_dataset_info",),
    ),
    Operation(
        "get_dataset_metadata", "Datasets", "GET", "/{dataset}/metadata", (DATASET,), replies="a row, or a list of one",
        doors=("infino_dataset_info",),
    ),
    Operation(
        "get_dataset_schema", "Datasets", "GET", "/{dataset}/_schema", (DATASET,),
        replies="{field: {source, infino_type}}, {fields: [{name, type}]} or [{name, type}]",
        doors=("infino_dataset_info(schema)",),
    ),
    Operation(
        "upload_json_to_dataset", "Datasets", "POST", "/{dataset}/json", (DATASET, needed("payload")), "ndjson",
        ("payload",), WRITES, "{took, errors, items}; errors of single records with status 200", RECORDS,
    ),
    Operation(
        "upsert_to_dataset", "Datasets", "POST", "/sql", (QUERY,), "sql", ("query",), WRITES,
        "result of SQL with affected_rows, in one of five shapes", ("infino_sql",),
    ),
    Operation(
        "upload_metrics_to_dataset", "Datasets", "POST", "/{dataset}/metrics", (DATASET, needed("payload")), "metrics",
        ("payload",), WRITES, "list of one text", ("infino_upload",),
    ),
    Operation(
        "get_record", "Datasets", "GET", "/{dataset}/doc/{record_id}", (DATASET, needed("record_id")),
        replies="{_index, _id, found, _source}", doors=("infino_record_info",),
    ),
    Operation(
        "delete_records", "Datasets", "PATCH", "/{dataset}", (DATASET, TEXT_OR_DICT), "dsl", ("query",), WRITES,
        "a number, or {took, total, deleted, failures}", ("infino_records_delete",),
    ),
    Operation(
        "enrich_dataset", "Datasets", "POST", "/{dataset}/enrich_dataset", (DATASET, needed("policy", "raw")), "dsl",
        ("policy",), WRITES, "not documented", ("infino_enrichment",),
    ),
)  # fmt: skip
PLUGINS = ("lookup infino_query", "inventory infino")
QUERIES = (
    Operation(
        "query_dataset_in_querydsl", "Queries", "GET", "/{dataset}/querydsl", (DATASET, TEXT_OR_DICT), "dsl",
        ("query",), replies="{took, hits, aggregations}", doors=("infino_query(dsl, dataset, all)", *PLUGINS),
    ),
    Operation(
        "query_dataset_in_sql", "Queries", "GET", "/sql", (QUERY,), "sql", ("query",), ASKS,
        "result of SQL in one of five shapes", ("infino_query(sql, all)", *PLUGINS),
    ),
    Operation(
        "query_dataset_in_promql", "Queries", "POST", "/promql/query", (QUERY, Field("dataset")), "promql",
        ("query", "dataset"), replies="{status, data: {resultType, result}}",
        doors=("infino_query(promql)", *PLUGINS),
    ),
    Operation(
        "query_dataset_in_promql_range", "Queries", "POST", "/promql/query_range",
        (QUERY, needed("start", "int"), needed("end", "int"), needed("step", "int"), Field("dataset")), "promql",
        MATRIX, replies="{status, data: {resultType, result}}",
        doors=("infino_query(promql, start, end, step)", "lookup infino_query(promql, start, end, step)"),
    ),
    Operation(
        "query_source", "Queries", "POST", "/source/{connection_id}/{dataset}/dsl",
        (needed("connection_id"), DATASET, TEXT_OR_DICT), "source", ("query",), ASKS, "as the source tells it",
        ("infino_query(connection, dataset)", *PLUGINS),
    ),
)  # fmt: skip
THREAD = needed("thread_id")
FINO = (
    Operation(
        "websocket_connect", "Fino AI", parameters=(needed("path"), Field("headers", "dict")),
        doors=("infino_ask(question, thread, time_limit)",),
        instead="it opens a conversation, which infino_call cannot hold; infino_ask holds it, and waits for the answer",
    ),
    Operation(
        "list_threads", "Fino AI", "GET", "/fino/threads", replies="list of threads", doors=("infino_thread_info",)
    ),
    Operation(
        "create_thread", "Fino AI", "POST", "/fino/threads", (CONFIG,), "json", ("config",), WRITES, "thread",
        ("infino_thread",),
    ),
    Operation(
        "get_thread", "Fino AI", "GET", "/fino/threads/{thread_id}", (THREAD,),
        replies="thread, its name at the top or in metadata", doors=("infino_thread_info",),
    ),
    Operation(
        "update_thread", "Fino AI", "PUT", "/fino/threads/{thread_id}", (THREAD, CONFIG), "json", ("config",), WRITES,
        "thread", ("infino_thread",),
    ),
    Operation(
        "delete_thread", "Fino AI", "DELETE", "/fino/threads/{thread_id}", (THREAD,), effects=WRITES,
        replies="true, or {acknowledged}", doors=("infino_thread",),
    ),
    Operation(
        "add_thread_message", "Fino AI", "POST", "/fino/threads/{thread_id}/messages",
        (THREAD, needed("message", "dict")), "json", ("message",), WRITES, "id of the message, a text",
        ("infino_message(action, role, content)",),
    ),
    Operation(
        "clear_thread_messages", "Fino AI", "DELETE", "/fino/threads/{thread_id}/messages", (THREAD,), effects=WRITES,
        replies="true, or {acknowledged}", doors=("infino_message(action)",),
    ),
    Operation(
        "send_message", "Fino AI", "POST", "/fino/message", (needed("payload", "dict"),), "json", ("payload",), WRITES,
        "id of the message, a text", ("infino_message(action, content)",),
    ),
)  # fmt: skip
