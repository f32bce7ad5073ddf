# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""An event source for Event-Driven Ansible: what happens in Ironflow becomes events of a rulebook.

It stands alone, since ansible-rulebook loads it by its path, and needs only the library that ansible-rulebook brings.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import ssl
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, InvalidURI

DOCUMENTATION = r"""
---
short_description: Receive events of Ironflow
description:
  - Subscribes to events of an Ironflow server, and passes each on to the rulebook.
  - When the connection is lost, it is made again, and what has happened meanwhile is asked for. So nothing is missed
    where the server numbers its events; with O(consumer_group) the server itself keeps what was not handled.
  - It ends with an error only where trying again would not help, such as for a key that the server refuses.
  - An event has C(name), such as V(order.paid), C(data), and C(ironflow) with its C(topic), C(event_id), C(pattern),
    C(sequence), C(timestamp), C(source) and C(custom), which are null where the server does not tell them.
options:
  api_url:
    description: Address of the Ironflow server. Falls back to the environment variable E(IRONFLOW_SERVER_URL).
    type: str
    required: true
  api_key:
    description:
      - API key of the user who asks; it needs the right C(events:subscribe). Falls back to the environment variable
        E(IRONFLOW_API_KEY).
    type: str
    required: true
  api_environment:
    description: Id of the environment that is meant, where the key does not decide it, such as V(env_default).
    type: str
  patterns:
    description:
      - Which events to receive, each with its name space, such as V(events:order.*), V(topic:alerts) or
        V(system.run.>). V(*) stands for one part between dots, V(>) at the end for the rest.
    type: list
    elements: str
    required: true
  filter:
    description: An expression that an event has to meet as well, in the server's language.
    type: str
  consumer_group:
    description: Name of a consumer group. Those who receive in one group share its events.
    type: str
  namespace:
    description: Namespace of the consumer group.
    type: str
  ack:
    description:
      - Whether to tell the server of each event that the rulebook has it. What it was not told of the server of a
        group hands out again.
    type: bool
    default: false
  replay:
    description: How many of the last events to receive first. Not with O(consumer_group).
    type: int
  start_after_sequence:
    description: Receive all events after this number first. Neither with O(consumer_group) nor with O(replay).
    type: int
  validate_certs:
    description: Whether the certificate of the server is checked.
    type: bool
    default: true
  ca_path:
    description: File with the certificates of authorities to trust, instead of those of the system.
    type: str
  client_cert:
    description: File with a certificate to show to the server.
    type: str
  client_key:
    description: File with the key of O(client_cert), where that does not hold it.
    type: str
  timeout:
    description: Seconds that the server has to answer.
    type: float
    default: 30
  reconnect_max_wait:
    description: The most seconds between two tries to connect; the first comes after one second.
    type: float
    default: 60
"""

EXAMPLES = r"""
- opsweave.platform.ironflow:
    api_url: https://ironflow.example.com
    api_key: "{{ ironflow_api_key }}"
    patterns: [events:order.*, system.run.>]

- opsweave.platform.ironflow:
    patterns: [events:site.changed]
    consumer_group: automation
    ack: true
"""

OPTIONS = {
    "api_url": str, "api_key": str, "api_environment": str, "patterns": list, "filter": str, "consumer_group": str,
    "namespace": str, "ack": bool, "replay": int, "start_after_sequence": int, "validate_certs": bool, "ca_path": str,
    "client_cert": str, "client_key": str, "timeout": float, "reconnect_max_wait": float,
}  # fmt: skip
VARIABLES = {"api_url": "IRONFLOW_SERVER_URL", "api_key": "IRONFLOW_API_KEY"}
OWN = ("eda_feedback_queue",)  # what ansible-rulebook itself adds
TRUTH = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
HOPELESS = (400, 401, 403, 404, 405)
TOLD = ("sequence", "timestamp", "source", "custom")

LOG = logging.getLogger("opsweave.platform.ironflow")
QUIET = logging.getLogger("opsweave.platform.ironflow.socket")
QUIET.setLevel(logging.INFO)  # below, the library would write the headers, and with them the key


