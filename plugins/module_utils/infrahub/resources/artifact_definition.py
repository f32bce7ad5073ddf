# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Artifact definitions: which transform makes an artifact for each member of a group."""

from __future__ import annotations

from ...core.spec import Field, Resource
from ..client import INFRAHUB
from ..core_nodes import ID
from ..linked import LinkedStore

TYPES = (
    "application/json", "application/yaml", "application/xml", "application/hcl", "text/plain", "text/markdown",
    "text/csv", "image/svg+xml",
)  # fmt: skip
FIELDS = (
    Field("name", key=True),
    Field("artifact_name", required=True),
    Field("description", clearable=True),
    Field("transformation", required=True),
    Field("targets", required=True),
    Field("parameters", "dict", required=True),
    Field("content_type", required=True, choices=TYPES),
    ID,
)
LINKS = {"transformation": "CoreTransformation", "targets": "CoreGroup"}
STORE = LinkedStore("CoreArtifactDefinition", FIELDS, {}, LINKS)

ARTIFACT_DEFINITION = Resource("artifact_definition", INFRAHUB, FIELDS, STORE)
