# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Connections to other data sources. What is secret of their configuration is written, and never shown or compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.ensure import ensure, make_so, wish
from ...core.errors import ApiError, NotFound, NotTheApi, PlanError
from ...core.plan import Plan
from ...core.spec import Field, Resource, Task
from ...core.waiting import check_waiting, look_until, waiting
from ...core.words import clip, unknown
from ..access import either
from ..client import INFINO, Infino, segment
from ..configs import compared, over, parted, paths, stood_for, texts, told_secrets, without_marks

FIELDS = (
    Field("id", key=True, computed=True),
    Field("name", key=True),
    Field("type", required=True, fixed=True),
    Field("config", "dict", conceal=True, server_default={}),
    Field("secrets", "dict", secret=True, along=True),
    Field("status", computed=True),
    Field("message", computed=True),
    Field("query_type", computed=True),
    Field("created_at", computed=True),
    Field("updated_at", computed=True),
)
LISTING = "/sources/connections"
CONNECTED, FAILED = "connected", "error"
PATIENCE = 3  # looks in a row that show an error, until it is believed


class ConnectionStore:
    def find(self, client: Infino, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        if filters.get("id") is not None:
            return [read(client, one) for one in fetch(client, filters["id"])]
        rows = listing(client)
        if "name" in filters:
            rows = [row for row in rows if name_of(row) == filters["name"]]
        entire = (row if "config" in row else next(iter(fetch(client, identity(row))), None) for row in rows)
        return [read(client, row) for row in entire if row is not None]

    def create(self, client: Infino, values: Mapping[str, Any]) -> dict[str, Any]:
        path = f"/source/{segment('type', values['type'])}"
        answer = client.call("POST", path, wire(values, values), safe=False)
        told = answer if isinstance(answer, Mapping) else {}
        if identity(told) is None:
            found = self.find(client, {"name": values["name"]})
            return computed(found[0]) if len(found) == 1 else {}
        return computed(read(client, told))

    def update(self, client: Infino, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        """The whole configuration is sent: whether a server keeps what it is not sent is not known."""
        if "secrets" not in changes and "config" in changes:
            client.outside.warn(
                f"connection {current['name']}: its secrets were not given; a server that does not keep what it is not "
                "sent has lost them"
            )
        # Sent twice it is the same.
        client.call("PATCH", at(current["id"]), wire({**current, **changes}, changes), safe=True)
        found = fetch(client, current["id"])
        return {"id": current["id"], **(computed(read(client, found[0])) if found else {})}

    def delete(self, client: Infino, current: Mapping[str, Any]) -> None:
        client.call("DELETE", at(current["id"]))


def at(name: str) -> str:
    return f"/source/{segment('connection', str(name))}"


def listing(client: Infino) -> list[Mapping[str, Any]]:
    return client.listing(LISTING, "connections", identity)


def fetch(client: Infino, name: str) -> list[Mapping[str, Any]]:
    try:
        answer = client.call("GET", at(name))
    except NotFound:
        return []
    if not isinstance(answer, Mapping) or identity(answer) != name:
        raise NotTheApi(f"GET {at(name)} was answered with something that is no connection; is api_url right?")
    return [answer]


def identity(row: Mapping[str, Any]) -> Any:
    return either(row, "connection_id", "id")


def name_of(row: Mapping[str, Any]) -> Any:
    config = row.get("config")
    return (config.get("name") if isinstance(config, Mapping) else None) or row.get("name")


def read(client: Infino, row: Mapping[str, Any]) -> dict[str, Any]:
    """Secrets that the server tells are masked from now on; words stand for them, so that they can be compared."""
    config = row.get("config")
    plain, hidden = parted(config if isinstance(config, Mapping) else {})
    plain.pop("name", None)
    hidden = told_secrets(hidden)
    for text in texts(hidden):
        client.outside.conceal(text)
    made = {
        "id": identity(row),
        "name": name_of(row),
        "type": row.get("type"),
        "config": over(plain, stood_for(hidden)),
        "secrets": hidden,
    }
    return {**made, **{f.name: row.get(f.name) for f in FIELDS if f.computed and f.name != "id"}}


def computed(found: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: found[f.name] for f in FIELDS if f.computed and found.get(f.name) is not None}


def wire(values: Mapping[str, Any], written: Mapping[str, Any]) -> dict[str, Any]:
    config = over(without_marks(values.get("config") or {}), written.get("secrets") or {})
    return {"config": {"name": values["name"], **config}}


def adapt(desired: Mapping[str, Any], current: Mapping[str, Any] | None) -> dict[str, Any]:
    """Parted into what can be compared and what cannot: secrets, and what the server does not tell."""
    made = dict(desired)
    plain, hidden = parted(desired.get("config") or {})
    plain.pop("name", None)
    secrets = over(hidden, desired.get("secrets") or {})
    if "config" in desired or secrets:
        if current is not None:
            told, rest = compared(current["config"], plain)
            plain = over(current["config"], over(told, stood_for(current["secrets"], secrets)))
            secrets = over(rest, secrets)
        made["config"] = plain
    if secrets:
        made["secrets"] = secrets
    return made


CONNECTION = Resource("connection", INFINO, FIELDS, ConnectionStore(), adapt=adapt)


def conceal(task: Task, config: Mapping[str, Any] | None, secrets: Mapping[str, Any] | None = None) -> None:
    """Secrets that stand among what is open are masked as if they had an option of their own."""
    for text in (*texts(parted(config or {})[1]), *texts(secrets or {})):
        task.outside.conceal(text)


def weigh(task: Task, planned: Plan) -> None:
    """A type that the server does not know is refused with what was probably meant."""
    if planned.operation != "create":
        return
    kind = planned.changes["type"]
    if kind == "file":
        raise PlanError(f"connection {planned.wanted['name']}: files are uploaded, there is nothing to connect to")
    known = {either(one, "id", "type"): one for one in source_types(task.client)}
    if kind not in known:
        raise PlanError(unknown(f"connection {planned.wanted['name']}: there is no type", kind, known))
    if known[kind].get("disabled"):
        raise PlanError(f"connection {planned.wanted['name']}: the server has disabled the type {kind}")


def source_types(client: Infino) -> list[Mapping[str, Any]]:
    return client.listing("/sources", "source types")


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    conceal(task, task.params["config"])
    desired = wish(CONNECTION, task.params)
    result = make_so(task, CONNECTION, desired, weigh)
    if task.params["state"] == "present":
        if task.params["wait"] and not task.check_mode:
            await_connected(task, result)
        told = result["resource"].get("config") or {}
        rest = compared(told, parted(desired.get("config") or {})[0])[1] if result["operation"] != "create" else {}
        result["unverified"] += [f"config.{path}" for path in paths(rest) if path != "name"]
    return result


def await_connected(task: Task, result: dict[str, Any]) -> None:
    """Until the server says that it is connected; one that tells no status cannot be waited for."""
    resource, failures = result["resource"], 0
    if resource.get("status") in (CONNECTED, None) and not result["changed"]:
        return
    title = f"connection {resource['name']}"

    def done(seen: Mapping[str, Any]) -> bool:
        nonlocal failures
        failures = failures + 1 if seen.get("status") == FAILED else 0
        return seen.get("status") in (CONNECTED, None) or failures >= PATIENCE

    def look() -> Mapping[str, Any]:
        found = fetch(task.client, resource["id"])
        if not found:
            raise ApiError(f"{title} was deleted by somebody else meanwhile")
        return read(task.client, found[0])

    seen, over_ = look_until(task.outside, look, done, task.params["wait_timeout"], task.params["wait_interval"])
    if not over_ or seen.get("status") == FAILED:
        told = f": {clip(str(seen['message']))}" if seen.get("message") else ""
        text = f"{title} is {seen['status']}{told}; look at its address and its secrets, or give wait false"
        error = ApiError(text)
        error.done = [f"{result['operation']} {title}"] if result["changed"] else ()
        raise error
    resource.update(computed(seen))


BASE = ensure(CONNECTION)
ENSURE_CONNECTION = replace(BASE, fields=(*BASE.fields, *waiting()), run=run)
