# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Who asks an Ironflow server, and as which organisation: everything that is sent carries both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from ..core.errors import ApiError, PlanError, Unreachable
from ..core.memo import Memo
from ..http.auth import credential
from .names import one_id

ORG = "X-Ironflow-Org"
OF_ONE = "ifkey_"  # how the key of an organisation begins; only one of the whole server can ask as another
OF_ALL = ("/api/v1/platform/", "/api/v1/capacity/", "/api/v1/cluster/")  # what is no organisation's


@dataclass
class Bearer:
    """``token`` is empty where nobody says who he is, which a few addresses allow. ``org`` is an id or a name."""

    token: str = field(repr=False)
    org: str = ""
    memo: Memo = field(default_factory=Memo, repr=False)
    org_id: str = ""

    def __call__(self, request: Any) -> Any:
        if self.token:
            request.headers["Authorization"] = f"Bearer {self.token}"
        if self.org_id and not any(part in urlsplit(request.url).path for part in OF_ALL):
            request.headers[ORG] = self.org_id
        return request

    def prepare(self, session: Any) -> None:
        if not self.token:
            raise PlanError("api_key is missing; give it, or set the environment variable IRONFLOW_API_KEY")
        if self.org and not self.org_id:
            place = ("ironflow", session.base, "orgs", self.who)
            known = listed(session, self.memo, place, "/api/v1/platform/tenants", self.org, login=True)
            self.org_id = one_id("organisation", self.org, known) if known else self.org

    @property
    def who(self) -> str:
        """What two who see other things do not have alike, and that tells nothing of the credential."""
        return sha256(f"{self.token} {self.org}".encode()).hexdigest()


def bearer(params: Mapping[str, Any], memo: Memo) -> Bearer:
    token = credential("api_key", params["api_key"]) if params["api_key"] is not None else ""
    org = credential("api_org", params["api_org"]) if params["api_org"] is not None else ""
    if org and token.startswith(OF_ONE):
        needed = "api_org needs a key that begins with ifplatform_, or the token of a platform user"
        raise PlanError(f"{needed}; this api_key is one organisation's, so leave api_org out")
    return Bearer(token, org, memo)


def listed(session: Any, memo: Memo, place: tuple[str, ...], path: str, asked: str, login: bool = False) -> Any:
    """Names by id, found out once in a run, and again for what was not there then.

    There are none where whoever asks may not list them, or the server cannot.
    """
    known = memo.get(*place)
    if known is None or (known and asked not in known and asked not in known.values()):
        try:
            answer = session.request("GET", path, login=login)
        except ApiError as error:
            if isinstance(error, Unreachable) or error.status == 401:
                raise
            answer = []
        known = {item["id"]: item["name"] for item in answer} if isinstance(answer, list) else {}
        memo.put(known, *place)
    return known
