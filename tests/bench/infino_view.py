# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A dashboard whose panels share visualizations, executed by our module and by the vendor's SDK on the same server."""

from __future__ import annotations

from typing import Any, Iterator

from tests.contract.sdk import Sdk, python_of

from .ansible import least
from .modules import Modules
from .report import Row
from .setting import Setting

PANELS, VISUALIZATIONS, RECORDS = 50, 10, 1000
SITES = 20


def measure(setting: Setting) -> Iterator[Row]:
    names = {"api_url": "ENDPOINT", "api_access_key": "ACCESS_KEY", "api_secret_key": "SECRET_KEY"}
    connection = {option: setting.exports[f"INFINO_{name}"] for option, name in names.items()}
    modules = Modules(setting.collections, setting.folder("infino_view"), **connection)
    board = fill(modules)
    sdk = Sdk("infino", python_of("OPSWEAVE_SDK_PYTHON", "infino_sdk"), setting.exports)
    try:
        ours = modules.ready("infino_dashboard_data", id=board)
        same(ours()["panels"], sdk("execute_dashboard", board))
        works = {"ours": ours, "sdk": lambda: sdk("execute_dashboard", board)}
        found = least(works, setting.rounds)
    finally:
        sdk.close()
    what = f"a dashboard of {PANELS} panels over {VISUALIZATIONS} visualizations; the SDK's execute_dashboard"
    yield Row(what, found["ours"], found["sdk"], 0.5, ours()["requests"], 1 + 2 * VISUALIZATIONS)


def fill(modules: Modules) -> str:
    """The id of the dashboard."""
    modules("infino_dataset", name="bench-view")
    records = [{"_id": str(n), "site": f"site-{n % SITES}", "ports": n % 48, "rack": n % 7} for n in range(RECORDS)]
    modules("infino_records", dataset="bench-view", records=records)
    titles = [f"Bench {number}" for number in range(VISUALIZATIONS)]
    for number, title in enumerate(titles):
        metric = {"function": ("count", "sum", "avg", "max")[number % 4], "column": "ports"}
        source = {"index": "bench-view", "sql": {"metrics": [metric]}}
        modules("infino_visualization", title=title, source=source, chart={"type": "bar"}, mapping={"x": "site"})
    panels = [{"visualization": titles[number % VISUALIZATIONS]} for number in range(PANELS)]
    return str(modules("infino_dashboard", title="Bench", panels=panels)["resource"]["id"])


def same(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> None:
    if [one["data"]["rows"] for one in ours] != [one["data"]["rows"] for one in theirs] or not ours[0]["data"]["rows"]:
        raise SystemExit("the SDK sees other rows than infino_dashboard_data; the figures mean nothing")
