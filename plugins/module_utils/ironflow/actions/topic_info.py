# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up topics, and how much is on them."""

from __future__ import annotations

from typing import Any

from ...core.errors import NotFound
from ...core.spec import Field, ModuleSpec, Task
from ...http.parallel import side_by_side
from ..client import IRONFLOW, Ironflow
from ..messages import Form
from ..rpc_store import pages

SERVICE = "PubSubService"
CONNECTIONS = 4
COUNTS = (Field("name"), Field("message_count", "int"), Field("consumer_count", "int"))
TOPIC = Form((*COUNTS, Field("first_message_at", computed=True), Field("last_message_at", computed=True)))
STATISTICS = Form((*COUNTS, Field("lag", "int"), Field("first_seq", "int"), Field("last_seq", "int")))


def run(task: Task) -> dict[str, Any]:
    client, wanted = task.client, task.params["topic"]
    found = [TOPIC.read(one) for one in pages(client, SERVICE, "ListTopics", "topics")]
    found = [one for one in found if wanted in (None, one["name"])]
    if task.params["statistics"]:
        found = list(side_by_side(lambda one: {**one, **statistics(client, one["name"])}, found, CONNECTIONS))
    return {"changed": False, "resources": found}


def statistics(client: Ironflow, topic: str) -> dict[str, Any]:
    """Nothing for one that has gone meanwhile."""
    try:
        return STATISTICS.read(client.rpc(SERVICE, "GetTopicStats", {"topic": topic}, safe=True))
    except NotFound:
        return {}


TOPIC_INFO = ModuleSpec(IRONFLOW, (Field("topic"), Field("statistics", "bool", default=False)), run, ("resources",))
