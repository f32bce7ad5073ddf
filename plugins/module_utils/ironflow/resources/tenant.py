# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Tenants of the platform: organisations as their landlord sees them."""

from __future__ import annotations

from ...core.spec import Field
from ..rest_store import ID, rest_resource

TENANT = rest_resource(
    "tenant",
    "/platform/tenants",
    (
        ID,
        Field("name", key=True),
        Field("created_at", computed=True),
        Field("updated_at", computed=True),
    ),
)