def checked(args: dict[str, Any]) -> dict[str, Any]:
    """The options in their types; what is wrong with them is told before anything is connected."""
    unknown = sorted(set(args) - set(OPTIONS) - set(OWN))
    if unknown:
        raise ValueError(f"ironflow has no option {unknown[0]}; there is {', '.join(OPTIONS)}")
    given = {name: os.environ.get(variable) for name, variable in VARIABLES.items()}
    given |= {name: value for name, value in args.items() if name in OPTIONS and value is not None}
    made = {name: typed(name, value) for name, value in given.items() if value not in (None, "")}
    for name in ("api_url", "api_key", "patterns"):
        if not made.get(name):
            variable = f", or set {VARIABLES[name]}" if name in VARIABLES else ""
            raise ValueError(f"ironflow needs {name}{variable}")
    if urlsplit(made["api_url"]).scheme not in ("http", "https"):
        raise ValueError("api_url begins with http:// or https://")
    alone = [name for name in ("consumer_group", "replay", "start_after_sequence") if name in made]
    if len(alone) > 1:
        raise ValueError(f"{' and '.join(alone)} exclude each other; leave one out")
    return made


def typed(name: str, value: Any) -> Any:
    kind = OPTIONS[name]
    if kind is bool:
        if str(value).lower() not in TRUTH:
            raise ValueError(f"{name} is true or false")
        return TRUTH[str(value).lower()]
    if kind is list:
        some = [value] if isinstance(value, str) else value
        if not isinstance(some, list) or not all(isinstance(one, str) and one for one in some):
            raise ValueError(f"{name} is a list of texts")
        return some
    try:
        return kind(value)
    except (TypeError, ValueError):
        raise ValueError(f"{name} is a number") from None


class Straight(connect):
    """It follows no redirect: the key is for this address alone."""

    def process_redirect(self, exc: Exception) -> Exception:
        return exc


