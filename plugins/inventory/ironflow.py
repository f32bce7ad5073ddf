# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Keys of a KV bucket, or what a config document holds, as hosts."""

from __future__ import annotations

DOCUMENTATION = r"""
name: ironflow
short_description: Keys of a KV bucket of Ironflow, or a config document, as hosts
description:
  - Turns each key of a KV bucket into a host, whose variables are what the key's value holds.
  - Or turns what a config document holds into hosts; each key of a dictionary is one, or each dictionary of a list.
  - A value that is no dictionary is the variable C(ironflow_value). The key itself is the variable C(ironflow_key).
  - The configuration file's name ends in C(.yml) or C(.yaml).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  plugin:
    description: Marks the file as one for this plugin.
    type: str
    required: true
    choices: [opsweave.platform.ironflow]
  bucket:
    description: Name of a KV bucket whose keys are hosts. Either this or O(document) is given.
    type: str
  filter:
    description:
      - Only keys that fit this pattern, with O(bucket). V(*) stands for one part between dots, V(>) for all that
        follow, as in V(devices.>).
    type: str
  document:
    description: Name of a config document that holds the hosts.
    type: str
  path:
    description:
      - Where in the document the hosts are, with O(document), as keys with dots between them, such as V(sites.hosts).
      - Anything else is taken for a JMESPath expression, which needs the library jmespath.
    type: str
  hostnames:
    description:
      - What names a host, the first that is not empty.
      - Each is the name of a variable, a dotted path into one, such as V(host.name), or a Jinja2 expression.
      - Two keys, or two entries, that get one name are an error.
    type: list
    elements: str
    default: [ironflow_key, name, host, hostname]
extends_documentation_fragment:
  - opsweave.platform.hosts
  - opsweave.platform.ironflow.plugin
  - opsweave.platform.connection.plugin
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
notes:
  - With a cache the server is not asked at all until that expires. A change of what is asked for, or of where and as
    whom, makes what is cached void.
seealso:
  - plugin: opsweave.platform.ironflow_kv
    plugin_type: lookup
  - plugin: opsweave.platform.ironflow_config
    plugin_type: lookup
"""

EXAMPLES = r"""
# inventory/ironflow.yml, with IRONFLOW_SERVER_URL and IRONFLOW_API_KEY in the environment
plugin: opsweave.platform.ironflow
bucket: devices
keyed_groups:
  - key: site
    prefix: site
---
# only the keys below "edge", without that word
plugin: opsweave.platform.ironflow
bucket: devices
filter: edge.>
hostnames:
  - ironflow_key | regex_replace('^edge\.', '')
---
# a dictionary of hosts in a config document
plugin: opsweave.platform.ironflow
document: network
path: devices
compose:
  ansible_host: address
"""

from collections.abc import Mapping
from typing import Any

from ..module_utils.core.errors import PlanError
from ..module_utils.core.memo import digest
from ..module_utils.ironflow.client import IRONFLOW
from ..module_utils.ironflow.hosts import KEY, of_bucket, of_document
from ..plugin_utils.client import client_of, plain
from ..plugin_utils.constructed import Expressions
from ..plugin_utils.hosts import Hosts, wished

FORM = "1"  # of what is cached
WHO = ("api_url", "api_key", "api_environment", "api_org")


class InventoryModule(Hosts):
    NAME = "opsweave.platform.ironflow"
    NOUN, PREFIX = "entries", "ironflow_"

    def things(self, path: str, cache: bool) -> list[dict[str, Any]]:
        asked = {name: plain(self.get_option(name)) for name in ("bucket", "filter", "document", "path")}
        if (asked["bucket"] is None) == (asked["document"] is None):
            raise PlanError("give either bucket or document")
        for name, other in (("filter", "bucket"), ("path", "document")):
            if asked[name] is not None and asked[other] is None:
                raise PlanError(f"{name} goes with {other}; leave it out")
        who = [plain(self.get_option(name)) or "" for name in WHO]
        return self.kept(path, cache, lambda: digest(FORM, *who, repr(asked)), lambda: self._found(asked))

    def _found(self, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
        client = client_of(self, IRONFLOW)
        if asked["bucket"] is not None:
            return of_bucket(client, asked["bucket"], asked["filter"])
        return of_document(client, asked["document"], asked["path"])

    def name_of(self, thing: Mapping[str, Any], expressions: Expressions) -> str:
        return wished(self, thing, expressions, self.get_option("hostnames"), "an entry")

    def owner_of(self, thing: Mapping[str, Any], place: int) -> str:
        return str(thing.get(KEY, f"number {place + 1}"))
