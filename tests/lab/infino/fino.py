# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The conversation with Fino: a question in a thread, and its answer in frames, computed from the datasets.

It understands SQL; else the name of a dataset, ``how many``, and ``by`` with a field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from starlette.websockets import WebSocket

from .area import Area, At, Call, Refusal, invalid, missing, reply
from .signing import BadSignature, Wire
from .sql import quoted
from .sql_replies import value

PATHS = ("/fino/nl", "/_conversation/ws")
FIELD = re.compile(r"\b(?:by|per)\s+(\w+)")
SENDERS = (("router", "Reading the question"), ("query_planner", "Planning a query"))
Frame = dict[str, Any]


class Fino(Area):
    def routes(self) -> list[At]:
        return []

    async def converse(self, talk: WebSocket) -> None:
        try:
            call, thread = self.opened(talk)
        except Refusal as refusal:
            await talk.send_denial_response(reply((refusal.status, refusal.body())))
            return
        await talk.accept()
        async for said in talk.iter_json():
            for frame in self.answer(call, thread, said):
                await talk.send_json(frame)

    def opened(self, talk: WebSocket) -> tuple[Call, dict[str, Any]]:
        served = PATHS[0] if self.lab.plays("fino_path") == "nl" else PATHS[1]
        if self.lab.plays("fino_path") != "both" and talk.url.path != served:
            raise missing(f"there is nothing at {talk.url.path}")
        query = talk.scope["query_string"].decode("latin-1")
        wire = Wire("GET", talk.scope["raw_path"].decode("latin-1"), query, dict(talk.headers))
        try:
            user = self.lab.verifier.url(wire, self.lab.keys, self.lab.clock())
        except BadSignature as bad:
            self.lab.refused = str(bad)
            raise Refusal(401, "unauthorized", "Invalid signature") from None
        call = Call(self.lab, talk, b"", user)  # type: ignore[arg-type]  # of a request, only what both have is used
        name = talk.headers.get("x-infino-thread-id") or talk.query_params.get("threadId")
        if not name:
            raise invalid("the header x-infino-thread-id is required")
        return call, self.lab.threads.own(call, name)

    def answer(self, call: Call, thread: dict[str, Any], said: Any) -> Iterator[Frame]:
        yield {"type": "heartbeat", "message": "keep-alive"}
        try:
            question = asked(said)
            self.lab.threads.keep(thread, "user", {"user_query": question})
            for sender, message in SENDERS:
                yield self.told({"type": "update", "sender": sender, "message": message})
            found = self.think(call, thread, question)
        except Refusal as refusal:
            yield self.failed(refusal.reason)
            return
        self.lab.threads.keep(thread, "assistant", {"summary": found["summary"]})
        if not thread.get("streaming"):
            data = {"df": found["data"]["df"], "index_schema": {}}
            result = {**found, "data": data, "followup_queries": found["smart_suggestion"], "user_query": question}
            del result["smart_suggestion"]
            yield self.told({"type": "result", **result})
        else:
            for kind, piece in pieces(found):
                agent = "visualization_agent" if kind == "chart" else "fact_retriever"
                yield self.told({"type": "partial", "sender": agent, "sub_type": kind, "value": piece})
            if self.lab.plays("fino_end") == "own":
                yield self.told({"type": "EOM", "trace_id": f"trace-{len(thread['messages'])}"})
        if self.lab.plays("fino_end") == "complete":
            yield {"type": "complete"}

    def told(self, content: Frame) -> Frame:
        return {"role": "assistant", "created_at": self.lab.now(), "content": content}

    def failed(self, reason: str) -> Frame:
        form = self.lab.plays("fino_error")
        if form == "content":
            return self.told({"type": "error", "error_message": reason})
        if form == "message":
            return {"type": "error", "message": reason}
        return {"type": "error", "summary": "The question could not be answered", "data": {"error": reason}}

    def think(self, call: Call, thread: dict[str, Any], question: str) -> dict[str, Any]:
        if question.lower().startswith("select"):
            sql, name = question, next((one for one in self.lab.datasets.all if one in question), None)
        else:
            name = self.dataset(thread, question)
            sql = f"SELECT * FROM {quoted(name)} ORDER BY _id LIMIT 10"
            field = FIELD.search(question)
            if "how many" in question.lower():
                sql = f"SELECT count(*) AS count FROM {quoted(name)}"
            if field:
                sql = f"SELECT {field[1]}, count(*) AS count FROM {quoted(name)} GROUP BY 1 ORDER BY 1"
        result = self.lab.sql.run(sql, call)
        kinds = [kind for _name, kind in result.columns]
        names = [column for column, _kind in result.columns]
        rows = [dict(zip(names, map(value, row, kinds))) for row in result.rows]
        chart = {"series": [{"type": "bar", "data": [list(row.values()) for row in rows]}]} if len(names) == 2 else {}
        return {
            "summary": f"**{len(rows)}** rows of {name}.", "data": {"df": rows}, "chart": chart, "querydsl": {},
            "sql": sql, "sources": [{"index_name": name, "connection_id": None}] if name else [],
            "smart_suggestion": [f"how many {name}"] if name else [],
        }  # fmt: skip

    def dataset(self, thread: dict[str, Any], question: str) -> str:
        allowed = [one["index_name"] for one in thread.get("sources") or ()] or list(self.lab.datasets.all)
        for name in allowed:
            if name in question and name in self.lab.datasets.all:
                return name
        raise missing("no dataset fits the question")


def asked(said: Any) -> str:
    """A question in any of the forms that clients use."""
    content = said.get("content") if isinstance(said, dict) else None
    text = content.get("user_query") if isinstance(content, dict) else content
    if not isinstance(text, str) or not text.strip():
        raise invalid("a frame holds content.user_query")
    return text


def pieces(found: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The summary comes in two, as it is thought of."""
    half = len(found["summary"]) // 2
    yield "summary", found["summary"][:half]
    yield "summary", found["summary"][half:]
    for name in ("data", "querydsl", "sql", "chart", "sources", "smart_suggestion"):
        if found[name]:
            yield name, found[name]
