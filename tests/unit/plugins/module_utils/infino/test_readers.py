# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Files of records and metrics are read piece by piece; what cannot be read is named by its line."""

from __future__ import annotations

import io
import json

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.infino import readers
from ansible_collections.opsweave.platform.plugins.module_utils.infino.readers import array, metrics, ndjson, table


def read(reader, text, *more):
    data = text.encode() if isinstance(text, str) else text
    return list(reader(io.BytesIO(data), "f", *more))


def test_ndjson():
    rows = read(ndjson, '\ufeff{"a": 1}\n\n{"b": "ä"}\r\n{"c": []}')
    assert [(row.line, row.record) for row in rows] == [(1, {"a": 1}), (3, {"b": "ä"}), (4, {"c": []})]


@pytest.mark.parametrize("piece", [1, 7, 1000])
def test_a_list_in_pieces(monkeypatch, piece):
    monkeypatch.setattr(readers, "PIECE", piece)
    records = [{"a": "ä" * 30, "n": [1, {"x": None}]}, {}, {"b": -1.5e3, "c": "]},"}]
    for indent in (None, 1):
        assert [row.record for row in read(array, json.dumps(records, indent=indent, ensure_ascii=False))] == records
    rows = read(array, '\n[\n{"a":\n1}, {"b": 2}\n,\n{"c": 3}]\n')
    assert [row.line for row in rows] == [3, 4, 6]
    assert read(array, " [ ] ") == []


@pytest.mark.parametrize(
    ("reader", "text", "words"),
    [
        (ndjson, '{"a": 1}\n{"a": }', "f:2:7: Expecting value"),
        (ndjson, '{"a": 1}\n[1]', r"f:2: a record is an object, and this is \[1\]"),
        (ndjson, '{"a": NaN}', "f:1: NaN is no value of JSON"),
        (ndjson, '{"index": {"_id": "1"}}\n{}', "f:1: this is an action of a bulk"),
        (ndjson, b'{"a": 1}\n\xff', "f:2: this line is not text in UTF-8"),
        (array, '{"a": 1}', "f:1: this is no list of records"),
        (array, "", "f:1: this is no list of records"),
        (array, '[{"a": 1},\n{"a": x}]', "f:2: Expecting value"),
        (array, '[{"a": 1}\n{"a": 2}]', "f:2: a , or the ] at the end"),
        (array, '[{"a": 1},\n]', "f:2: a record is missing between , and ]"),
        (array, '[{"a": 1}', "f:1: a , or the ] at the end"),
        (array, '[{"a": 1}]\n[', "f:2: there is more after the end"),
        (array, "[1]", "f:1: a record is an object"),
        (array, b'[{"a": "\xff"}]', "f:1: here or a little further"),
        (metrics, "# HELP up x\nup 1\nup one", "f:3: this is no sample"),
        (metrics, 'up{host="a} 1', "f:1: this is no sample"),
        (metrics, "up 1 1.5", "f:1: this is no sample"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line(reader, text, words):
    with pytest.raises(PlanError, match=words):
        read(reader, text)


def test_a_line_that_no_request_can_hold():
    with pytest.raises(PlanError, match="f:1: this line has more than"):
        read(ndjson, '{"a": "' + readers.LARGEST * "x" + '"}')


def test_csv():
    text = 'name,ports,up,more,note\na,48,True,"{""x"": 1}","two\nlines"\nb,,false,,\n'
    rows = read(table, text, {"ports": "int", "up": "bool", "more": "json"}, ",")
    assert [row.record for row in rows] == [
        {"name": "a", "ports": 48, "up": True, "more": {"x": 1}, "note": "two\nlines"},
        {"name": "b", "up": False},
    ]
    assert [row.line for row in rows] == [3, 4]
    assert read(table, "a;b\n1;07\n", {}, ";")[0].record == {"a": "1", "b": "07"}


@pytest.mark.parametrize(
    ("text", "types", "words"),
    [
        ("a,b\n1\n", {}, "f:2: here are 1 values, and the first line has 2 names"),
        ("a,a\n1,2\n", {}, "f:1: the name 'a' stands twice"),
        ("a,\n1,2\n", {}, "f:1: a name is empty"),
        ("ports\n1\n", {"port": "int"}, 'f:1: there is no column "port"; did you mean "ports"'),
        ("ports\n1\nmany\n", {"ports": "int"}, "f:3: ports is 'many', which is no int"),
        ("ports\nnan\n", {"ports": "float"}, "f:2: ports is 'nan', which is no float"),
        ("up\n1\n", {"up": "bool"}, "f:2: up is '1', which is no bool"),
        ('a\n"x\n', {}, "f:2: unexpected end of data"),
    ],
)
def test_what_is_wrong_in_csv_is_named_by_its_line(text, types, words):
    with pytest.raises(PlanError, match=words):
        read(table, text, types, ",")


def test_metrics():
    text = '# TYPE up gauge\n\nup 1\nup{a="x\\"y}", b = "z",} -1.5e3 1780000000000\nx:y NaN\nz{} +Inf 5\n'
    samples = read(metrics, text)
    assert [(one.line, one.counts, one.timed) for one in samples] == [
        (1, False, False), (3, True, False), (4, True, True), (5, True, False), (6, True, True),
    ]  # fmt: skip
