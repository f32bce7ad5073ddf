# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The server's refusals of a schema, as seen on 1.11.9, in sentences with file and place."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import ApiError
from ansible_collections.opsweave.platform.plugins.module_utils.infrahub.schema_errors import complaints

TAGS = "<AttributeKind.TEXT: 'Text'>, <AttributeKind.NUMBER: 'Number'>"
BOX = {
    "name": "Box",
    "namespace": "Net",
    "attributes": [{"name": "x", "kind": "Text"}, {"name": "what", "kind": "Texty"}, {"name": "much"}],
    "relationships": [{"name": "peers", "peer": "NetPeer"}],
}
ADDED = {"kind": "BuiltinTag", "attributes": [{"name": "owner", "kind": "Text"}]}
DOCUMENTS = [
    ("a.yml", {"version": "1.0", "nodes": [BOX]}),
    ("b.yml (document 2)", {"version": "1.0", "extensions": {"nodes": [ADDED]}}),
]


def detail(msg, *loc):
    return {"type": "value_error", "loc": ["body", "schemas", *loc], "msg": msg, "input": "secret"}


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (detail("Field required", 0, "version"), "a.yml: version: Field required"),
        (detail("Input should be a valid list", 0, "nodes"), "a.yml: nodes: Input should be a valid list"),
        (
            detail("String should have at least 3 characters", 0, "nodes", 0, "attributes", 0, "Text", "name"),
            "a.yml: nodes[0].attributes[0].name: String should have at least 3 characters (NetBox.x)",
        ),
        (
            detail(
                f"Input tag 'Texty' found using 'kind' does not match any of the expected tags: {TAGS}",
                0,
                "nodes",
                0,
                "attributes",
                1,
            ),  # fmt: skip
            'a.yml: nodes[0].attributes[1].kind: there is no kind "Texty"; did you mean "Text"? (NetBox.what)',
        ),
        (
            detail("Unable to extract tag using discriminator 'kind'", 0, "nodes", 0, "attributes", 2),
            "a.yml: nodes[0].attributes[2].kind: it is missing (NetBox.much)",
        ),
        (
            detail("Unknown field, it is not part of the schema", 1, "extensions", "nodes", 0, "zzz"),
            "b.yml (document 2): extensions.nodes[0].zzz: Unknown field, it is not part of the schema (BuiltinTag)",
        ),
        (detail("Input should be a valid dictionary", 1), "b.yml (document 2): Input should be a valid dictionary"),
        (detail("strange", 7, "nodes"), "schemas.7.nodes: strange"),
        ({"loc": ["query", "branch"], "msg": "too long"}, "query.branch: too long"),
    ],
)
def test_detail(item, told):
    assert complaints(ApiError("refused", 422, {"detail": [item]}), DOCUMENTS) == [told]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("NetBox.order_by: zzz__value is invalid on schema NetBox", "a.yml: NetBox.order_by: zzz__value is invalid on"),
        ("BuiltinTag: 'a__b' cannot be used", "b.yml (document 2): BuiltinTag: 'a__b' cannot be used"),
        ("Unable to find the schema 'NetNone' in the registry", "Unable to find the schema 'NetNone' in the registry"),
        ("Unable to find the schema 'NetPeer' in the registry", "a.yml: Unable to find the schema 'NetPeer' in"),
    ],
)
def test_message(message, told):
    error = ApiError("refused", 422, {"data": None, "errors": [{"message": message, "extensions": {"code": 422}}]})
    assert complaints(error, DOCUMENTS)[0].startswith(told)


def test_all_at_once_and_none_twice():
    missing = detail("Field required", 0, "version")
    items = [missing, missing, detail("Not so", 1, "nodes")]
    told = complaints(ApiError("refused", 422, {"detail": items}), DOCUMENTS)
    assert told == ["a.yml: version: Field required", "b.yml (document 2): nodes: Not so"]
    both = ApiError("refused", 422, {"errors": [{"message": "NetBox: one,\nBuiltinTag: two"}]})
    assert complaints(both, DOCUMENTS) == ["a.yml: NetBox: one", "b.yml (document 2): BuiltinTag: two"]


def test_an_answer_of_another_shape():
    assert complaints(ApiError("POST x was answered with HTTP 422", 422, None), DOCUMENTS)[0].endswith("HTTP 422")


def test_what_was_probably_meant():
    field = detail("Unknown field, it is not part of the schema", 0, "nodes", 0, "atributes")
    kind = ApiError("", 422, {"errors": [{"message": "Unable to find the schema 'NetBocks' in the registry"}]})
    assert complaints(ApiError("", 422, {"detail": [field]}), DOCUMENTS) == [
        'a.yml: nodes[0].atributes: Unknown field, it is not part of the schema; did you mean "attributes"? (NetBox)'
    ]
    assert complaints(kind, DOCUMENTS, lambda: ["NetDevice"])[0].endswith('; did you mean "NetBox"?')
