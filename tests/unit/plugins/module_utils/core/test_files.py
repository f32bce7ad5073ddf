# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Files of users: found in order, read without surprises, errors with their place."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.core.files import documents, found


def test_found(tmp_path):
    for name in ("b.yml", "a.json", "c.txt", ".hidden.yml", "sub/d.yaml", ".git/e.yml"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a: 1")
    assert [path.name for path in found(str(tmp_path / "in"))] == ["a.json", "b.yml", "d.yaml"]
    assert [path.name for path in found(str(tmp_path / "in/c.txt"))] == ["c.txt"]
    with pytest.raises(PlanError, match="files: there is no file or folder"):
        found(str(tmp_path / "none"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(PlanError, match="holds no"):
        found(str(tmp_path / "empty"))


def test_documents(tmp_path):
    path = tmp_path / "x.yml"
    path.write_text("---\na: 2026-01-02\n---\n---\nb: [1, yes]\n")
    places, read = zip(*documents(path))
    assert read == ({"a": "2026-01-02"}, {"b": [1, True]})
    assert places == (f"{path} (document 1)", f"{path} (document 2)")
    path.write_text("a: [1")
    with pytest.raises(PlanError, match=r"x\.yml:\d+:\d+: "):
        list(documents(path))
    path.write_bytes(b"a: \xff")
    with pytest.raises(PlanError):
        list(documents(path))
    path.write_text("a: !!python/object/apply:os.system ['true']")
    with pytest.raises(PlanError):
        list(documents(path))
    with pytest.raises(PlanError, match="cannot be read"):
        list(documents(tmp_path / "none.yml"))
