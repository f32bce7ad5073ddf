# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A change that an Ironflow SDK makes ends a wait of ours, and what its watch tells is what ours sees."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable

import pytest

from .conftest import Pair

SOCKETS = "0.53.0"  # of the server and the SDK


def waited(ironflow: Pair, change: Callable[[int], Any], noun: str, **args: Any) -> dict[str, Any]:
    """What our wait ends with, while somebody changes something again and again."""
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(ironflow.ours, noun, wait_timeout=30, wait_interval=1, **args)
        number = 0
        while not waiting.done():
            number += 1
            change(number)
            time.sleep(0.3)
        return waiting.result()


def test_their_put_ends_our_wait(ironflow: Pair) -> None:
    ironflow.sdk("kv_buckets", {"name": "b"})
    found = waited(
        ironflow,
        lambda number: ironflow.sdk("kv_update_buckets_keys", "b", "sites.ams", {"n": number}),
        "kv_wait",
        bucket="b",
        key="sites.*",
    )
    assert (found["operation"], found["resource"]["key"]) == ("put", "sites.ams")
    number = found["resource"]["value"]["n"]
    assert found["resource"]["revision"] == number >= 1
    there = {"bucket": "b", "key": "sites.ams", "until": "present"}
    ended = waited(
        ironflow,
        lambda number: ironflow.sdk("kv_update_buckets_keys", "b", "sites.ams", {"n": "last"}),
        "kv_wait",
        **there,
        value={"n": "last"},
    )
    assert ended["resource"]["value"] == {"n": "last"}


def test_their_document_ends_our_wait(ironflow: Pair) -> None:
    found = waited(
        ironflow, lambda number: ironflow.sdk("config_create", "app", {"n": number}), "config_wait", name="app"
    )
    assert (found["operation"], found["resource"]["revision"]) == ("put", found["resource"]["data"]["n"])
    gone = waited(
        ironflow, lambda number: ironflow.sdk("config_delete", "app"), "config_wait", name="app", until="absent"
    )
    assert gone["operation"] in ("delete", "none")


def test_their_watch_tells_what_ours_sees(ironflow: Pair) -> None:
    if not ironflow.version == ironflow.sdk("version") == SOCKETS:
        pytest.skip("servers and SDKs have watches from 0.40 on")
    ironflow.ours("kv_bucket", name="b")
    (told,) = ironflow.sdk("watch", "watch_kv", "b", key="a.*", then=["kv_update_buckets_keys", "b", "a.x", {"n": 1}])
    seen = ironflow.ours("kv_wait", bucket="b", key="a.x", revision=0)["resource"]
    assert (told["key"], told["revision"], told["operation"]) == (seen["key"], seen["revision"], "put")
    (told,) = ironflow.sdk("watch", "watch_config", "app", then=["config_create", "app", {"n": 1}])
    seen = ironflow.ours("config_wait", name="app", revision=0)["resource"]
    assert (told["data"], told["revision"], told["updated_at"]) == (seen["data"], seen["revision"], seen["updated_at"])
