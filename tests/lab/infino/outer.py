# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Queries to connected sources: each source is another server, which holds what a seeded stand-in holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .area import Area, At, Call, Refusal, invalid
from .search import Search
from .sources import TYPES
from .sql import Result
from .sql_replies import played, tag, unique, value

if TYPE_CHECKING:
    from .lab import InfinoLab


class Outer(Area):
    """``server`` is what all sources have behind them."""

    def reset(self) -> None:
        self.__dict__.pop("made", None)

    def routes(self) -> Iterable[At]:
        yield At("POST", "/source/{id}/{dataset}/dsl", self.query)

    @property
    def server(self) -> InfinoLab:
        if "made" not in self.__dict__:
            self.made = type(self.lab)(self.lab.access_key, self.lab.secret_key)
            self.made.seed()
        return self.made

    def query(self, call: Call) -> Any:
        one = self.lab.sources[call["id"]]
        if call.request.headers.get("x-infino-connection-id") != one["id"]:
            raise invalid("the header x-infino-connection-id names another connection, or is not there")
        text = call.document.get("query")
        if not isinstance(text, str) or not text.strip():
            raise invalid("`query` is required, as a text")
        inner = self.inside(call, text.encode())
        try:
            if TYPES[one["type"]][2] == "sql":
                return self.sql(text, inner)
            return Search(self.server).search(inner)
        except Refusal as refusal:
            if self.lab.plays("source_error") == "inside":
                return played({"sql": "B"}, Result("SELECT", [], []), refusal.reason)
            raise

    def inside(self, call: Call, body: bytes) -> Call:
        """The same call to the server behind a connection."""
        return replace(call, lab=self.server, body=body, user=self.server.access_key)

    def sql(self, text: str, call: Call) -> Any:
        result = self.server.sql.run(text, call)
        names = unique([name for name, _kind in result.columns])
        kinds = [kind for _name, kind in result.columns]
        return {
            "execution_time": 1, "statement_type": "SELECT", "affected_rows": 0, "error_message": "",
            "columns": [{"display_name": name, "data_type": tag(kind)} for name, kind in zip(names, kinds)],
            "rows": [[value(cell, kind) for cell, kind in zip(row, kinds)] for row in result.rows],
        }  # fmt: skip
