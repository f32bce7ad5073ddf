# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Accounts: who may log in. What they may do comes from the account groups that they are members of."""

from __future__ import annotations

from ...core.spec import Field, Resource
from ..client import INFRAHUB
from ..core_nodes import ID, CoreStore, labelled

FIELDS = (
    Field("name", key=True),
    Field("password", required=True, secret=True),
    Field("label"),
    Field("description", clearable=True),
    Field("account_type", choices=("User", "Script", "Bot", "Git"), server_default="User"),
    Field("status", choices=("active", "inactive"), server_default="active"),
    ID,
)

ACCOUNT = Resource("account", INFRAHUB, FIELDS, CoreStore("CoreAccount", FIELDS), adapt=labelled)
