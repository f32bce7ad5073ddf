# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of what moves branches, tasks and choices on in Infrahub."""

from __future__ import annotations

from .life import Life


def tag(name, branch="main", **data):
    return "infrahub_node", {"branch": branch, "kind": "BuiltinTag", "data": {"name": name, **data}}


def rack():
    """A kind with a dropdown."""
    role = {"name": "role", "kind": "Dropdown", "optional": True, "choices": [{"name": "edge"}]}
    kind = {"name": "Rack", "namespace": "Life", "attributes": [{"name": "name", "kind": "Text"}, role]}
    return "infrahub_schema", {"schemas": [{"version": "1.0", "nodes": [kind]}]}


LIVES = [
    Life(
        "infrahub_branch_rebase",
        {"name": "life"},
        {},
        before=(("infrahub_branch", {"name": "life"}), tag("mine", "life"), tag("theirs")),
        fixed=True,
    ),
    Life(
        "infrahub_proposed_change",
        {"name": "life", "source_branch": "life", "description": "Sky", "conflicts": "branch"},
        {"description": "Sea {{ 1 + 1 }}", "reviewers": ["admin"], "is_draft": True},
        before=(("infrahub_branch", {"name": "life"}), tag("mine", "life")),
    ),
    Life(
        "infrahub_schema_choice",
        {"kind": "LifeRack", "attribute": "role", "choice": "border", "label": "Border", "color": "#7f7fff"},
        {},
        before=(rack(),),
        fixed=True,
    ),
]
