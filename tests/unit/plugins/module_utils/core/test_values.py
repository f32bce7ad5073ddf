# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Values along their fields: what differs, what is hidden, at every depth."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Field
from ansible_collections.opsweave.platform.plugins.module_utils.core.values import (
    differs,
    filled,
    form,
    given,
    untold,
    without,
)

TEXT, NUMBER, FLAG = Field("a"), Field("a", "int"), Field("a", "bool")
BAG = Field("a", "list", elements="str", unordered=True)
ROW = Field("a", "list", elements="str")
RAW = Field("a", "raw")
INNER = Field("a", "dict", options=(Field("x", "int", server_default=0), Field("y"), Field("key", secret=True)))
ITEMS = Field("a", "list", elements="dict", options=INNER.options, unordered=True)
NAME = Field("a", "list", elements="str", canonical=str.lower, unordered=True)


@pytest.mark.parametrize(
    ("field", "wanted", "found", "different"),
    [
        (TEXT, "x", "x", False),
        (TEXT, "1", 1, True),
        (TEXT, "", None, True),
        (NUMBER, 1, 1.0, False),
        (NUMBER, 1, True, True),
        (FLAG, False, None, True),
        (Field("a", "bool", server_default=False), False, None, False),
        (Field("a", "bool", server_default=False), None, False, False),
        (Field("a", "bool", server_default=False), None, True, True),
        (BAG, ["b", "a"], ["a", "b"], False),
        (BAG, ["a"], ["a", "a"], True),
        (ROW, ["b", "a"], ["a", "b"], True),
        (ROW, [], None, True),
        (NAME, ["B", "a"], ["A", "b"], False),
        (RAW, {"a": [1, {"b": 2}]}, {"a": [1.0, {"b": 2.0}]}, False),
        (RAW, {"a": [1, {"b": 2}]}, {"a": [{"b": 2}, 1]}, True),
        (RAW, {"a": None}, {}, True),
        (RAW, 10**20, float(10**20), False),
        (RAW, 0.1, 0.2, True),
        (INNER, {"x": 1}, {"x": 1, "y": "z"}, False),
        (INNER, {"x": 0}, {"x": None, "y": "z"}, False),
        (INNER, {"key": "new"}, {"x": 1}, False),
        (ITEMS, [{"x": 1}, {"y": "b"}], [{"x": 0, "y": "b"}, {"x": 1, "y": None}], False),
        (ITEMS, [{"x": 1}], [{"x": 2}], True),
        (ITEMS, [{"x": 1, "key": "k"}], [{"x": 1}], False),
    ],
)
def test_differs(field, wanted, found, different):
    assert differs(field, wanted, found) is different


def test_given_leaves_out_what_was_not_given_at_every_depth():
    fields = (TEXT, Field("inner", "dict", options=INNER.options), Field("items", "list", options=INNER.options))
    params = {"a": None, "inner": {"x": None, "y": ""}, "items": [{"x": 1, "y": None}], "other": 5}
    assert given(fields, params) == {"inner": {"y": ""}, "items": [{"x": 1}]}


def test_without_hides_at_every_depth_and_shows_only_declared_names():
    values = {"a": {"x": 1, "key": "k", "more": 2}, "other": 5}
    assert without((INNER,), values, "secret") == {"a": {"x": 1}}
    assert without((ITEMS,), {"a": [{"key": "k", "y": "b"}]}, "secret") == {"a": [{"y": "b"}]}
    assert without((Field("a", secret=True),), {"a": "s"}, "secret") == {}


def test_filled_says_what_the_server_makes_of_what_is_left_out():
    fields = (Field("id", computed=True), INNER, Field("b", server_default="d"), Field("c"))
    assert filled(fields, {"a": {"y": "z"}}) == {"a": {"x": 0, "y": "z", "key": None}, "b": "d", "c": None}


def test_untold_names_the_path():
    fields = (TEXT, Field("i", "dict", options=INNER.options), Field("s", secret=True))
    wanted = {"a": "x", "i": {"x": 1, "y": "b", "key": "k"}, "s": "secret"}
    assert list(untold(fields, wanted, {"i": {"x": 1}})) == ["a", "i.y"]
    assert list(untold(fields, wanted, {"a": "y", "i": {"x": 1, "y": None}})) == []


def test_form_is_one_text_for_equal_values():
    assert form(RAW, {"b": 1.0, "a": [True]}) == form(RAW, {"a": [True], "b": 1})
    assert form(RAW, True) != form(RAW, 1)
