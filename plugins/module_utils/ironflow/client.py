# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Talk REST and ConnectRPC to an Ironflow server of any version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Mapping
from urllib.parse import quote

from ..core.errors import ApiError, Denied, NotFound, NotTheApi, Unreachable
from ..core.spec import Field, Outside, System
from ..http.auth import HeaderAuth, credential
from ..http.connection import CONNECTION, open_session
from ..http.session import Session

NEWEST = (999, 0)
VERSION = re.compile(r"v?(\d+)\.(\d+)")
BYTES = {"Content-Type": "application/octet-stream"}


@dataclass
class Ironflow:
    """``environment`` is the id of the environment that is meant, where the key does not decide it."""

    session: Session
    outside: Outside
    environment: str | None = None

    @property
    def journal(self) -> list[str]:
        return self.session.journal

    def rest(
        self,
        method: str,
        path: str,
        json: Any = None,
        safe: bool | None = None,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        **query: Any,
    ) -> Any:
        """The JSON answer of ``/api/v1`` + path; ``query`` values of None are left out."""
        pairs = [f"{name}={quote(written(value), safe='')}" for name, value in query.items() if value is not None]
        whole = "/api/v1" + path + ("?" + "&".join(pairs) if pairs else "")
        sent = {**self._environment(), **(headers or {})}
        try:
            return self.session.request(method, whole, json, safe, data=data, headers=sent)
        except NotFound as error:
            if isinstance(error.body, dict):
                raise
            raise ApiError(f"this server has no {method} {path}; is it switched off there?", 404) from None

    def rpc(self, service: str, method: str, message: Mapping[str, Any], safe: bool) -> dict[str, Any]:
        """A unary ConnectRPC call in JSON: zero values are left out of the answer."""
        headers = {"Connect-Protocol-Version": "1", **self._environment()}
        answer = self.session.request("POST", f"/ironflow.v1.{service}/{method}", dict(message), safe, headers=headers)
        if not isinstance(answer, dict):
            raise NotTheApi(f"{service}/{method} was not answered with an object of Ironflow's; is api_url right?")
        return answer

    @property
    def version(self) -> tuple[int, int]:
        """The server's version, found out once in a run; a server that does not tell it is taken for a new one."""
        known = self.outside.memo.get("ironflow", self.session.base, "version")
        if known is None:
            known = self._ask_version()
            self.outside.memo.put(known, "ironflow", self.session.base, "version")
        return known[0], known[1]

    def _ask_version(self) -> list[int]:
        for path in ("/api/v1/capabilities", "/health"):
            try:
                answer = self.session.request("GET", path)
            except (Denied, Unreachable):
                raise
            except ApiError:
                continue  # this server does not have it; the next may
            found = VERSION.match(str(answer.get("version"))) if isinstance(answer, dict) else None
            if found:
                return [int(found.group(1)), int(found.group(2))]
        return list(NEWEST)

    def _environment(self) -> dict[str, str]:
        """Both headers: servers up to 0.49 read the first, newer ones the second."""
        if not self.environment:
            return {}
        return {"X-Ironflow-Environment": self.environment, "X-Ironflow-Environment-ID": self.environment}


def written(value: Any) -> str:
    return ("false", "true")[value] if isinstance(value, bool) else str(value)


def segment(name: str) -> str:
    """A name as one part of a path."""
    return quote(name, safe="")


def words(body: Any) -> str:
    """What the server says of a refusal, in any of its shapes."""
    if not isinstance(body, dict):
        return ""
    error = body.get("error")
    inner = error.get("message") if isinstance(error, dict) else error
    return str(body.get("message") or inner or "")


def connect(params: Mapping[str, Any], outside: Outside) -> Ironflow:
    auth = HeaderAuth("Authorization", "Bearer " + credential("api_key", params["api_key"]))
    session = open_session(params, auth, outside, explain=words)
    return Ironflow(session, outside, params["api_environment"])


IRONFLOW = System(
    name="ironflow",
    options=(
        Field("api_url", required=True, env="IRONFLOW_SERVER_URL"),
        Field("api_key", required=True, secret=True, env="IRONFLOW_API_KEY"),
        Field("api_environment", env="IRONFLOW_ENV"),
        *CONNECTION,
    ),
    connect=connect,
)
