# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Talk REST and ConnectRPC to an Ironflow server of any version."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import quote

from ..core.errors import ApiError, Denied, NotFound, NotTheApi, PlanError, Unreachable
from ..core.spec import Field, Outside, System
from ..http.connection import CONNECTION, open_session
from ..http.session import Session
from .auth import bearer
from .environment import KEY_ALONE, NEW, USUAL, headers_of
from .eras import NEWEST, Version

RPC_SINCE = (0, 36)  # from here on what moved is served over ConnectRPC alone
VERSION = re.compile(r"v?(\d+)\.(\d+)(?:\.(\d+))?")
BYTES = {"Content-Type": "application/octet-stream"}

Answer = TypeVar("Answer")


@dataclass
class Ironflow:
    """``environment`` is the id or name of the environment that is meant, where the key does not decide it."""

    session: Session
    outside: Outside
    environment: str | None = None
    usual: Mapping[str, str] = field(default_factory=lambda: USUAL)

    @property
    def journal(self) -> list[str]:
        return self.session.journal

    def rest(
        self,
        method: str,
        path: str,
        json: Any = None,
        safe: bool | None = None,
        data: bytes | Iterable[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        tells: tuple[str, ...] = (),
        root: str = "/api/v1",
        raw: bool = False,
        **query: Any,
    ) -> Any:
        """The JSON answer of ``/api/v1`` + path; ``query`` values of None are left out.

        ``tells`` is what there must be in it: other services answer in JSON too. With ``raw`` an answer that is none
        is given as bytes.
        """
        pairs = [f"{name}={quote(written(value), safe='')}" for name, value in query.items() if value is not None]
        whole = root + path + ("?" + "&".join(pairs) if pairs else "")
        sent = {**headers_of(self), **(headers or {})}
        try:
            response = self.session.send(method, whole, json, safe, data=data, headers=sent)
            kind = response.headers.get("Content-Type", "")
            if raw and response.content and "json" not in kind and "html" not in kind:  # a login page is no answer
                return bytes(response.content)
            answer = self.session.parsed(method, whole, response)
        except NotFound as error:
            self.within(error, path)
            if isinstance(error.body, dict):
                raise
            raise ApiError(f"this server has no {method} {path}; is it switched off there?", 404) from None
        lacking = [name for name in tells if not isinstance(answer, dict) or name not in answer]
        if lacking:
            raise NotTheApi(f"{method} {path} was answered without {', '.join(lacking)}; is api_url right?")
        return answer

    def receive(self, path: str, take: Callable[[Any, Any], Any]) -> Any:
        """What may be large: ``take`` is given the answer's headers and its bytes, piece by piece."""
        return self.session.receive("/api/v1" + path, take, headers_of(self))

    def scoped(self, method: str, path: str, json: Any = None, **how: Any) -> Any:
        """As ``rest``, where the server wants to be told an environment even if the user named none."""
        if self.environment:
            return self.rest(method, path, json, **how)
        try:
            return self.rest(method, path, json, headers=self.usual, **how)
        except Denied as error:
            if error.status != 403 or "environment" not in words(error.body) or self.usual is KEY_ALONE:
                raise
            self.usual = KEY_ALONE
        try:
            return self.rest(method, path, json, headers=self.usual, **how)
        except ApiError as error:
            if error.status != 400 or NEW not in words(error.body):
                raise
            text = "this key is bound to an environment, and the server wants to be told which; give its id as"
            raise PlanError(f"{text} api_environment") from None

    def rpc(self, service: str, method: str, message: Mapping[str, Any], safe: bool) -> dict[str, Any]:
        """A unary ConnectRPC call in JSON: zero values are left out of the answer."""
        headers = {"Connect-Protocol-Version": "1", **headers_of(self)}
        path = f"/ironflow.v1.{service}/{method}"
        try:
            answer = self.session.request("POST", path, dict(message), safe, headers=headers)
        except NotFound as error:
            self.within(error, path)
            raise
        if not isinstance(answer, dict):
            raise NotTheApi(f"{service}/{method} was not answered with an object of Ironflow's; is api_url right?")
        return answer

    def within(self, error: NotFound, path: str) -> None:
        """Where the environment or the organisation is not there, it is not as if nothing were there in it."""
        said, org = words(error.body), self.session.auth.org
        if self.environment and "environment" in said and "nvironment" not in path:
            raise PlanError(
                f"there is no environment {self.environment}; api_environment takes an id or a name"
            ) from None
        if org and "organization" in said and not path.startswith("/orgs"):
            raise PlanError(f"there is no organisation {org}; api_org takes an id or a name") from None

    def either(self, over_rest: Callable[[], Answer], over_rpc: Callable[[], Answer]) -> Answer:
        """What moved from REST to ConnectRPC, in the form of the server's version.

        Where the server has no such route nothing was done, so that the other form can be tried; it is remembered.
        """
        known = self.outside.memo.get("ironflow", self.session.base, "moved")
        moved = self.version >= RPC_SINCE if known is None else bool(known)
        first, second = (over_rpc, over_rest) if moved else (over_rest, over_rpc)
        try:
            return first()
        except ApiError as error:
            page = isinstance(error, NotTheApi) and self.version != NEWEST  # a proxy's, since the server is known
            if page or not no_such_route(error):
                raise
            missing = error
        try:
            answer = second()
        except ApiError as error:
            raise missing if no_such_route(error) else error from None
        self.outside.memo.put(not moved, "ironflow", self.session.base, "moved")
        return answer

    @property
    def version(self) -> Version:
        """The server's version, found out once in a run; a server that does not tell it is taken for a new one."""
        known = self.outside.memo.get("ironflow", self.session.base, "version")
        if known is None:
            known = self._ask_version()
            self.outside.memo.put(known, "ironflow", self.session.base, "version")
        return tuple(known)

    def _ask_version(self) -> list[int]:
        for method, path in (
            ("GET", "/api/v1/capabilities"),
            ("GET", "/health"),
            ("POST", "/ironflow.v1.IronflowService/Info"),
        ):
            try:
                answer = self.session.request(method, path, {} if method == "POST" else None, safe=True)
            except (Denied, Unreachable):
                raise
            except ApiError:
                continue  # this server does not have it; the next may
            found = VERSION.match(str(answer.get("version"))) if isinstance(answer, dict) else None
            if found:
                return [int(number or 0) for number in found.groups()]
        return list(NEWEST)


def no_such_route(error: ApiError) -> bool:
    """Whether the server does not have what was asked for at all, as opposed to the thing that it was asked about."""
    if isinstance(error, NotTheApi):
        return error.kind.startswith("text/html")
    if isinstance(error.body, dict) and (error.body.get("code") or error.body.get("error")):
        return error.status in (404, 501) and error.body.get("code") == "unimplemented"
    return error.status in (404, 405, 415, 501)


def written(value: Any) -> str:
    return ("false", "true")[value] if isinstance(value, bool) else str(value)


def segment(name: str) -> str:
    """A name as one part of a path. Of some names nothing would be left, and another thing be meant."""
    if name in ("", ".", ".."):
        raise PlanError(f'"{name}" cannot be a name in Ironflow')
    return quote(name, safe="")


def segments(path: str, what: str) -> str:
    """A name with slashes, each of which begins a new part of a path."""
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts):
        raise PlanError(f'{what}: "{path}" has an empty part, or one that is . or ..; give a path such as a/b.txt')
    return "/".join(quote(part, safe="") for part in parts)


def words(body: Any) -> str:
    """What the server says of a refusal, in any of its shapes."""
    if not isinstance(body, dict):
        return ""
    error = body.get("error")
    inner = error.get("message") if isinstance(error, dict) else error
    return str(body.get("message") or inner or "")


def connect(params: Mapping[str, Any], outside: Outside) -> Ironflow:
    session = open_session(params, bearer(params, outside.memo), outside, explain=words)
    return Ironflow(session, outside, params["api_environment"])


IRONFLOW = System(
    name="ironflow",
    options=(
        Field("api_url", required=True, env="IRONFLOW_SERVER_URL"),
        Field("api_key", secret=True, env="IRONFLOW_API_KEY"),
        Field("api_environment", env="IRONFLOW_ENV"),
        Field("api_org", env="IRONFLOW_ORG"),
        *CONNECTION,
    ),
    connect=connect,
)
