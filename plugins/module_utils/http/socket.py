# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A conversation over a WebSocket: JSON both ways, with a time limit, closed whatever happens.

The only file that imports websocket (of websocket-client, which a user installs only for the modules that converse).
"""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

try:
    import websocket
except ImportError:
    websocket = None  # type: ignore[assignment]

from ..core.errors import ApiError, MissingLibrary, NotTheApi, PlanError, Uncertain, Unreachable
from ..core.words import clip
from .session import Session, answer_of, authorities, place_of

LEAVING = 1  # seconds that a server has to say goodbye too
SHORTEST = 8  # characters of what is hidden in a server's words
MASK = 8 * "*"


@dataclass
class Handshake:
    """What opens a conversation, for whoever says who asks: its headers or its address may be added to.

    An ``auth`` that has ``handshake`` gets it there, and any other as it gets each request.
    """

    url: str
    headers: dict[str, str] = field(repr=False)
    method: str = "GET"
    body: None = None


@dataclass
class Socket:
    wire: Any
    what: str
    patience: float  # seconds that sending may take
    hide: Callable[[str], str] = field(repr=False)

    def send(self, value: Any) -> None:
        try:
            self.wire.settimeout(self.patience)
            self.wire.send(json.dumps(value, allow_nan=False))
        except (OSError, websocket.WebSocketException):
            raise self._lost("the connection was lost") from None

    def frames(self, seconds: float) -> Iterator[Any]:
        """What the server says, until the time is over. When it leaves before, that is an error."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                self.wire.settimeout(left)
                kind, frame = self.wire.recv_data_frame(True)  # a ping is answered, and takes no more time than it took
            except websocket.WebSocketTimeoutException:
                return
            except (OSError, websocket.WebSocketException):
                raise self._lost("the connection was lost") from None
            if kind == websocket.ABNF.OPCODE_CLOSE:
                raise self._lost(f"the server ended the conversation{self.hide(farewell(frame.data))}")
            if kind in (websocket.ABNF.OPCODE_TEXT, websocket.ABNF.OPCODE_BINARY):
                yield self._parsed(frame.data)

    def _parsed(self, data: bytes) -> Any:
        try:
            return json.loads(data)
        except ValueError:
            raise NotTheApi(f"{self.what}: the server said something that is not JSON; is api_url right?") from None

    def _lost(self, why: str) -> Uncertain:
        return Uncertain(f"{self.what}: {why}")


@contextmanager
def conversation(session: Session, path: str, headers: Mapping[str, str] | None = None) -> Iterator[Socket]:
    """Opened as the session's requests are sent: its address, headers, TLS, proxy, and patience with a busy server."""
    if websocket is None:
        raise MissingLibrary("websocket-client")
    opened: Socket = session.again(lambda place: connect(session, path, headers or {}, place), True, False)
    try:
        yield opened
    finally:
        opened.wire.close(timeout=LEAVING)
        opened.wire.shutdown()  # where the server left first, saying goodbye does not close it


def connect(session: Session, path: str, headers: Mapping[str, str], place: str) -> Socket:
    what, given = place_of("WebSocket", path), {**session.headers, **headers}
    request = Handshake(session.base + path, dict(given))
    getattr(session.auth, "handshake", session.auth)(request)
    hide, options = hiding(request, given, path), how(session, request)
    stand_in: Any = session.transport
    call = stand_in.websocket if stand_in else websocket.create_connection
    started, outcome = time.monotonic(), "no answer"
    try:
        wire = call("ws" + request.url.removeprefix("http"), **options)
        outcome = "open"
        return Socket(wire, what, session.timeout, hide)
    except websocket.WebSocketBadStatusException as error:
        outcome = str(error.status_code)
        body = hide((error.resp_body or b"").decode(errors="replace")).encode()
        answer = answer_of(error.status_code, error.resp_headers or {}, body)
    except (OSError, ValueError, websocket.WebSocketException) as error:
        kind, cause = trouble(error)
        raise kind(f"{what} at {urlsplit(session.base).netloc}: {cause} ({place})") from None
    finally:
        session.journal.append(f"{what}: {outcome}, {1000 * (time.monotonic() - started):.0f} ms, {place}")
    session.judged(what, path, answer, place)
    raise NotTheApi(f"{what} was answered with HTTP {outcome} instead of a WebSocket; is api_url right?")


