# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes of Infrahub as hosts."""

from __future__ import annotations

DOCUMENTATION = r"""
name: infrahub
short_description: Nodes of Infrahub as hosts
description:
  - Turns the nodes of some kinds into hosts. Their fields become variables of the hosts, with their types.
  - The configuration file's name ends in C(infrahub.yml) or C(infrahub.yaml).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  plugin:
    description: Marks the file as one for this plugin.
    type: str
    required: true
    choices: [opsweave.platform.infrahub]
  nodes:
    description:
      - The kinds whose nodes become hosts, each with a dictionary of what follows, or with nothing.
      - V(include) is a list of dotted paths of what to read besides the attributes and the relations to one.
        A path that ends at a relation, such as V(interfaces) or V(site.parent), brings the attributes of the peers.
      - V(exclude) is a list of dotted paths of what not to read.
      - V(filters) is a dictionary of filters of the kind's query, such as V(status__value).
    type: dict
    required: true
  hostnames:
    description:
      - What names a host, the first that is not empty.
      - Each is a dotted path such as V(name) or V(site.name), or a Jinja2 expression.
      - Two nodes that get one name are an error.
    type: list
    elements: str
    default: [name, display_label]
extends_documentation_fragment:
  - opsweave.platform.infrahub.plugin
  - opsweave.platform.connection.plugin
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
notes:
  - Each field is a variable of its name. One whose name means something to Ansible, such as C(name) or C(tags), is
    C(infrahub_name) and C(infrahub_tags) instead; in expressions of this file it has its own name.
  - A relation is a dictionary with C(id), C(hfid), C(display_label) and C(kind) of the peer and what is included of it,
    or a list of such dictionaries.
  - Attributes of the kinds Password and HashedPassword are never read.
"""

EXAMPLES = r"""
# inventory/infrahub.yml, with INFRAHUB_ADDRESS and INFRAHUB_API_TOKEN in the environment
plugin: opsweave.platform.infrahub
nodes:
  BuiltinTag:
hostnames:
  - name
keyed_groups:
  - key: kind
    prefix: kind
"""

import re
from typing import Any

from ansible.errors import AnsibleParserError
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable
from ansible.vars.reserved import is_reserved_name

from ..module_utils.core.errors import PlanError, PlatformError
from ..module_utils.core.memo import digest
from ..module_utils.core.words import unknown
from ..module_utils.infrahub.client import INFRAHUB, Infrahub
from ..module_utils.infrahub.filters import checked
from ..module_utils.infrahub.tree import Reader, tree_of, values
from ..plugin_utils.client import client_of, plain, sentence
from ..plugin_utils.unsafe import unsafe

PATH = re.compile(r"\w+(\.\w+)*")
SETTINGS = ("include", "exclude", "filters")


class InventoryModule(BaseInventoryPlugin, Constructable, Cacheable):
    NAME = "opsweave.platform.infrahub"

    def verify_file(self, path: str) -> bool:
        return super().verify_file(path) and path.endswith(("infrahub.yml", "infrahub.yaml"))

    def parse(self, inventory: Any, loader: Any, path: str, cache: bool = True) -> None:
        super().parse(inventory, loader, path, cache)
        self._read_config_data(path)
        self.load_cache_plugin()
        try:
            nodes = self._nodes(path, cache)
            self._hosts(unsafe(nodes))
        except PlatformError as error:
            raise AnsibleParserError(f"{path}: {sentence(error)}") from None

    def _nodes(self, path: str, cache: bool) -> list[dict[str, Any]]:
        """All nodes, from the cache where that is wanted and holds them."""
        client = client_of(self, INFRAHUB, progress=True)
        wanted = {kind: settings(kind, given) for kind, given in plain(self.get_option("nodes")).items()}
        if not self.get_option("cache"):
            return fetch(client, wanted)
        summary = client.rest("GET", "/api/schema/summary", branch=client.branch)
        key = f"{self.get_cache_key(path)}_{digest(client.session.base, client.branch, repr(wanted), summary['main'])}"
        if cache and key in self._cache:
            return self._cache[key]
        self._cache[key] = fetch(client, wanted)
        return self._cache[key]

    def _hosts(self, nodes: list[dict[str, Any]]) -> None:
        strict = self.get_option("strict")
        owners: dict[str, str] = {}
        for node in nodes:
            name = self._name(node)
            if owners.setdefault(name, node["id"]) != node["id"]:
                both = f"{owners[name]} and {node['id']}"
                raise PlanError(f'the nodes {both} would both be the host "{name}"; let hostnames tell them apart')
            self.inventory.add_host(name)
            for key, value in node.items():
                self.inventory.set_variable(name, f"infrahub_{key}" if is_reserved_name(key) else key, value)
            self._set_composite_vars(self.get_option("compose"), node, name, strict=strict)
            self._add_host_to_composed_groups(self.get_option("groups"), node, name, strict=strict)
            self._add_host_to_keyed_groups(self.get_option("keyed_groups"), node, name, strict=strict)

    def _name(self, node: dict[str, Any]) -> str:
        for wish in self.get_option("hostnames"):
            found = next(values(node, wish), "") if PATH.fullmatch(wish) else self._compose(wish, node)
            if found not in (None, ""):
                return str(found)
        wishes = ", ".join(self.get_option("hostnames"))
        raise PlanError(f"{node['kind']} {node['id']} has no name: {wishes} is empty there; give further hostnames")


def settings(kind: str, given: Any) -> dict[str, Any]:
    given = given or {}
    if not isinstance(given, dict):
        raise PlanError(f"nodes.{kind} is a dictionary with {', '.join(SETTINGS)}, or empty")
    for name in given:
        if name not in SETTINGS:
            raise PlanError(unknown(f"nodes.{kind} has no setting", name, SETTINGS))
    return {name: given.get(name) or ([] if name != "filters" else {}) for name in SETTINGS}


def fetch(client: Infrahub, wanted: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    client.forget_schema()  # this process lives as long as the play, whose tasks may have loaded a schema since
    return client.with_schema(lambda: list(read(client, wanted)))


def read(client: Infrahub, wanted: dict[str, dict[str, Any]]) -> Any:
    schema = client.schema()
    trees = {name: tree_of(schema, schema.kind(name), one["include"], one["exclude"]) for name, one in wanted.items()}
    filters = {name: checked(schema, schema.kind(name), one["filters"]) for name, one in wanted.items()}
    reader = Reader(client)
    seen = set()
    for name, tree in trees.items():
        for node in reader.read(tree, filters[name]):
            if node["id"] not in seen:
                seen.add(node["id"])
                yield node
