# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Log in to Infrahub with user and password: a token, fetched when first needed and renewed when it has expired."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from ..core.errors import Denied, NotTheApi

EXPIRED = "Expired Signature"


@dataclass
class Login:
    user: str
    password: str = field(repr=False)
    access: str | None = field(default=None, repr=False)
    refresh: str | None = field(default=None, repr=False)

    def __call__(self, request: Any) -> Any:
        path = urlsplit(request.url).path
        token = self.refresh if path.endswith("/api/auth/refresh") else self.access
        if token and not path.endswith("/api/auth/login"):
            request.headers["Authorization"] = f"Bearer {token}"
        return request

    def prepare(self, session: Any) -> None:
        if self.access is None:
            self._log_in(session)

    def renew(self, session: Any, error: Denied) -> bool:
        """Whether there is a new token to try again with, after the server said that the old one has expired."""
        if EXPIRED not in str(error) or self.refresh is None:
            return False
        try:
            answer = session.request("POST", "/api/auth/refresh", safe=True, login=True)
            self.access = answer["access_token"]
        except Denied:
            self._log_in(session)
        return True

    def _log_in(self, session: Any) -> None:
        self.access = self.refresh = None
        body = {"username": self.user, "password": self.password}
        answer = session.request("POST", "/api/auth/login", body, safe=True, login=True)
        if not isinstance(answer, dict) or "access_token" not in answer:
            raise NotTheApi("the answer to POST /api/auth/login is not one of Infrahub's; is api_url right?")
        self.access, self.refresh = answer["access_token"], answer.get("refresh_token")
