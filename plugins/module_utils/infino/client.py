# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Talk signed REST to an Infino server."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ..core.errors import ApiError, NotTheApi, PlanError
from ..core.spec import Field, Outside, System
from ..core.words import clip
from ..http.auth import credential
from ..http.connection import CONNECTION, open_session
from ..http.session import Session
from .auth import SigV4

NAME = re.compile(r"[A-Za-z0-9._~-]+")
JSON = {"Content-Type": "application/json"}
# Datasets stand at the root of the address, beside these.
RESERVED = (
    "sql", "metadata", "promql", "fino", "source", "sources", "import", "user", "users", "role", "roles", "account",
    "visualizations", "dashboards", "alert", "alerts", "monitor", "monitors", "_connectors", "_conversation", "_sql",
    "_flush",
)  # fmt: skip


@dataclass
class Infino:
    session: Session
    outside: Outside

    @property
    def journal(self) -> list[str]:
        return self.session.journal

    def call(
        self,
        method: str,
        path: str,
        json: Any = None,
        safe: bool | None = None,
        data: bytes | None = None,
        **query: Any,
    ) -> Any:
        """The answer's JSON. The body and the ``query`` in the address are signed. A read may have a body too."""
        pairs = "&".join(f"{name}={quote(str(query[name]), safe='-_.~')}" for name in sorted(query))
        return self.session.request(method, path + ("?" + pairs if pairs else ""), json, safe, data=data, headers=JSON)

    def listing(self, path: str, things: str, known: Callable[[Mapping[str, Any]], Any] = bool) -> list[Any]:
        """What is listed at a path: rows that are objects, and of which each is known by something."""
        rows = self.call("GET", path)
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) and known(row) for row in rows):
            raise NotTheApi(f"GET {path} was answered with something that is no list of {things}; is api_url right?")
        return rows

    def ndjson(self, path: str, lines: bytes, safe: bool) -> Any:
        kind = {"Content-Type": "application/x-ndjson"}
        return self.session.request("POST", path, None, safe, data=lines, headers=kind)


def segment(what: str, name: str) -> str:
    """A name as one part of a path. What needs quoting there cannot be signed alike by all; so it is refused."""
    if not NAME.fullmatch(name) or set(name) == {"."}:
        raise PlanError(f"{what} {name!r}: a name holds only letters, digits and . _ ~ -")
    return name


def dataset_at(name: str) -> str:
    """The path of a dataset. A name that the API uses itself would ask for something else."""
    if name in RESERVED:
        raise PlanError(f"dataset {name!r}: the server uses this name itself; choose another")
    return f"/{segment('dataset', name)}"


def words(body: Any) -> str:
    """What the server says of a refusal."""
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, dict):
        return str(error.get("reason") or error.get("type") or error)
    return str(error or (body.get("error_message") if isinstance(body, dict) else "") or "")


def checked(what: str, answer: Any) -> Any:
    """An answer that may tell of a failure with status 200."""
    if isinstance(answer, dict) and (answer.get("error_message") or answer.get("error")):
        raise ApiError(f"{what} was refused: {clip(words(answer))}", body=answer)
    return answer


def connect(params: Mapping[str, Any], outside: Outside) -> Infino:
    auth = SigV4(
        credential("api_access_key", params["api_access_key"]), credential("api_secret_key", params["api_secret_key"])
    )
    return Infino(open_session(params, auth, outside, explain=words), outside)


INFINO = System(
    name="infino",
    options=(
        Field("api_url", required=True, env="INFINO_ENDPOINT"),
        Field("api_access_key", required=True, secret=True, env="INFINO_ACCESS_KEY"),
        Field("api_secret_key", required=True, secret=True, env="INFINO_SECRET_KEY"),
        *CONNECTION,
    ),
    connect=connect,
)
