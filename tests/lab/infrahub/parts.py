# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The parts that the server is made of; a new one is written in a file of its own and named here."""

from __future__ import annotations

from .auth import AUTH
from .features import FEATURES
from .graphql_api import GRAPHQL
from .info import INFO
from .relationships import RELATIONSHIPS
from .schema_api import SCHEMA_API

FEATURES[:] = [AUTH, INFO, SCHEMA_API, RELATIONSHIPS, GRAPHQL]

__all__ = ["FEATURES"]
