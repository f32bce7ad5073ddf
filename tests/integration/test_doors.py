# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Through both doors alike: defaults of a group, variables, short names, loops, dates, and refusals in words."""

from __future__ import annotations

import os
import shutil

import pytest
import yaml

from .runner import ADDRESSES, ours, play

pytestmark = pytest.mark.lab_only("what is looked at here is the doors, not a server")

DOORS = {"inside": "true", "outside": "false"}
BUCKET = "ironflow_kv_bucket"
SECRET = "word-that-nobody-sees"


@pytest.fixture(params=DOORS)
def door(request, site):
    """Runs tasks through one of the doors, and gives their results by name."""

    def through(tasks, *flags, without=(), **more):
        kept = dict(site.exports)
        for name in without:
            site.exports.pop(name)
        try:
            done = site.play([play("doors", tasks, **more)], f"-eopsweave_in_process={DOORS[request.param]}", *flags)
        finally:
            site.exports.update(kept)
        assert ("AnsiballZ" in done.output) == (request.param == "outside" and "-vvvv" in flags)
        return done

    through.site = site
    return through


def refusal(door, module, args, **more):
    done = door([ours(module, args, "it", ignore_errors=True, **more)])
    result = done.results()["it"]
    assert result["failed"] and "Traceback" not in str(result), result
    return result["msg"]


def test_defaults_of_a_group(door):
    exports = dict(door.site.exports)
    defaults = {"api_url": exports["IRONFLOW_SERVER_URL"], "api_key": exports["IRONFLOW_API_KEY"]}
    done = door(
        [ours(BUCKET, {"name": "regions"}, "it")],
        module_defaults={"group/opsweave.platform.ironflow": defaults},
        without=("IRONFLOW_SERVER_URL", "IRONFLOW_API_KEY"),
    )
    assert done.results()["it"]["operation"] == "create"
    lost = door([ours(BUCKET, {"name": "regions"}, "it", ignore_errors=True)], without=("IRONFLOW_SERVER_URL",))
    assert lost.results()["it"]["msg"] == "missing required arguments: api_url"


def test_variables_of_a_task_count_and_do_not_stay(door):
    exports = dict(door.site.exports)
    given = {name: exports[name] for name in ("IRONFLOW_SERVER_URL", "IRONFLOW_API_KEY")}
    done = door(
        [
            ours(BUCKET, {"name": "regions"}, "with", environment=given),
            ours(BUCKET, {"name": "regions"}, "without", ignore_errors=True),
        ],
        without=tuple(given),
    )
    assert done.results()["with"]["operation"] == "create"
    assert "missing required arguments" in done.results()["without"]["msg"]


def test_a_short_name(door):
    done = door([{"name": "it", BUCKET: {"name": "regions"}}], collections=["opsweave.platform"])
    assert done.results()["it"]["operation"] == "create"


def test_a_loop_and_its_failures(door):
    task = {"name": "it", f"opsweave.platform.{BUCKET}": {"name": "{{ item }}"}, "loop": ["a", "bad name/\\", "b"]}
    done = door([{**task, "ignore_errors": True}])
    rounds = done.results()["it"]["results"]
    assert [one.get("operation") for one in rounds] == ["create", None, "create"]
    assert "bad name" in rounds[1]["msg"] or "400" in rounds[1]["msg"]


def test_check_and_diff_from_the_command_line(door):
    task = ours(BUCKET, {"name": "regions", "description": "blue"}, "it")
    done = door([task], "--check", "--diff")
    result = done.results()["it"]
    assert result["operation"] == "create" and result["diff"]["after"]["description"] == "blue"
    assert '+    "description": "blue"' in done.output
    assert not door.site.journal("ironflow")["writes"]
    assert "diff" not in door([task]).results()["it"]


def test_requests_are_shown_when_asked_for(door):
    done = door([ours(BUCKET, {"name": "regions"}, "it")], "-vvvv")
    log = done.results()["it"]["request_log"]
    assert [line.split(":")[0] for line in log] == ["GET /api/v1/kv/buckets/regions", "POST /api/v1/kv/buckets"]
    assert done.results()["it"]["requests"] == 2
    assert "request_log" not in door([ours(BUCKET, {"name": "regions"}, "it")]).results()["it"]


def test_dates_and_numbers_as_names_in_free_data(door):
    document = yaml.safe_load("{name: app, data: {day: 2026-01-02, 5: five, text: '{{ 1 + 1 }}'}}")
    done = door([ours("ironflow_config", document, "it"), ours("ironflow_config", document, "again")])
    assert done.results()["it"]["resource"]["data"] == {"day": "2026-01-02", "5": "five", "text": "{{ 1 + 1 }}"}
    assert not done.results()["again"]["changed"]


