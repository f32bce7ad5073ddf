# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of files and of their buckets, on the first servers that have them and on new ones."""

from __future__ import annotations

from .life import Life, each

BUCKET = ("ironflow_file_bucket", {"name": "docs", "allow_signed_urls": True})
WHERE = {"bucket": "docs", "path": "a b/ü.txt"}


def file(path, content):
    return "ironflow_file", {"bucket": "docs", "path": path, "content": content}


LIVES = [
    Life(
        "ironflow_file_bucket",
        {"name": "docs", "max_object_bytes": 1000, "allowed_content_types": ["text/plain", "image/*"]},
        {"emit_events": True, "allow_signed_urls": True, "allowed_content_types": []},
        alike=({"max_object_bytes": 1000},),
        version="0.41.0",
    ),
    Life(
        "ironflow_file_bucket",
        {"name": "docs/{{ 1 + 1 }}", "emit_events": True},
        {"allowed_content_types": ["text/plain", "image/*"], "emit_events": False},
        alike=({"allowed_content_types": ["image/*", "text/plain"]},),
    ),
    *each(
        ("0.41.0", "0.42.0", "0.53.0"),
        Life(
            "ironflow_file",
            {**WHERE, "content": "Sky {{ 1 + 1 }}", "metadata": {"By": "test", "number": 7}},
            {"content": "Sea", "content_type": "text/markdown"},
            before=(BUCKET,),
            alike=({"metadata": None, "content_type": None}, {"content": None, "content_type": "text/markdown"}),
        ),
        Life(
            "ironflow_file",
            {**WHERE, "copy_from": {"path": "one"}},
            {"copy_from": {"path": "two", "bucket": "docs"}},
            before=(BUCKET, file("one", "1"), file("two", "2")),
        ),
        Life(
            "ironflow_file",
            {**WHERE, "move_from": {"path": "one"}},
            {"move_from": {"path": "two"}},
            before=(BUCKET, file("one", "1"), file("two", "2")),
        ),
    ),
    Life("ironflow_file", {**WHERE, "content": ""}, {"metadata": {"by": "test"}}, before=(BUCKET,)),
    Life("ironflow_file_url", {**WHERE, "ttl_seconds": 60}, {}, before=(BUCKET,), once=True, twice=True),
    Life(
        "ironflow_file_url",
        {**WHERE, "use": "upload", "max_bytes": 9, "create_only": True, "content_type": "text/plain"},
        {},
        before=(BUCKET,),
        once=True,
        twice=True,
    ),
]
