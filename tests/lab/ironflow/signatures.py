# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Signatures of webhooks, as a source's descriptor says that its provider makes them."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Mapping
from typing import Any

NEEDED = ("signatureHeader", "signingTemplate", "encoding", "algorithm")
ENCODINGS = {"hex": bytes.hex, "base64": lambda raw: base64.b64encode(raw).decode()}
ALGORITHMS = {"hmac-sha256": "sha256", "hmac-sha1": "sha1"}


def wrong_with(config: Mapping[str, Any]) -> str:
    """What the server refuses a descriptor for."""
    for name in NEEDED:
        if not config.get(name):
            return f"verify_config: {name} is required"
    if config["encoding"] not in ENCODINGS:
        return f"verify_config: unknown encoding {config['encoding']}"
    if config["algorithm"] not in ALGORITHMS:
        return f"verify_config: unknown algorithm {config['algorithm']}"
    if config.get("toleranceSeconds") and "{ts}" not in config["signingTemplate"]:
        return "verify_config: tolerance_seconds needs {ts} in signing_template"
    return ""


def legacy(source: Mapping[str, Any]) -> dict[str, Any]:
    """A source without a descriptor: the body is signed, in hex."""
    algorithm = "hmac-sha1" if "sha1" in (source.get("verifyAlgorithm") or "") else "hmac-sha256"
    header = source.get("verifyHeader") or "X-Signature"
    return {"signatureHeader": header, "signingTemplate": "{body}", "encoding": "hex", "algorithm": algorithm}


def at(path: str, body: bytes, headers: Mapping[str, str], usual: tuple[str, ...] = ()) -> str:
    """``header:X`` or ``body:a.b``; where none is named, the first of the usual keys of the body."""
    place, _skip, name = path.partition(":")
    if place == "header":
        return headers.get(name.lower(), "")
    try:
        value: Any = json.loads(body)
    except ValueError:
        return ""
    for key in name.split(".") if path else ():
        value = value.get(key) if isinstance(value, dict) else None
    if not path:
        value = next((value[key] for key in usual if isinstance(value, dict) and value.get(key)), None)
    return "" if value is None or isinstance(value, (dict, list)) else str(value)


def looked_at(
    config: Mapping[str, Any], secret: str, body: bytes, sent: Mapping[str, str], now: float
) -> dict[str, Any]:
    """All that a test of the descriptor tells."""
    headers = {name.lower(): value for name, value in sent.items()}
    entries = keyed(config, headers.get(config["signatureHeader"].lower(), ""))
    wanted = config.get("signatureKey") or ""
    presented = [value for key, value in entries if not wanted or key == wanted]
    stamp = headers.get((config.get("timestampHeader") or "").lower(), "")
    stamp = stamp or next((value for key, value in entries if key and key == config.get("timestampKey")), "")
    told = {
        "presentedSignatures": presented,
        "resolvedTimestamp": stamp,
        "resolvedEventName": at(config.get("eventNamePath") or "", body, headers, ("type",)),
        "resolvedDedupId": at(config.get("dedupIdPath") or "", body, headers, ("id", "event_id")),
    }
    template = config["signingTemplate"].replace("{ts}", stamp).replace("{id}", told["resolvedDedupId"])
    signed = template.encode().replace(b"{body}", body)
    made = hmac.new(secret.encode(), signed, ALGORITHMS[config["algorithm"]]).digest()
    signature = ENCODINGS[config["encoding"]](made)
    told.update(signingString=signed.decode("utf-8", "replace"), computedSignature=signature)
    told["error"] = trouble(config, told, now)
    return {**told, "verified": not told["error"]}


def keyed(config: Mapping[str, Any], header: str) -> list[tuple[str, str]]:
    separator, delimiter = config.get("entrySeparator") or "", config.get("kvDelimiter") or ""
    parts = header.split(separator) if separator else [header] if header else []
    if not delimiter:
        return [("", part.strip()) for part in parts]
    return [(key.strip(), value.strip()) for key, _skip, value in (part.partition(delimiter) for part in parts)]


def trouble(config: Mapping[str, Any], told: Mapping[str, Any], now: float) -> str:
    if not told["presentedSignatures"]:
        return "no signature presented"
    if not any(
        hmac.compare_digest(one.encode(), told["computedSignature"].encode()) for one in told["presentedSignatures"]
    ):
        return "signature mismatch"
    tolerance, stamp = config.get("toleranceSeconds") or 0, told["resolvedTimestamp"]
    if tolerance and not (stamp.isdecimal() and abs(now - int(stamp)) <= tolerance):
        return "timestamp outside tolerance"
    return ""
