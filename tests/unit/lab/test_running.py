# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""``python -m tests.lab`` starts when asked, says where it is, and never stays behind."""

from __future__ import annotations

import contextlib
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from tests.lab.common.running import ROOT, lab


def answers(address: str) -> bool:
    parts = urlsplit(address)
    with socket.socket() as probe:
        return probe.connect_ex((str(parts.hostname), int(parts.port or 0))) == 0


def test_it_serves_while_it_is_needed(tmp_path: Path) -> None:
    file = tmp_path / "exports"
    file.write_text("older")
    with lab(only="infino", seeded=True, exports=file) as told:
        assert set(told) == {"INFINO_ENDPOINT", "INFINO_ACCESS_KEY", "INFINO_SECRET_KEY"}
        address = told["INFINO_ENDPOINT"]
        assert requests.get(f"{address}/metadata", timeout=5).status_code == 401
        assert requests.get(f"{address}/_lab/journal", timeout=5).json()["requests"][0]["path"] == "/metadata"
        other = requests.post(f"{address}/_lab/reset?version=0.1", timeout=5)
        assert (other.status_code, other.json()) == (400, {"error": "InfinoLab is of one version, which is not 0.1"})
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert f"export INFINO_ENDPOINT={address}\n" in file.read_text()
    assert not answers(address)


def test_an_error_inside_stops_it_too() -> None:
    with pytest.raises(KeyError), lab(only="infino") as told:
        address = told["INFINO_ENDPOINT"]
        raise KeyError("of the test")
    assert not answers(address)


def test_it_takes_the_port_that_it_is_given_or_says_why_not() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        taken.listen()
        with (
            pytest.raises(RuntimeError, match=f"infino: port {port}: Address already in use"),
            lab(only="infino", infino_port=port),
        ):
            raise AssertionError("started on a port that was taken")
    with lab(only="infino", infino_port=port) as told:
        assert told["INFINO_ENDPOINT"] == f"http://127.0.0.1:{port}"


def test_an_unknown_system_is_refused() -> None:
    with pytest.raises(RuntimeError, match="'nix' is none of"), lab(only="nix"):
        raise AssertionError("started")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(number: signal.Signals) -> None:
    with start() as process:
        process.send_signal(number)
        assert process.wait(5) == 0


def test_it_ends_when_its_parent_is_gone() -> None:
    parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with start("--parent", str(parent.pid)) as process:
        assert process.poll() is None
        parent.communicate(b"\n")
        assert process.wait(5) == 0


@contextlib.contextmanager
def start(*options: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.lab", "--only", "infino", *options]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert [process.stdout.readline() for _skip in range(4)][-1] == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()
