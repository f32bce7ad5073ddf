# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Projects of an organisation."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..shelf import Plain, Shelf

ORG = "org_default"
DEFAULT = {"id": "proj_default_default", "name": "Default", "org_id": ORG, "description": ""}


class Projects(Shelf):
    def __post_init__(self) -> None:
        moment = "2026-01-01T00:00:00.000000Z"
        self.things[DEFAULT["id"]] = {**DEFAULT, "created_at": moment, "updated_at": moment}


PLAIN = Plain(Projects, "project", "proj", fill=lambda call: {"org_id": ORG, "description": ""})


def delete(call: Call) -> dict[str, Any]:
    PLAIN.delete(call)
    return {"deleted": call.path["id"]}


BEHAVIOURS = {
    "projects_list": PLAIN.listed,
    "projects_create": PLAIN.create,
    "projects_update": PLAIN.change,
    "projects_delete": delete,
}
