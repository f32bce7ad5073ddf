# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Keys and values, config documents, secrets."""

from __future__ import annotations

from ..walk import finds, row, see

KEY = {"bucket": "regions", "key": "ams.mtu"}
BUCKETS = (
    row(
        "kv_buckets",
        {"name": "regions", "description": "Per region", "history": 3, "ttl_seconds": 3600},
        look=finds("kv_bucket", name="regions", description="Per region", history=3, ttl_seconds=3600),
    ),
    row("kv_buckets", {"name": "regions"}, refused=409),
    row("kv_buckets", {"name": "other"}),
    row("kv_list_buckets", look=see("kv_bucket_info", part="buckets", but=("bytes",))),
    row("kv_get_buckets", "regions", look=see("kv_bucket_info", name="regions", but=("bytes",))),
    row("kv_delete_buckets", "other", look=finds("kv_bucket", name="other", state="absent")),
    row("kv_get_buckets", "other", refused=404),
)
KEYS = (
    row("kv_buckets", {"name": "regions", "history": 5}),
    row(
        "kv_update_buckets_keys",
        "regions",
        "ams.mtu",
        {"mtu": 9000},
        keep="first",
        look=finds("kv", **KEY, value={"mtu": 9000}),
    ),
    row(
        "kv_update_buckets_keys",
        "regions",
        "ams.mtu",
        1500,
        if_match="<first.revision>",
        keep="second",
        look=finds("kv", **KEY, value=1500),
    ),
    row("kv_update_buckets_keys", "regions", "ams.mtu", 1, if_match="<first.revision>", refused=412),
    row("kv_update_buckets_keys", "regions", "fra.mtu", [1], if_none_match="*"),
    row("kv_list_buckets_keys", "regions", filter="ams.*"),
    row("kv_get_buckets_keys", "regions", "ams.mtu", look=see("kv_info", **KEY, but=("value",))),
    row(
        "watch_kv",
        "regions",
        then=["kv_update_buckets_keys", "regions", "ams.ntp", "a"],
        look=see(
            "kv_wait", result="resource", part="0", bucket="regions", key="ams.ntp", until="present", but=("value",)
        ),
    ),
    row("kv_delete_buckets_keys", "regions", "ams.mtu", look=finds("kv", **KEY, state="absent")),
    row("kv_get_buckets_keys", "regions", "ams.mtu", refused=404),
)
CONFIG = (
    row(
        "config_create",
        "net",
        {"mtu": 1500, "dns": ["192.0.2.1"]},
        look=finds("config", name="net", data={"mtu": 1500, "dns": ["192.0.2.1"]}, exact=True),
    ),
    row("config_get", "net", look=see("config_info", name="net")),
    row("config_get", "net", look=see("lookup config", part="data", terms=["net"])),
    row("config_patch", "net", {"mtu": 9000, "dns": None}, look=finds("config", name="net", data={"mtu": 9000})),
    row("config_list", look=see("config_info", part="configs")),
    row(
        "watch_config",
        "net",
        then=["config_patch", "net", {"mtu": 9001}],
        look=see("config_wait", result="resource", part="0", name="net", until="present"),
    ),
    row("config_delete", "net", look=finds("config", name="net", state="absent")),
    row("config_get", "net", refused=404),
)
SECRETS = (
    row(
        "secrets_create",
        {"name": "TOKEN", "value": "hunter22", "description": "of the shop"},
        look=finds("secret", name="TOKEN", description="of the shop"),
    ),
    row("secrets_create", {"name": "TOKEN", "value": "again"}, refused=409),
    row("secrets_list", look=see("secret_info")),
    row("secrets_get", "TOKEN", look=see("secret_info", name="TOKEN")),
    row("secrets_patch", "TOKEN", {"description": "of the till"}, look=see("secret_info", name="TOKEN")),
    row("secrets_update", "TOKEN", {"name": "TOKEN", "value": "hunter33"}),
    row("secrets_delete", "TOKEN", look=finds("secret", name="TOKEN", state="absent")),
    row("secrets_get", "TOKEN", refused=404),
)
