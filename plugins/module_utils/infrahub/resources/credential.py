# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Credentials: with which user and password Infrahub logs in to a git server."""

from __future__ import annotations

from ...core.spec import Field, Resource
from ..client import INFRAHUB
from ..core_nodes import ID, CoreStore, labelled

FIELDS = (
    Field("name", key=True),
    Field("label"),
    Field("description", clearable=True),
    Field("username", clearable=True),
    Field("password", secret=True),
    ID,
)

CREDENTIAL = Resource("credential", INFRAHUB, FIELDS, CoreStore("CorePasswordCredential", FIELDS), adapt=labelled)