def how(session: Session, request: Handshake) -> dict[str, Any]:
    """The library's options. It follows no redirect, and does not look for a proxy by itself."""
    host = request.headers.pop("Host", None)
    made: dict[str, Any] = {
        "timeout": session.timeout,
        "header": [f"{name}: {value}" for name, value in request.headers.items()],
        "host": host,
        "suppress_origin": True,
        "redirect_limit": 0,
    }
    if request.url.startswith("https"):
        made["sslopt"] = {"context": context(session)}
    parts = urlsplit(request.url)
    proxy = urlsplit(session.proxies(request.url).get(parts.scheme, ""))
    if not proxy.hostname:
        return {**made, "http_no_proxy": ["*"]}
    if proxy.scheme != "http":
        raise PlanError(f"a WebSocket goes through a proxy at http://, not at {proxy.scheme}://; see api_proxy")
    made |= {"http_proxy_host": proxy.hostname, "http_proxy_port": proxy.port or 80, "http_no_proxy": ["-"]}
    if proxy.username:
        made["http_proxy_auth"] = (unquote(proxy.username), unquote(proxy.password or ""))
    return made


def context(session: Session) -> ssl.SSLContext:
    """TLS as the session has it."""
    try:
        if not session.verify:
            made = ssl.create_default_context()
            made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
        else:
            trusted = authorities() if session.verify is True else str(session.verify)
            folder = Path(trusted).is_dir()
            made = ssl.create_default_context(cafile=None if folder else trusted, capath=trusted if folder else None)
        if session.cert:
            made.load_cert_chain(*([session.cert] if isinstance(session.cert, str) else session.cert))
    except OSError:
        raise ApiError("TLS cannot be set up; check ca_path, client_cert and client_key") from None
    return made


def hiding(request: Handshake, given: Mapping[str, str], path: str) -> Callable[[str], str]:
    """Takes out of a server's words what was added to say who asks: it may quote that."""
    added = [value for name, value in request.headers.items() if given.get(name) != value and name != "Host"]
    query = urlsplit(request.url).query
    pairs = [pair.partition("=")[2] for pair in query.split("&") if pair not in path]
    plain = [value for _name, value in parse_qsl(query) if value not in path]
    words = sorted({text for text in (*added, *pairs, *plain) if len(text) >= SHORTEST}, key=len, reverse=True)

    def hide(text: str) -> str:
        for word in words:
            text = text.replace(word, MASK)
        return text

    return hide


def farewell(data: bytes) -> str:
    """Why a server left, where it says so: a number, and perhaps words."""
    if len(data) < 2:
        return ""
    why = clip(data[2:].decode(errors="replace"))
    return f" ({int.from_bytes(data[:2], 'big')}{': ' if why else ''}{why})"


def trouble(error: Exception) -> tuple[type[ApiError], str]:
    """What went wrong, in our words: the library's own may quote a header."""
    if isinstance(error, ssl.SSLError):
        return ApiError, "TLS failed; see validate_certs, ca_path and client_cert"
    if isinstance(error, websocket.WebSocketProxyException):
        return Unreachable, "the proxy did not pass it on"
    if isinstance(error, (OSError, websocket.WebSocketTimeoutException, websocket.WebSocketAddressException)):
        return Unreachable, "no connection; is the server up, and api_url right?"
    if isinstance(error, websocket.WebSocketException):
        return Uncertain, "the connection was lost"
    return ApiError, "it could not be sent; check api_url, api_headers, ca_path and client_cert"
