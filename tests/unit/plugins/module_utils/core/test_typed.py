# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Free-form values are brought to the types of their fields, or refused by name and place."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Field
from ansible_collections.opsweave.platform.plugins.module_utils.core.typed import checked

FIELDS = (
    Field("name", aliases=("Name",)),
    Field("count", "int"),
    Field("ratio", "float"),
    Field("on", "bool"),
    Field("verbs", "list", elements="str", choices=("read", "write")),
    Field("rules", "list", elements="dict", options=(Field("kind", required=True), Field("more", "dict"))),
    Field("any", "raw"),
    Field("items", "list"),
)
ACCEPTED = [
    ({"Name": 7}, {"name": "7"}),
    ({"count": "20", "ratio": "0.5", "on": "yes"}, {"count": 20, "ratio": 0.5, "on": True}),
    ({"verbs": ["read"], "any": [1, {}], "name": None}, {"verbs": ["read"], "any": [1, {}], "name": None}),
    ({"rules": [{"kind": "a", "more": {"x": 1}}]}, {"rules": [{"kind": "a", "more": {"x": 1}}]}),
]
REFUSED = [
    ({"nme": 1}, 'thing x: has no "nme"; did you mean "name"?'),
    ({"count": 1.5}, "thing x: count must be a whole number, not 1.5"),
    ({"ratio": "nan"}, "thing x: ratio must be a number, not 'nan'"),
    ({"on": "perhaps"}, "thing x: on must be true or false, not 'perhaps'"),
    ({"verbs": ["raed"]}, 'thing x: verbs item 1 cannot be "raed"; did you mean "read"?'),
    ({"verbs": "read"}, "thing x: verbs must be a list, not a text"),
    ({"items": {}}, "thing x: items must be a list, not a dictionary"),
    ({"rules": [{}]}, "thing x: rules item 1: give kind"),
    ({"name": []}, "thing x: name must be a text, not a list"),
    ([], "thing x must be a dictionary, not a list"),
]


@pytest.mark.parametrize(("given", "made"), ACCEPTED)
def test_types(given, made):
    assert checked(FIELDS, given, "thing x: ") == made


@pytest.mark.parametrize(("given", "message"), REFUSED)
def test_refusals(given, message):
    with pytest.raises(PlanError) as error:
        checked(FIELDS, given, "thing x: ")
    assert str(error.value) == message
