# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The example rulebook runs under ansible-rulebook, where that and its Java are present.

``OPSWEAVE_RULEBOOK`` may name the program where it is not in the path.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from .runner import installed

RULEBOOK = os.environ.get("OPSWEAVE_RULEBOOK") or shutil.which("ansible-rulebook")
JAVA = shutil.which("java")
PATIENCE = 90


def emit(site, name, **data):
    headers = {"Authorization": f"Bearer {site.exports['IRONFLOW_API_KEY']}"}
    address = site.exports["IRONFLOW_SERVER_URL"]
    body = {"event": name, "data": data}
    requests.post(f"{address}/ironflow.v1.IronflowService/Emit", json=body, headers=headers, timeout=10)


def over(process, site, *events):
    """Emit until the rulebook has ended: nobody else tells when it listens."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        for name, data in events:
            emit(site, name, **data)
        time.sleep(1)
    return process.poll() is not None


@pytest.mark.skipif(not (RULEBOOK and JAVA), reason="needs ansible-rulebook and Java")
def test_the_example_rulebook(site, tmp_path):
    inventory = tmp_path / "inventory.yml"
    inventory.write_text("all: {hosts: {localhost: {ansible_connection: local}}}\n")
    names = ("IRONFLOW_SERVER_URL", "IRONFLOW_API_KEY")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, **{name: site.exports[name] for name in names}, "ANSIBLE_COLLECTIONS_PATH": installed()}
    command = [RULEBOOK, "--rulebook", "opsweave.platform.ironflow_events", "--inventory", str(inventory), "-vv"]
    log = tmp_path / "rulebook.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command, env={**env, "PATH": path}, cwd=tmp_path, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            events = [("order.paid", {"number": 7, "total": 1500}), ("order.paid", {"number": 8, "total": 5})]
            ended = over(process, site, *events, ("order.closing", {}))
        finally:
            process.kill()
            process.wait()
    told = log.read_text()
    assert ended, told[-3000:]
    assert "order 7 of 1500 was paid" in told and "order 8" not in told, told[-3000:]
    assert site.exports["IRONFLOW_API_KEY"] not in told and "Bearer" not in told
