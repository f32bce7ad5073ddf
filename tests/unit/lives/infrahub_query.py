# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The life of a stored query of Infrahub."""

from __future__ import annotations

from .life import Life

TAGS = tuple(("infrahub_node", {"kind": "BuiltinTag", "data": {"name": name}}) for name in ("blue", "red"))
QUERY = "query ($names: [String!]!) {\n  BuiltinTag(name__values: $names) { edges { node { id name { value } } } }\n}\n"

LIVES = [
    Life(
        "infrahub_graphql_query",
        {"name": "tags", "description": "Like {{ 1 + 1 }}", "query": QUERY, "tags": ["blue"]},
        {"query": "{ BuiltinTag { count } }", "tags": ["red"], "unset": ["description"]},
        before=TAGS,
        alike=({"query": "{\n  BuiltinTag { count, } # how many\n}\n", "tags": ["red", "blue"], "exact": True},),
    ),
]
