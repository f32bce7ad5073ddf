# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Policies, on servers up to 0.43: what is denied to the roles that bear them."""

from __future__ import annotations

from ...core.spec import Field, Resource
from ..client import IRONFLOW
from ..eras import Span
from ..rest_store import ID, SCOPE, RestStore, ScopeStore

SERVED = Span(until=(0, 43, 1), instead="use ironflow_policy_set")
FIELDS = (
    ID,
    Field("name", key=True),
    Field("effect", required=True),
    Field("actions", "list", elements="str", unordered=True, required=True),
    Field("resources", "list", elements="str", unordered=True, required=True),
    Field("condition", clearable=True, server_default=""),
    Field("org_id", computed=True),
    Field("created_at", computed=True),
    Field("updated_at", computed=True),
)
LISTS = ("actions", "resources")

POLICY = Resource(
    "policy",
    IRONFLOW,
    (*FIELDS[:2], SCOPE, *FIELDS[2:]),
    ScopeStore(
        RestStore("policy", "/policies", FIELDS, commas=LISTS, served=SERVED),
        RestStore("policy", "/platform/policies", FIELDS, commas=LISTS, method="PUT", served=SERVED),
    ),
)
