# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The parts that the server is made of; a new one is written in a file of its own and named here."""

from __future__ import annotations

from .artifacts import ARTIFACTS
from .auth import AUTH
from .branches import BRANCHES
from .convert import CONVERT
from .diff import DIFF
from .features import FEATURES
from .generators import GENERATORS
from .git import GIT
from .graphql_api import GRAPHQL
from .info import INFO
from .menu import MENU
from .object_templates import OBJECT_TEMPLATES
from .openapi import OPENAPI
from .own_account import OWN_ACCOUNT
from .paths import PATHS
from .pools_api import POOLS
from .profiles import PROFILES
from .proposed import PROPOSED
from .relationships import RELATIONSHIPS
from .rendering import RENDERING
from .schema_api import SCHEMA_API
from .schema_edit import SCHEMA_EDIT
from .storage import STORAGE
from .stored_queries import STORED_QUERIES
from .tasks import TASKS
from .webhooks import WEBHOOKS

FEATURES[:] = [
    AUTH, INFO, OPENAPI, OWN_ACCOUNT, MENU, PATHS, OBJECT_TEMPLATES, PROFILES, WEBHOOKS,
    TASKS, SCHEMA_API, SCHEMA_EDIT, RELATIONSHIPS, BRANCHES, DIFF, PROPOSED, STORED_QUERIES, POOLS,
    CONVERT, GIT, STORAGE, RENDERING, ARTIFACTS, GENERATORS,
    GRAPHQL,
]  # fmt: skip

__all__ = ["FEATURES"]
