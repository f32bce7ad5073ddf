# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a task learns for the next: there for the same run, readable by nobody else."""

from __future__ import annotations

import stat

from ansible_collections.opsweave.platform.plugins.module_utils.core.memo import Memo


def test_a_later_task_of_the_run_finds_it(tmp_path):
    Memo(tmp_path / "run").put({"a": [1, None]}, "schema http://x", "main")
    later = Memo(tmp_path / "run")
    assert later.get("schema http://x", "main") == {"a": [1, None]}
    assert later.get("schema http://x", "other") is None and later.get("schema http://y", "main") is None
    assert Memo(tmp_path / "another").get("schema http://x", "main") is None


def test_nobody_else_may_read_it_and_no_name_shows(tmp_path):
    memo = Memo(tmp_path / "run")
    memo.put("value", "schema http://user@host/", "main")
    paths = [tmp_path / "run", *(tmp_path / "run").rglob("*")]
    assert len(paths) == 3
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 for path in paths)
    assert not any("host" in path.name for path in paths)


def test_what_is_dropped_is_gone_for_all(tmp_path):
    memo, other = Memo(tmp_path), Memo(tmp_path)
    for name in ("a", "b"):
        memo.put(1, "schema", name)
    memo.put(2, "version", "a")
    memo.drop("schema")
    for one in (memo, other):
        assert one.get("schema", "a") is None and one.get("schema", "b") is None
        assert one.get("version", "a") == 2


def test_without_a_folder_it_lives_in_this_process():
    memo = Memo()
    memo.put(1, "a", "b")
    assert memo.get("a", "b") == 1 and Memo().get("a", "b") is None
    memo.drop("a")
    assert memo.get("a", "b") is None
