# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A headless Chromium, driven over its own protocol: open a page, ask it things, click, take a picture."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests
import websocket

PATIENCE = 30.0
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless=new", "--remote-debugging-port=0", "--disable-gpu", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--force-color-profile=srgb", "--hide-scrollbars",
    "--lang=en-US", "about:blank",
)  # fmt: skip
ROOT_FLAGS = ("--no-sandbox",)  # which root, as in a container, cannot have


def found() -> str | None:
    """Where the browser is; ``OPSWEAVE_CHROMIUM`` names another."""
    given = os.environ.get("OPSWEAVE_CHROMIUM")
    return given or next(filter(None, map(shutil.which, NAMES)), None)


@contextlib.contextmanager
def running(program: str) -> Iterator[str]:
    """The address of its protocol."""
    with tempfile.TemporaryDirectory(prefix="opsweave-chrome-", ignore_cleanup_errors=True) as folder:
        flags = [*FLAGS[:-1], *(ROOT_FLAGS if os.geteuid() == 0 else ()), f"--user-data-dir={folder}", FLAGS[-1]]
        with open(Path(folder) / "log", "wb") as log:
            process = subprocess.Popen([program, *flags], stdout=log, stderr=log, start_new_session=True)
        try:
            yield f"http://127.0.0.1:{port(Path(folder), process)}"
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def port(folder: Path, process: subprocess.Popen[bytes]) -> str:
    told, deadline = folder / "DevToolsActivePort", time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if told.exists() and (lines := told.read_text().split()):
            return lines[0]
        time.sleep(0.05)
    raise RuntimeError(f"the browser did not start: {(folder / 'log').read_text(errors='replace')[-2000:]}")


class Page:
    """One tab. ``said`` is what it told its console, errors among that."""

    def __init__(self, address: str) -> None:
        tab = requests.put(f"{address}/json/new?about:blank", timeout=PATIENCE).json()
        self.socket = websocket.create_connection(tab["webSocketDebuggerUrl"], PATIENCE, suppress_origin=True)
        self.close_address = f"{address}/json/close/{tab['id']}"
        self.count = 0
        self.said: list[str] = []
        self.dialogs = 0
        self.seen: set[str] = set()
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def close(self) -> None:
        self.socket.close()
        requests.get(self.close_address, timeout=PATIENCE)

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        self.count += 1
        mine = self.count
        self.socket.send(json.dumps({"id": mine, "method": method, "params": params}))
        while True:
            told = json.loads(self.socket.recv())
            if told.get("id") == mine:
                assert "error" not in told, (method, told["error"])
                return dict(told["result"])
            self.note(told["method"], told["params"])

    def note(self, event: str, params: dict[str, Any]) -> None:
        self.seen.add(event)
        if event == "Runtime.consoleAPICalled":
            self.said.append(" ".join(str(one.get("value", one.get("description"))) for one in params["args"]))
        elif event == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.said.append(str(details.get("exception", details).get("description", details["text"])))
        elif event == "Log.entryAdded":
            self.said.append(params["entry"]["text"])
        elif event == "Page.javascriptDialogOpening":
            self.dialogs += 1

    def open(self, address: str) -> None:
        self.said.clear()
        self.seen.clear()
        self.send("Page.navigate", url=address)
        deadline = time.monotonic() + PATIENCE
        while "Page.loadEventFired" not in self.seen:
            assert time.monotonic() < deadline, "the page did not load"
            told = json.loads(self.socket.recv())
            self.note(told["method"], told["params"])
        self.settle()

    def settle(self, seconds: float = 0.4) -> None:
        """Until what moves has come to rest."""
        self(f"new Promise((done) => setTimeout(done, {int(seconds * 1000)}))")

    def __call__(self, expression: str) -> Any:
        """The value of an expression in the page."""
        told = self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def texts(self, selector: str) -> list[str]:
        return list(self(f"[...document.querySelectorAll({json.dumps(selector)})].map((one) => one.innerText.trim())"))

    def click(self, selector: str) -> None:
        """With the mouse, where a person would: in the middle of what is seen."""
        place = f"document.querySelector({json.dumps(selector)})"
        self(f"{place}.scrollIntoView({{block: 'center'}})")
        box = self(f"(() => {{ const b = {place}.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; }})()")
        self.mouse(box[0] + box[2] / 2, box[1] + box[3] / 2, press=True)

    def mouse(self, x: float, y: float, press: bool = False) -> None:
        self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased") if press else ():
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def screen(
        self, width: int, height: int = 900, dark: bool = False, phone: bool = False, paper: bool = False
    ) -> None:
        scale = 2 if phone else 1
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=phone
        )
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.send("Emulation.setEmulatedMedia", media="print" if paper else "screen", features=features)

    def picture(self, path: Path) -> Path:
        """The whole page, however long."""
        size = self.send("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        shot = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        path.write_bytes(base64.b64decode(shot["data"]))
        return path

    def pdf(self, path: Path) -> Path:
        self.send("Emulation.setEmulatedMedia", media="")
        told = self.send("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        path.write_bytes(base64.b64decode(told["data"]))
        return path
