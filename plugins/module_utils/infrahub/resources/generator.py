# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Generator definitions: which Python of a repository makes nodes for each member of a group."""

from __future__ import annotations

from ...core.spec import Field, Resource
from ..client import INFRAHUB
from ..core_nodes import ID
from ..linked import LinkedStore

FIELDS = (
    Field("name", key=True),
    Field("description", clearable=True),
    Field("repository", required=True),
    Field("query", required=True),
    Field("targets", required=True),
    Field("file_path", required=True),
    Field("class_name", required=True),
    Field("parameters", "dict", required=True),
    Field("convert_query_response", "bool", server_default=False),
    Field("execute_in_proposed_change", "bool", server_default=True),
    Field("execute_after_merge", "bool", server_default=True),
    ID,
)
LINKS = {"repository": "CoreGenericRepository", "query": "CoreGraphQLQuery", "targets": "CoreGroup"}

GENERATOR = Resource("generator", INFRAHUB, FIELDS, LinkedStore("CoreGeneratorDefinition", FIELDS, {}, LINKS))
