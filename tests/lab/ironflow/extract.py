# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write operations.json, the stand-in's table of Ironflow operations, from the detailed list of routes.

    python extract.py ironflow-routes.json

A field is one text: its type, ``!`` if a REST body must have it, ``?`` if RPC tells its absence from zero, and the
versions that have it: ``string! >=0.34.0 <=0.49.0``. The oldest known version is no beginning and the newest no end:
a server that is newer still has what the newest has.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("operations.json")
OLDEST, NEWEST = "0.33.1", "0.53.0"
BODIES = {
    "JSON object (the document itself)": "document",
    "any JSON value (stored as the sent bytes) or application/octet-stream bytes": "bytes",
    "bytes": "bytes",
}


def name(route: dict[str, Any]) -> str:
    if route["transport"] == "rpc":
        return f"{route['rpc_service']}/{route['rpc_method']}"
    return route["sdk_method"] or f"{route['method']} {route['path']}"


def span(since: str | None, until: str | None) -> str:
    left = f" >={since}" if since and since != OLDEST else ""
    return left + (f" <={until}" if until and until != NEWEST else "")


def word(field: dict[str, Any]) -> str:
    told = field.get("type", "string")
    kind = re.sub(r" \((?:JSON string|RFC3339|base64|optional presence|\"1.5s\")\)", "", told)
    kind += "?" if "optional presence" in told else "!" if field.get("required") else ""
    return kind + span(field.get("since"), field.get("until"))


def words(fields: list[dict[str, Any]]) -> dict[str, str]:
    return {field["name"]: word(field) for field in fields}


def operation(route: dict[str, Any]) -> dict[str, Any]:
    rpc = route["transport"] == "rpc"
    body = route["request_body"]
    made = {
        "name": name(route),
        "group": route["group"],
        "method": route["method"],
        "path": route["path"],
        "versions": span(route["first_seen"], route["last_seen"]).strip(),
        "kind": "" if route["kind"] == "unary" else route["kind"],
        "status": int(str(route.get("success_status", "200"))[:3]),
        "reads": route["no_side_effects"] if rpc else route["method"] == "GET",
        "instead": route.get("replaced_by"),
        "query": words(route["query_params"]),
        "headers": words(route["headers"]),
        "body": body if rpc else BODIES.get(body, "fields" if route["request_fields"] else ""),
        "fields": words(route["request_fields"]),
        "answer": route["response_body"] if rpc else None,
        "reply": words(route["response_fields"]),
    }
    return {
        key: value
        for key, value in made.items()
        if value not in (None, "", {}, False) and (key, value) != ("status", 200)
    }


def main(source: str) -> None:
    lines = [json.dumps(operation(route), ensure_ascii=False) for route in json.loads(Path(source).read_text())]
    TABLE.write_text("[\n" + ",\n".join(lines) + "\n]\n")
    print(f"{len(lines)} operations")


if __name__ == "__main__":
    main(*sys.argv[1:])
