# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Check definitions: which Python of a repository looks whether the data of a proposed change is right."""

from __future__ import annotations

from ...core.spec import Field, Resource
from ..client import INFRAHUB
from ..core_nodes import ID
from ..linked import LinkedStore

FIELDS = (
    Field("name", key=True),
    Field("description", clearable=True),
    Field("repository", required=True),
    Field("file_path", required=True),
    Field("class_name", required=True),
    Field("query", clearable=True),
    Field("targets", clearable=True),
    Field("parameters", "dict", clearable=True),
    Field("time_limit", "int", wire="timeout", server_default=60),
    Field("tags", "list", elements="str", unordered=True, server_default=()),
    ID,
)
LINKS = {
    "repository": "CoreGenericRepository",
    "query": "CoreGraphQLQuery",
    "targets": "CoreGroup",
    "tags": "BuiltinTag",
}

CHECK = Resource("check", INFRAHUB, FIELDS, LinkedStore("CoreCheckDefinition", FIELDS, {}, LINKS))
