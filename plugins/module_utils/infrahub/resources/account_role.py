# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Account roles: permissions under a name."""

from __future__ import annotations

from ...core.spec import Field, Resource
from ..client import INFRAHUB
from ..core_nodes import ID, CoreStore
from .permission import PERMISSIONS

FIELDS = (
    Field("name", key=True),
    Field("permissions", "list", elements="str", unordered=True, server_default=()),
    ID,
)

ACCOUNT_ROLE = Resource(
    "account_role", INFRAHUB, FIELDS, CoreStore("CoreAccountRole", FIELDS, {"permissions": PERMISSIONS})
)
