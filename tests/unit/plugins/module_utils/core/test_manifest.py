# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What an export writes down: all that somebody would have to ask for, at every depth, and nothing more."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.manifest import portable
from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Field

LIMITS = (Field("allow", "list", elements="str", server_default=[]), Field("mask", "dict", server_default={}))
PART = (
    Field("name"),
    Field("limits", "dict", options=LIMITS, server_default={}),
    Field("effect", server_default="Allow"),
)
FIELDS = (
    Field("name", key=True),
    Field("parts", "list", elements="dict", options=PART, server_default=[]),
    Field("whole", "dict", options=LIMITS, server_default={}),
    Field("status", choices=("active", "paused"), server_default="active"),
    Field("seen", computed=True),
    Field("word", secret=True),
)


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ({"whole": {"allow": ["ts"], "mask": {}}}, {"whole": {"allow": ["ts"]}}),
        ({"whole": {"allow": [], "mask": {}}}, {}),
        ({"parts": [{"name": "a", "limits": {"allow": ["ts"]}, "effect": "Allow"}]},
         {"parts": [{"name": "a", "limits": {"allow": ["ts"]}}]}),
        ({"parts": [{"name": "a", "limits": {"allow": []}, "effect": "Deny"}]},
         {"parts": [{"name": "a", "effect": "Deny"}]}),
        ({"parts": []}, {}),
        ({"status": "active", "seen": "now", "word": "hidden"}, {}),
        ({"status": "archived"}, {}),
        ({"status": "paused"}, {"status": "paused"}),
    ],
)  # fmt: skip
def test_what_is_worth_telling(there, told):
    assert portable(FIELDS, {"name": "one", **there}) == {"name": "one", **told}
