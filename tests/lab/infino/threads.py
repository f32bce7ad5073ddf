# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Threads of Fino AI and their messages. A thread is its owner's: nobody else finds it."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterable
from typing import Any

from .access import ROOT
from .area import Area, At, Call, invalid, missing
from .saved import NAMES

PREFIXES = ("/fino/threads", "/_conversation/threads")
WORKFLOWS = {"alpha_v1": "fino-alpha-1"}  # the server's own words for a client's
ROLES = ("user", "assistant", "system")
SETTABLE = ("name", "workflow_name", "streaming", "sources", "metadata")


class Threads(Area):
    def reset(self) -> None:
        self.all: dict[str, dict[str, Any]] = {}
        self.made = 0

    def routes(self) -> Iterable[At]:
        for prefix in PREFIXES:
            one = f"{prefix}/{{id}}"
            yield At("GET", prefix, self.listing)
            yield At("POST", prefix, self.create)
            yield At("GET", one, lambda call: self.told(self.own(call, call["id"])))
            yield At("PUT", one, self.change)
            yield At("DELETE", one, self.delete)
            yield At("POST", f"{one}/messages", self.add)
            yield At("DELETE", f"{one}/messages", self.clear)
        yield At("POST", "/fino/message", self.send)

    def owner(self, call: Call) -> str:
        return self.lab.access.owners.get(call.user, ROOT)

    def own(self, call: Call, name: str) -> dict[str, Any]:
        found = self.all.get(name)
        if found is None or found["user_id"] != self.owner(call):
            raise missing(f"no thread with id [{name}]")
        return found

    def new_id(self, kind: str) -> str:
        self.made += 1
        return str(uuid.uuid5(NAMES, f"{kind} {self.made}"))

    def create(self, call: Call) -> Any:
        config = self.checked(call.document)
        now = self.lab.now()
        stamps = {"user_id": self.owner(call), "status": "ongoing", "created_at": now, "updated_at": now}
        made = {"id": self.new_id("thread"), "name": "New thread", **config, **stamps, "messages": []}
        self.all[made["id"]] = made
        self.lab.wrote(f"thread {made['name']} created")
        return self.told(made)

    def change(self, call: Call) -> Any:
        found = self.own(call, call["id"])
        config = self.checked(call.document)
        if self.lab.plays("patch") == "replace":
            for name in SETTABLE:
                found.pop(name, None)
            found["name"] = "New thread"
        found.update(config, updated_at=self.lab.now())
        self.lab.wrote(f"thread {found['name']} updated")
        return self.told(found)

    def checked(self, given: dict[str, Any]) -> dict[str, Any]:
        config = {name: copy.deepcopy(given[name]) for name in SETTABLE if given.get(name) is not None}
        for name, kind in (("name", str), ("workflow_name", str), ("streaming", bool), ("metadata", dict)):
            if name in config and not isinstance(config[name], kind):
                raise invalid(f"`{name}` is of another type")
        sources = config.get("sources", [])
        if not isinstance(sources, list) or not all(isinstance(one, dict) and one.get("index_name") for one in sources):
            raise invalid("`sources` is a list of objects with index_name")
        return config

    def delete(self, call: Call) -> Any:
        found = self.own(call, call["id"])
        del self.all[found["id"]]
        self.lab.wrote(f"thread {found['name']} deleted")
        return self.yes()

    def yes(self) -> Any:
        return True if self.lab.plays("thread_delete") == "true" else {"acknowledged": True}

    def add(self, call: Call) -> Any:
        found, given = self.own(call, call["id"]), call.document
        role, content = given.get("role"), given.get("content")
        if role not in ROLES:
            raise invalid(f"`role` is one of {', '.join(ROLES)}")
        if not isinstance(content, (str, dict)) or not content:
            raise invalid("`content` is required")
        return self.keep(found, str(role), content)

    def keep(self, thread: dict[str, Any], role: str, content: Any) -> str:
        made = {"id": self.new_id("message"), "role": role, "content": content, "created_at": self.lab.now()}
        thread["messages"].append(made)
        self.lab.wrote(f"message of {role} in thread {thread['name']}")
        return made["id"]

    def clear(self, call: Call) -> Any:
        found = self.own(call, call["id"])
        found["messages"] = []
        self.lab.wrote(f"messages of thread {found['name']} cleared")
        return self.yes()

    def send(self, call: Call) -> Any:
        """A question, whose answer nobody waits for."""
        given = call.document
        if self.lab.plays("message") == "text":
            text, name = given.get("message"), (given.get("context") or {}).get("thread_id") or given.get("thread_id")
        else:
            content = given.get("content")
            text, name = content.get("user_query") if isinstance(content, dict) else None, given.get("thread_id")
        if not isinstance(text, str) or not text.strip():
            raise invalid("`message` is required" if self.lab.plays("message") == "text" else "`content` is required")
        if not name:
            return self.new_id("message")
        return self.keep(self.own(call, str(name)), "user", {"user_query": text})

    def listing(self, call: Call) -> Any:
        mine = [one for one in self.all.values() if one["user_id"] == self.owner(call)]
        told = [self.told(one) for one in mine]
        if self.lab.plays("threads") == "full":
            return told
        return [{name: one[name] for name in ("id", "name", "metadata", "created_at") if name in one} for one in told]

    def told(self, thread: dict[str, Any]) -> dict[str, Any]:
        """As the guide shows it, or as the reference does, which knows metadata alone."""
        stamps = {name: thread[name] for name in ("id", "created_at", "updated_at")}
        if self.lab.plays("thread") == "metadata":
            messages = [{"role": one["role"], "content": one["content"], "metadata": {}} for one in thread["messages"]]
            return {
                **stamps,
                "metadata": {**thread.get("metadata", {}), "name": thread["name"]},
                "messages": messages,
            }
        workflow = thread.get("workflow_name", "alpha_v1")
        streaming = {"streaming": True} if thread.get("streaming") else {}
        return {
            **stamps, "user_id": thread["user_id"], "name": thread["name"], "status": thread["status"],
            "workflow_name": WORKFLOWS.get(workflow, workflow), "messages": thread["messages"], "viz_context": {},
            "sources": thread.get("sources", []), "historical_context": None, "is_owner": True,
            "user_permission": "OWNER", "shared_with_users": [], **streaming,
        }  # fmt: skip
