# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""GraphQL text: what is read of it, what is put into it, and what a nested dictionary becomes."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.infrahub.document import (
    Variable,
    compact,
    operation_of,
)
from ansible_collections.opsweave.platform.plugins.module_utils.infrahub.query_text import query_text
from ansible_collections.opsweave.platform.plugins.module_utils.infrahub.variables import fitted

LONG = '''
# query { commented }
query Many($name: String!, $ids: [ID!]!, $size: Int = 5, $order: OrderInput = {disable: true}) @cached(for: 5) {
  devices: NetDevice(name__value: $name, ids: $ids, limit: -5, order: {disable: true}, text: """a } " {""") @skip {
    edges { node { ...about } }
  }
  ... on Query { NetSite { count } }
  NetPort { count }
}
fragment about on NetDevice { id name { value } }
mutation Other { BuiltinTagDelete(data: {id: "}"}) { ok } }
'''


def test_what_a_document_says():
    found = operation_of(LONG, "Many")
    assert (found.kind, found.name) == ("query", "Many")
    assert found.variables == {
        "name": Variable("String", False),
        "ids": Variable("[ID!]", False),
        "size": Variable("Int", True),
        "order": Variable("OrderInput", True),
    }
    assert [(one.key, one.name) for one in found.fields] == [("devices", "NetDevice"), ("NetPort", "NetPort")]
    assert found.fields[0].arguments == {
        "name__value": "$name", "ids": "$ids", "limit": "-5", "order": "{disable:true}", "text": '"""a } " {"""',
    }  # fmt: skip
    assert operation_of(LONG, "Other").kind == "mutation"


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("{ a", None, "its braces do not match"),
        ("{ a ) }", None, "its braces do not match"),
        ("fragment x on Y { id }", None, "it has no operation"),
        ("quer { a }", None, '"quer" stands where an operation begins'),
        ("query", None, "a { is missing"),
        (LONG, None, "holds 2 operations; give operation to say which: Many, Other"),
        (LONG, "Mny", 'no operation "Mny"; did you mean "Many"'),
    ],
)
def test_what_is_no_document(text, name, words):
    with pytest.raises(PlanError) as caught:
        operation_of(text, name)
    assert words in str(caught.value)


def test_what_means_the_same():
    assert compact("query { a, b # no\n c }") == compact("query\n{a b\tc}")
    assert compact('{ a(b: "x  y") }') != compact('{ a(b: "x y") }')


DECLARED = operation_of("query ($n: Int!, $s: String, $b: Boolean, $l: [BigInt!], $o: Other, $f: Float = 1) { a }")


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ({"n": "5"}, {"n": 5}),
        ({"n": 5.0, "s": 7, "b": "yes"}, {"n": 5, "s": "7", "b": True}),
        ({"n": 1, "l": ["3", 4]}, {"n": 1, "l": [3, 4]}),
        ({"n": 1, "l": 3}, {"n": 1, "l": 3}),
        ({"n": 1, "o": {"x": 1}, "s": None, "f": "1.5"}, {"n": 1, "o": {"x": 1}, "s": None, "f": 1.5}),
    ],
)
def test_values_that_can_only_mean_one_thing(given, made):
    assert fitted(DECLARED.variables, given) == made


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "the query needs n (Int)"),
        ({"n": None}, "the query needs n (Int)"),
        ({"n": "secret"}, "variables.n is a text that is no Int"),
        ({"n": 2**31}, "variables.n is a number that is no Int"),
        ({"n": True}, "variables.n is a boolean that is no Int"),
        ({"n": 1, "s": {"a": "secret"}}, "variables.s is a dictionary that is no String"),
        ({"n": 1, "l": [None]}, "variables.l is null; the query wants BigInt!"),
    ],
)
def test_values_that_do_not_fit(given, words):
    with pytest.raises(PlanError) as caught:
        fitted(DECLARED.variables, given)
    assert words in str(caught.value) and "secret" not in str(caught.value)


def test_a_variable_that_is_not_declared():
    told = []
    assert fitted(DECLARED.variables, {"n": 1, "ss": 2}, told.append) == {"n": 1}
    assert told == ['the query declares no variable "ss"; did you mean "s"?']


def test_a_nested_dictionary():
    query = {
        "NetDevice": {
            "@alias": "devices",
            "@filters": {"name__values": "$names", "site__ids": ["a"], "limit": 5, "active__value": True, "x": None},
            "edges": {"node": {"id": None, "name": ["value"], "role": {"@alias": "what", "value": None}}},
        },
        "NetSite": {"@filters": {"name__value": "$site", "note__value": 'a "b" \n'}, "count": None},
    }
    assert query_text(query, {"names": ["x"]}, lambda root, name: {"name__value": "ID"}.get(name)) == (
        "query ($names: [String], $site: ID) { devices: NetDevice(name__values: $names, "
        'site__ids: ["a"], limit: 5, active__value: true, x: null) { edges { node { id name { value } '
        'what: role { value } } } } NetSite(name__value: $site, note__value: "a \\"b\\" \\n") { count } }'
    )


def no(root, name):
    return None


def test_a_dictionary_that_is_none():
    with pytest.raises(PlanError, match="query.NetSite.count is a dictionary or a list of field names"):
        query_text({"NetSite": {"count": 1}}, {}, no)
    with pytest.raises(PlanError, match="query names no field"):
        query_text({}, {}, no)
