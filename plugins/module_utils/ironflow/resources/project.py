# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Projects: what environments are grouped by."""

from __future__ import annotations

from ...core.spec import Field
from ..eras import Span
from ..rest_store import ID, rest_resource

PROJECT = rest_resource(
    "project",
    "/projects",
    (
        ID,
        Field("name", key=True),
        Field("description", server_default="", clearable=True),
        Field("org_id", computed=True),
        Field("created_at", computed=True),
        Field("updated_at", computed=True),
    ),
    knows={"description": Span((0, 49))},
    alone=False,
    method="PUT",
    along=("name",),
    untold=("description",),
)
