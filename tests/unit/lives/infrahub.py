# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of Infrahub's modules."""

from __future__ import annotations

from .life import Life


def schema(*attributes):
    """A document of one kind with these attributes besides its name."""
    named = {"name": "name", "kind": "Text", "unique": True}
    rack = {"name": "Rack", "namespace": "Life", "human_friendly_id": ["name__value"]}
    return {"version": "1.0", "nodes": [{**rack, "attributes": [named, *attributes]}]}


LIVES = [
    Life(
        "infrahub_node",
        {"kind": "BuiltinTag", "data": {"name": "blue", "description": "Sky {{ 1 + 1 }}"}},
        {"data": {"name": "blue", "description": "Sea"}},
    ),
    Life(
        "infrahub_node",
        {
            "kind": "CoreStandardGroup",
            "data": {"name": "colours", "members": [{"kind": "BuiltinTag", "hfid": [one]} for one in ("blue", "red")]},
        },
        {"data": {"name": "colours", "label": "Colours", "members": [{"kind": "BuiltinTag", "hfid": ["red"]}]}},
        before=tuple(("infrahub_node", {"kind": "BuiltinTag", "data": {"name": name}}) for name in ("blue", "red")),
        alike=({"data": {"members": [{"kind": "BuiltinTag", "hfid": "red"}], "label": "Colours", "name": "colours"}},),
    ),
    Life(
        "infrahub_node",
        {"kind": "CoreAccount", "data": {"name": "ada", "password": "word"}},
        {"data": {"name": "ada", "password": "word", "description": "Countess"}},
        secrets=("data.password",),
    ),
    Life(
        "infrahub_branch",
        {"name": "life/blue", "description": "Sky", "sync_with_git": False},
        {"description": "Sea {{ 1 + 1 }}"},
    ),
    Life(
        "infrahub_branch_merge",
        {"name": "life"},
        {},
        before=(
            ("infrahub_branch", {"name": "life"}),
            ("infrahub_node", {"branch": "life", "kind": "BuiltinTag", "data": {"name": "blue"}}),
        ),
        fixed=True,
    ),
    Life(
        "infrahub_schema",
        {"schemas": [schema({"name": "height", "kind": "Number", "optional": True})]},
        {"schemas": [schema({"name": "room", "kind": "Text", "optional": True})]},
        alike=(
            {"schemas": [schema({"kind": "Text", "name": "room", "optional": True})]},
            {"schemas": [{**schema({"name": "room", "kind": "Text", "optional": True}), "version": 1.0}]},
        ),
    ),
    Life(
        "infrahub_nodes",
        {
            "identifier": "life",
            "params": {"site": "ams"},
            "nodes": [
                {
                    "kind": "CoreStandardGroup",
                    "data": {"name": "warm", "members": [{"kind": "BuiltinTag", "hfid": ["red"]}]},
                },
                {"kind": "BuiltinTag", "data": {"name": "red", "description": "Like {{ 1 + 1 }}"}},
                {"kind": "CoreAccount", "data": {"name": "ada", "password": "word"}},
            ],
        },
        {"prune": True, "nodes": [{"kind": "BuiltinTag", "data": {"name": "red", "description": "Like a rose"}}]},
        secrets=("nodes.data.password",),
    ),
]
