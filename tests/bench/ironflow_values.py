# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Many keys of one KV bucket: unchanged in one task, and looked up in one template, against raw reads of them.

Both are answered from stored bytes, so that only the client is measured.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests

from .ansible import Ansible, least
from .lookups import rendered
from .modules import Modules
from .report import Row
from .setting import Setting
from .stored import counted, stored

COUNT, CONNECTIONS = 1000, 4  # as many as plugins/module_utils/ironflow/resources/kv_many.py has
BUCKET, PLUGIN = "bench-many", "opsweave.platform.ironflow_kv"
NAMES = [f"sw-{number:05}" for number in range(COUNT)]


def value(number: int) -> dict[str, Any]:
    return {"mtu": 9000 if number % 2 else 1500, "description": f"Switch {number} of row {number % 7}"}


def measure(setting: Setting) -> Iterator[Row]:
    values = {name: value(number) for number, name in enumerate(NAMES)}
    connection = {"api_url": setting.exports["IRONFLOW_SERVER_URL"], "api_key": setting.exports["IRONFLOW_API_KEY"]}
    direct = Modules(setting.collections, setting.folder("kv-filling"), **connection)
    direct("ironflow_kv_bucket", name=BUCKET)
    direct("ironflow_kv", bucket=BUCKET, values=values)
    with stored(connection["api_url"]) as address:
        exports = {**setting.exports, "IRONFLOW_SERVER_URL": address}
        yield unchanged(setting, exports, values)
        yield looked_up(setting, exports)


def unchanged(setting: Setting, exports: dict[str, str], values: dict[str, Any]) -> Row:
    address, key = exports["IRONFLOW_SERVER_URL"], exports["IRONFLOW_API_KEY"]
    modules = Modules(setting.collections, setting.folder("kv"), api_url=address, api_key=key)
    works: dict[str, Any] = {
        "ours": modules.ready("ironflow_kv", bucket=BUCKET, values=values),
        "raw": lambda: raw(exports, CONNECTIONS),
    }
    for work in works.values():
        work()
    counted(address, learning=True)
    if (told := works["ours"]())["changed"]:
        raise SystemExit("ironflow_kv changed something")
    found = least(works, setting.rounds * 3)
    counted(address)
    what = f"{COUNT} unchanged keys in one ironflow_kv task; raw reads over {CONNECTIONS} connections"
    return Row(what, found["ours"], found["raw"], 1.5, told["requests"], COUNT + 1)


def looked_up(setting: Setting, exports: dict[str, str]) -> Row:
    address = exports["IRONFLOW_SERVER_URL"]
    ansible = Ansible(setting.folder("kv-lookups"), exports, setting.collections)
    each = "".join(f"{{{{ lookup('{PLUGIN}', '{name}', bucket='{BUCKET}').mtu }}}}\n" for name in NAMES)
    expected = [str(value(number)["mtu"]) for number in range(COUNT)]
    works: dict[str, Any] = {
        "raw": lambda: raw(exports, 1),
        "none": rendered(ansible, "none", "none\n", NAMES),
        "each": rendered(ansible, "each", each, NAMES, expected),
    }
    asked = {}
    for name, work in works.items():
        counted(address, learning=True)
        work()
        asked[name] = counted(address, learning=True)
    found = least(works, setting.rounds)
    counted(address)
    what = f"{COUNT} lookups of {COUNT} keys in one template; raw reads"
    return Row(what, found["each"] - found["none"], found["raw"], 1.2, asked["each"], COUNT)


def raw(exports: dict[str, str], connections: int) -> None:
    """The keys by requests, over so many connections; what comes is parsed and gathered, nothing more."""
    base = f"{exports['IRONFLOW_SERVER_URL']}/api/v1/kv/buckets/{BUCKET}/keys/"

    def read(names: list[str]) -> list[Any]:
        with requests.Session() as session:
            session.trust_env = False
            session.headers["Authorization"] = f"Bearer {exports['IRONFLOW_API_KEY']}"
            answers = (session.get(base + name, timeout=60).json()["value"] for name in names)
            return [json.loads(base64.b64decode(one)) for one in answers]

    shares = [NAMES[start::connections] for start in range(connections)]
    with ThreadPoolExecutor(connections) as pool:
        got = [one for part in pool.map(read, shares) for one in part]
    if sum(one["mtu"] for one in got) != sum(value(number)["mtu"] for number in range(COUNT)):
        raise SystemExit("the raw reads found something else")