class Source:
    """One rulebook's subscription. ``last`` has the number of the last event of each pattern."""

    def __init__(self, queue: Any, options: dict[str, Any]) -> None:
        self.queue, self.options = queue, options
        self.last: dict[str, int] = {}
        self.place = urlsplit(options["api_url"]).netloc.rpartition("@")[2]
        self.pause = 1.0

    async def run(self) -> None:
        """Until it is cancelled. After a loss it waits, each time longer, until it is connected again."""
        while True:
            try:
                await self.listen()
            except InvalidStatus as error:
                status = error.response.status_code
                if status in HOPELESS or 300 <= status < 400:
                    text = f"Ironflow at {self.place} answers a subscription with HTTP {status}"
                    raise RuntimeError(f"{text}; {why(status)}") from None
                LOG.warning("Ironflow at %s answers HTTP %s; trying again in %.0f s", self.place, status, self.pause)
            except InvalidURI:
                raise ValueError("api_url is no address of a server") from None
            except (OSError, asyncio.TimeoutError, ConnectionClosed, InvalidHandshake, EOFError) as error:
                if isinstance(error, ssl.SSLCertVerificationError):
                    raise RuntimeError(f"the certificate of {self.place} is not trusted; see ca_path") from None
                lost = type(error).__name__
                LOG.warning("no connection to Ironflow at %s (%s); again in %.0f s", self.place, lost, self.pause)
            await asyncio.sleep(self.pause)
            self.pause = min(2 * self.pause, self.options.get("reconnect_max_wait", 60.0))

    async def listen(self) -> None:
        """One connection, from the subscriptions on until it is lost."""
        base = self.options["api_url"].rstrip("/")
        how: dict[str, Any] = {"additional_headers": self.headers(), "logger": QUIET, "max_size": None}
        how["open_timeout"] = self.options.get("timeout", 30.0)
        if base.startswith("https"):
            how["ssl"] = self.context()
        async with Straight("ws" + base.removeprefix("http") + "/ws", **how) as talk:
            for pattern in self.options["patterns"]:
                message = {"pattern": pattern, "options": self.wanted(pattern)}
                await talk.send(json.dumps({"type": "subscribe", "subscription": message}))
            patterns: dict[str, str] = {}
            async for frame in talk:
                if await self.take(talk, frame, patterns):
                    return

    async def take(self, talk: ClientConnection, frame: str | bytes, patterns: dict[str, str]) -> bool:
        """Whether the server says that it will tell no more. What is not known is passed over."""
        try:
            told = json.loads(frame)
        except ValueError:
            raise RuntimeError(f"{self.place} says something that is not JSON; is api_url right?") from None
        kind = told.get("type") if isinstance(told, dict) else None
        if kind == "subscription_result":
            for result in told.get("results") or ():
                if result.get("status") != "ok":
                    text = result.get("message") or result.get("code")
                    raise RuntimeError(f"Ironflow does not take the pattern {result.get('pattern')}: {text}")
                patterns[result.get("subscriptionId")] = result.get("pattern")
                LOG.info("subscribed to %s of Ironflow at %s", result.get("pattern"), self.place)
            self.pause = 1.0
        elif kind == "event":
            await self.pass_on(talk, told, patterns.get(told.get("subscriptionId"), ""))
        elif kind in ("subscription_error", "error"):
            LOG.warning("Ironflow at %s reports %s: %s", self.place, told.get("code"), told.get("message"))
            return not told.get("retrying")
        return False

    async def pass_on(self, talk: ClientConnection, told: dict[str, Any], pattern: str) -> None:
        topic, meta = str(told.get("topic") or ""), told.get("meta") or {}
        about = {"topic": topic, "event_id": told.get("eventId"), "pattern": pattern}
        about |= {name: meta.get(name) for name in TOLD}
        name = topic.partition(":")[2] or topic
        await self.queue.put({"name": name, "data": told.get("data"), "ironflow": about})
        if isinstance(meta.get("sequence"), int):
            self.last[pattern] = meta["sequence"]
        if self.options.get("ack") and told.get("eventId"):
            ack = {"type": "ack", "eventId": told["eventId"], "ackType": "ack"}
            await talk.send(json.dumps({**ack, "subscriptionId": told.get("subscriptionId")}))

    def wanted(self, pattern: str) -> dict[str, Any]:
        """The options of a subscription; after a loss it goes on where it was."""
        options = self.options
        made: dict[str, Any] = {"includeMetadata": True, "ackMode": "manual" if options.get("ack") else "auto"}
        names = {"filter": "filter", "consumer_group": "consumerGroup", "namespace": "namespace"}
        made |= {wire: options[name] for name, wire in names.items() if name in options}
        if pattern in self.last and "consumer_group" not in options:
            return {**made, "startAfterSequence": self.last[pattern]}
        first = {"replay": "replay", "start_after_sequence": "startAfterSequence"}
        return made | {wire: options[name] for name, wire in first.items() if name in options}

    def headers(self) -> dict[str, str]:
        made = {"Authorization": f"Bearer {self.options['api_key']}"}
        environment = self.options.get("api_environment")
        names = ("X-Ironflow-Environment", "X-Ironflow-Environment-ID") if environment else ()
        return {**made, **dict.fromkeys(names, environment)}

    def context(self) -> ssl.SSLContext:
        options = self.options
        try:
            made = ssl.create_default_context(cafile=options.get("ca_path"))
            if not options.get("validate_certs", True):
                made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
            if options.get("client_cert"):
                made.load_cert_chain(options["client_cert"], options.get("client_key"))
        except OSError:
            raise ValueError("TLS cannot be set up; check ca_path, client_cert and client_key") from None
        return made


def why(status: int) -> str:
    if status in (401, 403):
        return "check api_key, api_environment and the right events:subscribe"
    return "check api_url, and that the server has sockets"


async def main(queue: Any, args: dict[str, Any]) -> None:
    await Source(queue, checked(args)).run()
