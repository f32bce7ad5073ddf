# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of Fino AI: threads, their messages, and questions in them."""

from __future__ import annotations

from .life import Life

DEVICES = ("infino_dataset", {"name": "devices"})
ROWS = ("infino_records", {"dataset": "devices", "records": [{"_id": "a", "site": "AMS"}, {"_id": "b", "site": "FRA"}]})
THREAD = ("infino_thread", {"name": "Triage"})

LIVES = [
    Life(
        "infino_thread",
        {"name": "Triage {{ 1 + 1 }}", "workflow_name": "alpha_v1", "sources": [{"index_name": "devices"}]},
        {"streaming": True, "sources": [{"index_name": "web"}, {"index_name": "logs", "connection_id": "conn-1"}]},
        alike=(
            {"sources": [{"index_name": "logs", "connection_id": "conn-1"}, {"index_name": "web"}]},
            {"streaming": "yes"},
        ),
    ),
    Life("infino_message", {"thread": "Triage", "content": "how many {{ 1 + 1 }}"}, {}, before=(THREAD,), once=True),
    Life(
        "infino_message",
        {"thread": "Triage", "action": "send", "content": {"user_query": "how many devices"}},
        {},
        before=(THREAD,),
        once=True,
    ),
    Life(
        "infino_ask",
        {"thread": "Triage", "question": "how many devices per site"},
        {},
        before=(DEVICES, ROWS, THREAD),
        once=True,
    ),
]
