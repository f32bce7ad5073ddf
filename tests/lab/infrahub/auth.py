# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Who asks: API tokens, logins by password, and their JWTs."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from .errors import Denied
from .features import Feature
from .values import fits

if TYPE_CHECKING:
    from .lab import InfrahubLab

KEY = b"the lab's own signing key"


@dataclass(frozen=True)
class Identity:
    """``account`` is the id of a CoreAccount."""

    account: str
    jwt: bool = False


def packed(part: bytes) -> str:
    return urlsafe_b64encode(part).rstrip(b"=").decode()


def unpacked(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def signed(claims: dict[str, Any]) -> str:
    text = ".".join(packed(json.dumps(part).encode()) for part in ({"alg": "HS256", "typ": "JWT"}, claims))
    return f"{text}.{packed(hmac.new(KEY, text.encode(), hashlib.sha256).digest())}"


def claims_of(token: str, clock: float) -> dict[str, Any] | None:
    """None for a token that is not ours; raises ``Expired``."""
    text, _skip, signature = token.rpartition(".")
    if not hmac.compare_digest(packed(hmac.new(KEY, text.encode(), hashlib.sha256).digest()), signature):
        return None
    claims = json.loads(unpacked(text.split(".")[1]))
    if claims["exp"] <= clock:
        raise Expired
    return claims


class Expired(Exception):
    """The token was good once."""


class Auth:
    """``access_lifetime`` and ``refresh_lifetime`` are in seconds; a test may set them, below zero too."""

    def __init__(self, lab: InfrahubLab) -> None:
        self.lab = lab
        self.access_lifetime, self.refresh_lifetime = 3600.0, 2592000.0
        self.sessions: set[str] = set()

    def identity(self, request: Request, graphql: bool) -> Identity | None:
        """None for nobody. A wrong credential is an error, whatever is asked."""
        code = "AUTHENTICATION_REQUIRED" if graphql else None
        key = request.headers.get("x-infrahub-key")
        if key is not None:
            account = self.lab.token_account(key)
            if account is None:
                raise Denied(401, "Invalid token", code)
            return Identity(account)
        token = self.bearer(request) or request.cookies.get("access_token")
        if not token:
            return None
        try:
            claims = claims_of(token, self.lab.clock())
        except Expired:
            data = {"expired_at": None} if graphql else {}
            raise Denied(401, "Expired Signature", "TOKEN_EXPIRED" if graphql else None, **data) from None
        if claims is None or claims["type"] != "access":
            raise Denied(401, "Invalid token", code)
        return Identity(claims["sub"], True)

    @staticmethod
    def bearer(request: Request) -> str | None:
        kind, _skip, token = request.headers.get("authorization", "").partition(" ")
        return token if kind.lower() == "bearer" and token else None

    def issue(self, account: str, session: str, kind: str) -> str:
        clock, life = self.lab.clock(), self.access_lifetime if kind == "access" else self.refresh_lifetime
        claims = {
            "sub": account,
            "iat": int(clock),
            "nbf": int(clock),
            "exp": clock + life,
            "fresh": False,
            "type": kind,
        }
        return signed({**claims, "session_id": session, "jti": uuid4().hex})

    async def login(self, request: Request) -> Response:
        given = await request.json()
        for name in ("username", "password"):
            if name not in given:
                detail = {"type": "missing", "loc": ["body", name], "msg": "Field required", "input": given}
                return JSONResponse({"detail": [detail]}, 422)
        account = next(
            (n for n in self.lab.main_view().all("CoreGenericAccount") if n.value("name") == given["username"]), None
        )
        if account is None:
            raise Denied(404, "That login user doesn't exist in the system")
        if not fits(given["password"], account.value("password")):
            raise Denied(401, "Incorrect password")
        if account.value("status") == "inactive":
            raise Denied(401, "This account is not allowed to login")
        session = str(uuid4())
        self.sessions.add(session)
        told = {f"{kind}_token": self.issue(account.id, session, kind) for kind in ("access", "refresh")}
        reply = JSONResponse(told)
        for name, value in told.items():
            reply.set_cookie(name, value, httponly=True)
        return reply

    async def refresh(self, request: Request) -> Response:
        token = self.bearer(request) or request.cookies.get("refresh_token") or ""
        try:
            claims = claims_of(token, self.lab.clock())
        except Expired:
            raise Denied(401, "Expired Signature") from None
        if claims is None or claims["type"] != "refresh":
            raise Denied(401, "Invalid token")
        if claims["session_id"] not in self.sessions:
            raise Denied(401, "The provided refresh token has been invalidated in the database")
        made = self.issue(claims["sub"], claims["session_id"], "access")
        reply = JSONResponse({"access_token": made})
        reply.set_cookie("access_token", made, httponly=True)
        return reply

    async def logout(self, request: Request) -> Response:
        token = self.bearer(request) or request.cookies.get("access_token") or ""
        if self.identity(request, False) is None:
            raise Denied(401, "Authentication is required")
        claims = claims_of(token, self.lab.clock()) or {}
        self.sessions.discard(claims.get("session_id", ""))
        reply = JSONResponse(None)
        for name in ("access_token", "refresh_token"):
            reply.delete_cookie(name)
        return reply


def routes(lab: InfrahubLab) -> list[BaseRoute]:
    return [
        Route("/api/auth/login", lab.guarded(lab.auth.login), methods=["POST"]),
        Route("/api/auth/refresh", lab.guarded(lab.auth.refresh), methods=["POST"]),
        Route("/api/auth/logout", lab.guarded(lab.auth.logout), methods=["POST"]),
    ]


AUTH = Feature(routes=routes)
