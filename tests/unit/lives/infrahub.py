# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of Infrahub's modules."""

from __future__ import annotations

from .life import Life

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
            "data": {"name": "colours", "members": [{"kind": "BuiltinTag", "hfid": [name]} for name in ("blue", "red")]},
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
]
