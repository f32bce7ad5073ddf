# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Records of Infino: a large file uploaded, and many records that are as they should be.

OPSWEAVE_BENCH_MEGABYTES says how large the file is; the target is for 1000, which takes minutes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import requests

from .ansible import Ansible, least
from .infino_sink import DATASET
from .modules import Modules
from .process import running
from .report import Row
from .setting import Setting

MEGABYTES = int(os.environ.get("OPSWEAVE_BENCH_MEGABYTES", "50"))
RECORDS, PAGE, AT_ONCE = 10_000, 1000, 4
MORE_MEMORY, RATE, RATIO = 80, 0.8, 1.5
UTILS = "ansible_collections.opsweave.platform.plugins.module_utils.infino"
NAMES = {"api_url": "ENDPOINT", "api_access_key": "ACCESS_KEY", "api_secret_key": "SECRET_KEY"}


def measure(setting: Setting) -> Iterator[Row]:
    connection = {option: setting.exports[f"INFINO_{name}"] for option, name in NAMES.items()}
    file = written(setting.folder("upload") / "events.ndjson", MEGABYTES * 1_000_000)
    with running("infino_sink") as address:
        there = {**connection, "api_url": address}
        yield rate(setting, there, file)
        yield memory(setting, {**setting.exports, "INFINO_ENDPOINT": address}, file)
    yield unchanged(setting, connection)


def unchanged(setting: Setting, connection: dict[str, str]) -> Row:
    modules = Modules(setting.collections, setting.folder("infino_data"), **connection)
    records = [{"_id": f"r{n:05}", "site": f"site-{n % 20}", "ports": n % 48, "up": True} for n in range(RECORDS)]
    modules("infino_dataset", name="bench-data")
    modules("infino_records", dataset="bench-data", records=records)
    ours = modules.ready("infino_records", dataset="bench-data", records=records)
    if (told := ours())["changed"]:
        raise SystemExit("infino_records changed something")
    post = sender(connection)
    found = least({"ours": ours, "raw": lambda: pages(post)}, setting.rounds)
    what = f"{RECORDS} unchanged records through infino_records; raw pages of {PAGE}"
    return Row(what, found["ours"], found["raw"], RATIO, told["requests"], RECORDS / PAGE + 1)


def sender(connection: dict[str, str]) -> Callable[..., Any]:
    """Requests alone, signed as ours are."""
    sign = import_module(f"{UTILS}.auth").SigV4(connection["api_access_key"], connection["api_secret_key"])
    session = requests.Session()

    def send(method: str, path: str, data: bytes, kind: str = "application/json") -> Any:
        headers = {"Content-Type": kind}
        answer = session.request(
            method, connection["api_url"] + path, data=data, headers=headers, auth=sign, timeout=60
        )
        answer.raise_for_status()
        return answer.json()

    return send


def pages(send: Callable[..., Any]) -> None:
    asked: dict[str, Any] = {"query": {"match_all": {}}, "sort": [{"_id": "asc"}], "size": PAGE}
    got = 0
    while hits := send("GET", "/bench-data/querydsl", json.dumps(asked).encode())["hits"]["hits"]:
        got += len(hits)
        asked["search_after"] = hits[-1]["sort"]
        if len(hits) < PAGE:
            break
    if got != RECORDS:
        raise SystemExit(f"the raw pages held {got} records")


def written(path: Path, size: int) -> Path:
    """A file of events of some 500 bytes each."""
    with path.open("w") as stream:
        first = 0
        while stream.tell() < size:
            events = (
                {"number": n, "host": f"edge-{n % 500}", "text": f"{n:>20} " * 20} for n in range(first, first + 1000)
            )
            stream.write("".join(json.dumps(event) + "\n" for event in events))
            first += 1000
    return path


def rate(setting: Setting, connection: dict[str, str], file: Path) -> Row:
    """The same chunks, made beforehand, are posted as many at a time; then the module makes and posts them."""
    modules = Modules(setting.collections, setting.folder("uploading"), **connection)
    bodies = file.with_suffix(".bulk")
    sizes = chunked(file, bodies)
    ours = modules.ready("infino_upload", dataset=DATASET, src=str(file), wait=False)
    send = sender(connection)

    def direct() -> None:
        with bodies.open("rb") as stream, ThreadPoolExecutor(AT_ONCE) as pool:
            for first in range(0, len(sizes), AT_ONCE):
                held = [stream.read(size) for size in sizes[first : first + AT_ONCE]]
                list(pool.map(lambda body: send("POST", f"/{DATASET}/json", body, "application/x-ndjson"), held))

    rounds = min(setting.rounds, 3) if MEGABYTES <= 100 else 1
    found = least({"direct": direct, "ours": ours}, rounds)
    what = f"an upload of {MEGABYTES} MB; the same chunks posted by requests"
    return Row(what, found["ours"], found["direct"], 1 / RATE)


def chunked(file: Path, bodies: Path) -> list[int]:
    """Writes the bodies that the module would send, and tells their lengths."""
    uploading, readers, records = (import_module(f"{UTILS}.{name}") for name in ("uploading", "readers", "records"))
    writer = import_module(f"{UTILS}.bulk").Writer(None, DATASET)
    sizes = []
    with file.open("rb") as stream, bodies.open("wb") as out:
        rows = uploading.named(readers.ndjson(stream, str(file)), str(file), None, file.name)
        for chunk in uploading.Uploader(writer, False, True).chunks(rows):
            body = b"".join(records.planned(one, None, True).lines for one in chunk.rows)
            sizes.append(out.write(body))
    return sizes


def memory(setting: Setting, exports: dict[str, str], file: Path) -> Row:
    upload = {"infino_upload": {"dataset": DATASET, "src": str(file), "wait": False}}
    return heaviest(setting, exports, "an upload", upload)


def heaviest(setting: Setting, exports: dict[str, str], what: str, module: dict[str, Any]) -> Row:
    """The most that a worker held."""
    ansible = Ansible(setting.folder("memory"), exports, setting.collections)
    peaks = {}
    for name in ("ours", "nothing"):
        path = ansible.folder / f"{name}.kb"
        task = {"to": str(path), **({**module, "may_change": True} if name == "ours" else {})}
        ansible.playbook(f"weigh-{name}", [{"opsweave.bench.weigh": task}])()
        peaks[name] = int(path.read_text())
    more = (peaks["ours"] - peaks["nothing"]) / 1024
    text = f"{what} of {MEGABYTES} MB, MB of the worker above one that does nothing"
    return Row(text, peaks["ours"] / 1024**2, peaks["nothing"] / 1024**2, None, more, MORE_MEMORY)
