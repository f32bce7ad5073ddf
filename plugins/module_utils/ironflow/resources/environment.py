# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Environments: where keys, values, events and runs live, apart from those of others."""

from __future__ import annotations

from ...core.spec import Field
from ..rest_store import ID, rest_resource

ENVIRONMENT = rest_resource(
    "environment",
    "/environments",
    (
        ID,
        Field("name", key=True),
        Field("project_id", within=True, fixed=True, chosen=True),
        Field("color", chosen=True),
        Field("created_at", computed=True),
        Field("updated_at", computed=True),
    ),
    alone=False,
    narrow=("project_id",),
    method="PUT",
    along=("name",),
)
