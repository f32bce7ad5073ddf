# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Health, readiness, version and capabilities."""

from __future__ import annotations

from typing import Any

from ..call import Call, moment


def health(call: Call) -> dict[str, Any]:
    return {"status": "ok", "timestamp": call.now(), "version": call.lab.version}


def ready(call: Call) -> dict[str, Any]:
    return {"status": "ready"}


def capabilities(call: Call) -> dict[str, Any]:
    transports = ["websocket", "connectrpc"]
    return {"transports": transports, "features": [], "version": call.lab.version, "auth_required": True}


def components(call: Call) -> dict[str, Any]:
    return {"status": "ok", "timestamp": call.now(), "components": {"store": {"status": "ok"}}}


def info(call: Call) -> dict[str, Any]:
    return {"version": call.lab.version, "startedAt": moment(call.lab.started)}


BEHAVIOURS = {
    "health": health,
    "ready": ready,
    "capabilities": capabilities,
    "IronflowService/Health": components,
    "IronflowService/Info": info,
}