def test_secrets_and_hidden_data_are_not_shown(door):
    word = "{{ lookup('file', word) }}"  # Ansible itself quotes a playbook's lines and its variables
    tasks = [
        {"opsweave.platform.ironflow_secret": {"name": "db", "value": word}},
        {"opsweave.platform.ironflow_secret": {"name": "", "value": word}},
        {"opsweave.platform.ironflow_secret": {"name": "db", "value": word, "nonsense": 1}},
        {"opsweave.platform.ironflow_secret": {"name": "db", "value": word, "state": word}},
        {"opsweave.platform.infrahub_query": {"query": "{", "variables": {"a": word}}},
        {"opsweave.platform.infrahub_query": {"query": "{ x", "variables": {"a": word}, "nonsense": 1}},
    ]
    named = [{"name": str(number), **task, "ignore_errors": True} for number, task in enumerate(tasks)]
    (door.site.folder / "word").write_text(SECRET, encoding="utf-8")
    done = door(named, "-vvvv", "--diff", f"-eword={door.site.folder / 'word'}")
    assert len(done.results()) == len(tasks)
    assert [bool(done.results()[str(number)].get("failed")) for number in range(6)] == [False, *[True] * 5]
    shown = [line for line in done.output.splitlines() if SECRET in line]
    assert not shown, shown[0][:300]
    assert SECRET not in repr(done.tasks)


@pytest.mark.parametrize(
    ("module", "args", "words"),
    [
        (BUCKET, {"name": "x", "api_url": "http://127.0.0.1:9", "api_retries": 0}, "no connection; is the server up"),
        (BUCKET, {"name": "x", "api_key": "ifkey_wrong"}, "check the credential"),
        (BUCKET, {"name": "x", "api_url": "localhost:1"}, "api_url must look like https://host:port/path"),
        (BUCKET, {"name": "x", "state": "gone"}, "value of state must be one of: present, absent, got: gone"),
        (BUCKET, {"name": "x", "nmae": "y"}, f"Unsupported parameters for (opsweave.platform.{BUCKET}) module: nmae"),
        (BUCKET, {"name": "x", "history": "many"}, "argument 'history' is of type"),
        ("infrahub_node", {"kind": "BuiltinTga", "data": {}}, 'did you mean "BuiltinTag"'),
        ("infrahub_node", {"kind": "BuiltinTag", "data": {"nmae": "x"}}, 'did you mean "name"'),
        ("infrahub_node", {"kind": "BuiltinTag", "data": {"name": "x"}, "branch": "nowhere"}, "nowhere"),
        ("infino_dataset", {"name": "x y"}, "a name holds only"),
        ("infino_dataset", {"name": "x", "api_secret_key": "wrong-secret-key"}, "HTTP 401"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else None,
)
def test_bad_input_is_refused_in_words(door, module, args, words):
    assert words in refusal(door, module, args)
    assert not door.site.journal(module.partition("_")[0])["writes"]


def test_another_service_is_told_apart(door):
    door.site.control("ironflow", "faults", [{"action": "login_page", "times": 9}])
    assert "instead of JSON; is api_url right?" in refusal(door, BUCKET, {"name": "x"})


def test_async_is_a_process_of_its_own(site):
    done = site.play([play("async", [{**ours(BUCKET, {"name": "regions"}, "it"), "async": 30, "poll": 1}])], "-vvvv")
    assert done.results()["it"]["operation"] == "create" and "AnsiballZ" in done.output


def test_every_system_has_its_group(site):
    """Their defaults reach every module of the system, and no other."""
    wrong = {f"group/opsweave.platform.{system}": {"api_url": "nonsense"} for system in ADDRESSES}
    names = (BUCKET, "infino_dataset", "infrahub_branch")
    tasks = [ours(f"{name}_info", {}, name, ignore_errors=True) for name in names]
    done = site.play([play("groups", tasks, module_defaults=wrong)])
    assert all("api_url must look like" in result["msg"] for result in done.results().values())


OBJECTS = """
apiVersion: infrahub.app/v1
kind: Object
spec:
  kind: BuiltinTag
  data:
    - {name: blue}
"""


def test_files_beside_the_playbook(door):
    folder = door.site.folder / "files/objects"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tags.yml").write_text(OBJECTS)
    done = door(
        [
            ours("infrahub_nodes", {"files": ["objects"]}, "it"),
            ours("infrahub_nodes", {"files": ["nope"]}, "no", ignore_errors=True),
        ]
    )
    results = done.results()
    assert results["it"]["operations"]["create"] == 1
    assert "there is no file or folder nope" in results["no"]["msg"]


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("su"), reason="becoming another asks for su, and for root")
def test_files_come_along_to_another_user(site):
    folder = site.folder / "files/objects"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tags.yml").write_text(OBJECTS)
    task = ours("infrahub_nodes", {"files": ["objects"]}, "it", become=True, become_method="su")
    done = site.play([play("doors", [task])], "-vvvv")
    assert done.status == 0, done.output[-3000:]
    assert "AnsiballZ" in done.output and done.results()["it"]["operations"]["create"] == 1
