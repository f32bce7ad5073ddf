# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Account groups: accounts as members, and the roles that they all have."""

from __future__ import annotations

from ...core.spec import Field, Resource
from ..client import INFRAHUB
from ..core_nodes import ID, CoreStore, labelled, named

FIELDS = (
    Field("name", key=True),
    Field("label"),
    Field("description", clearable=True),
    Field("members", "list", elements="str", unordered=True, server_default=()),
    Field("roles", "list", elements="str", unordered=True, server_default=()),
    ID,
)
STORE = CoreStore("CoreAccountGroup", FIELDS, {"members": named("CoreAccount"), "roles": named("CoreAccountRole")})

ACCOUNT_GROUP = Resource("account_group", INFRAHUB, FIELDS, STORE, adapt=labelled)
