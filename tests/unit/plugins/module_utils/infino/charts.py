# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A chart and a play for the tests of visualizations and dashboards."""

from __future__ import annotations

import json

from tests.unit.play import Play

CHART = {"title": "Hits", "source": {"index": "web"}, "chart": {"type": "bar"}, "mapping": {"x": {"column": "path"}}}
RICH = {
    **CHART,
    "description": "all",
    "source": {
        "index": "web",
        "sql": {"raw_query": "SELECT 1", "limit": 7, "metrics": [{"function": "sum", "column": "n"}]},
    },
    "mapping": {"x": {"column": "at", "bucket": "day"}, "series": "path"},
    "options": {"legend": {"show": True, "position": "left"}},
    "tags": ["b", "a"],
    "extensions": {"mine": {"a": 1, "b": 2}},
}


class Charts(Play):
    """A play that keeps the body of the last write."""

    def __init__(self, **variant):
        super().__init__("infino")
        self.server.variant = variant
        self.body, answer = None, self.transport

        def listening(method, url, **how):
            if method in ("POST", "PATCH"):
                self.body = json.loads(how["data"])
            return answer(method, url, **how)

        self.transport = listening

    def chart(self, check_mode=False, **args):
        return self.task("infino_visualization", args, check_mode)

    def board(self, check_mode=False, **args):
        return self.task("infino_dashboard", {"title": "Network", **args}, check_mode)
