# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Files, their buckets, and addresses at which one can be fetched or put for a while."""

from __future__ import annotations

from ..walk import finds, row, see

BYTES = {"base64": "UEsDBA=="}
PLAIN = {"content_type": "text/plain"}

NEW_BUCKETS = (
    row(
        "files_buckets",
        {"name": "reports", "maxObjectBytes": 1000, "emitEvents": True},
        look=finds("file_bucket", name="reports", max_object_bytes=1000, emit_events=True),
    ),
    row("files_list_buckets", look=see("file_bucket_info", part="buckets")),
    row("files_get_buckets", "reports", look=see("file_bucket_info", name="reports")),
    row("files_patch_buckets", "reports", {"maxObjectBytes": 2000}, look=see("file_bucket_info", name="reports")),
    row("files_delete_buckets", "reports", look=finds("file_bucket", name="reports", state="absent")),
    row("files_get_buckets", "reports", refused=404),
)
NEW_OBJECTS = (
    row("files_buckets", {"name": "reports", "allowSignedUrls": True}),
    row(
        "files_update_buckets_objects",
        "reports",
        "a/b c.txt",
        BYTES,
        **PLAIN,
        keep="file",
        look=finds("file", bucket="reports", path="a/b c.txt", content="PK\x03\x04", content_type="text/plain"),
    ),
    row("files_update_buckets_objects", "reports", "a/b c.txt", BYTES, **PLAIN, if_none_match="*", refused=412),
    row("files_get_buckets_info", "reports", "a/b c.txt", look=see("file_info", bucket="reports", path="a/b c.txt")),
    row("files_get_buckets_objects", "reports", "a/b c.txt"),
    row("files_list_buckets_objects", "reports", look=see("file_info", part="files", bucket="reports", recurse=True)),
    row("files_buckets_copy", "reports", {"from": "a/b c.txt", "to": "a/copy.txt"}),
    row("files_buckets_move", "reports", {"from": "a/copy.txt", "to": "a/moved.txt"}),
    row("files_buckets_move_prefix", "reports", {"from": "a/", "to": "z/"}),
    row("files_buckets_signed_urls_upload", "reports", {"path": "up.txt", "ttlSeconds": 60}, keep="up"),
    row("files_update_signed", BYTES, **PLAIN, token="<up.url.token>"),
    row("files_buckets_signed_urls_download", "reports", {"path": "up.txt", "ttlSeconds": 60}, keep="down"),
    row("files_list_signed", token="<down.url.token>"),
    row(
        "files_delete_buckets_objects",
        "reports",
        "up.txt",
        look=finds("file", bucket="reports", path="up.txt", state="absent"),
    ),
)
