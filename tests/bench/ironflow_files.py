# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A large file of Ironflow, up and down: the time beside requests alone, and what the worker holds.

OPSWEAVE_BENCH_MEGABYTES says how large the file is; the target is for 1000.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import requests

from .ansible import least
from .infino_data import MEGABYTES, RATE, heaviest
from .ironflow_sink import BUCKET, THERE
from .modules import Modules
from .process import running
from .report import Row
from .setting import Setting

PIECE = 64 * 1024


def measure(setting: Setting) -> Iterator[Row]:
    folder = setting.folder("files")
    file = written(folder / "large.bin", MEGABYTES * 1_000_000)
    key = setting.exports["IRONFLOW_API_KEY"]
    with running("ironflow_sink", str(file)) as address:
        yield from rates(setting, Modules(setting.collections, folder, api_url=address, api_key=key), address, file)
        exports = {**setting.exports, "IRONFLOW_SERVER_URL": address}
        up = {"ironflow_file": {"bucket": BUCKET, "path": "new.bin", "src": str(file)}}
        down = {"ironflow_file": {"bucket": BUCKET, "path": THERE, "dest": str(folder / "weighed.bin")}}
        yield heaviest(setting, exports, "a file sent to Ironflow", up)
        yield heaviest(setting, exports, "a file fetched from Ironflow", down)


def written(path: Path, size: int) -> Path:
    """A file of which no two parts are alike."""
    part = os.urandom(1_000_000)
    with path.open("wb") as stream:
        for number in range(size // len(part)):
            stream.write(number.to_bytes(8, "big") + part[8:])
    return path


def rates(setting: Setting, modules: Modules, address: str, file: Path) -> Iterator[Row]:
    objects = f"{address}/api/v1/files/buckets/{BUCKET}/objects"
    session = requests.Session()
    session.trust_env = False
    session.headers["Authorization"] = f"Bearer {modules.connection['api_key']}"
    kind = {"Content-Type": "application/octet-stream"}
    ours, raw = file.with_name("ours.bin"), file.with_name("raw.bin")
    send = modules.ready("ironflow_file", bucket=BUCKET, path="new.bin", src=str(file))
    fetch = modules.ready("ironflow_file", bucket=BUCKET, path=THERE, dest=str(ours))

    def sent() -> None:
        with file.open("rb") as stream:
            session.put(f"{objects}/new.bin", data=stream, headers=kind, timeout=600).raise_for_status()

    def fetched() -> None:
        with session.get(f"{objects}/{THERE}", stream=True, timeout=600) as answer, raw.open("wb") as stream:
            answer.raise_for_status()
            for piece in answer.iter_content(PIECE):
                stream.write(piece)

    def anew() -> None:
        if not fetch()["changed"]:
            raise SystemExit("ironflow_file fetched nothing")

    def without(path: Path) -> None:
        path.unlink(missing_ok=True)

    rounds = setting.rounds
    found = least({"raw": sent, "ours": send}, rounds)
    yield Row(f"{MEGABYTES} MB sent to Ironflow; requests alone", found["ours"], found["raw"], 1 / RATE)
    times: dict[str, float] = {}
    for _round in range(rounds):
        without(ours)
        without(raw)
        for name, took in least({"raw": fetched, "ours": anew}, 1).items():
            times[name] = min(took, times.get(name, took))
    yield Row(f"{MEGABYTES} MB fetched from Ironflow; requests alone", times["ours"], times["raw"], 1 / RATE)
