# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes of Infrahub as hosts."""

from __future__ import annotations

DOCUMENTATION = r"""
name: infrahub
short_description: Nodes of Infrahub as hosts
description:
  - Turns the nodes of some kinds, or what a GraphQL query answers, into hosts. Their fields become variables of the
    hosts, with their types.
  - The configuration file's name ends in C(.yml) or C(.yaml).
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
      - The kinds whose nodes become hosts, each with a dictionary of what follows, or with nothing. Of a generic these
        are the nodes of all its kinds.
      - V(include) is a list of dotted paths of what to read besides the attributes and the relations to one.
        A path that ends at a relation, such as V(interfaces) or V(site.parent), brings the attributes of the peers.
        Where a relation leads to a generic, the fields of each of its kinds can be named too. A path that ends there
        brings the attributes of the kinds as well, unless they are more than 20.
      - V(exclude) is a list of dotted paths of what not to read.
      - V(filters) is a dictionary of filters of the kind's query, such as V(status__value).
      - This or O(query) is needed.
    type: dict
  query:
    description:
      - A GraphQL query whose nodes become hosts, as text or as the nested dictionary that
        O(opsweave.platform.infrahub_query#module:query) takes.
      - What GraphQL wraps values and nodes into (C(value), C(node), C(edges)) is taken off.
    type: raw
  hosts_path:
    description:
      - Where the hosts are in the data that O(query) answers, such as V(NetDevice). A path of keys with dots between
        them, or a JMESPath expression.
    type: str
  variables:
    description: Values of the variables of O(query).
    type: dict
    aliases: [graph_variables]
  paginate:
    description: Whether to read the one field of O(query) page after page, so that any number of nodes can be read.
    type: bool
    default: false
  at:
    description: Read the state at this instant, such as V(2026-01-02T03:04:05Z).
    type: str
  hostnames:
    description:
      - What names a host, the first that is not empty.
      - Each is a dotted path such as V(name) or V(site.name), or a Jinja2 expression.
      - Where none of them gives a name, it is the display label; or the attribute C(name), where the kind declares no
        display label.
      - Two nodes that get one name are an error.
    type: list
    elements: str
    default: []
  prefetch_relationships:
    description: Has no meaning here, and is taken so that sources written for C(opsmill.infrahub) can stay as they are.
    type: bool
    default: true
extends_documentation_fragment:
  - opsweave.platform.hosts
  - opsweave.platform.infrahub.plugin
  - opsweave.platform.connection.plugin
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
notes:
  - A relation is a dictionary with C(id), C(hfid), C(display_label) and C(kind) of the peer and what is included of it,
    or a list of such dictionaries.
  - What all nodes of a run share, such as their site, is read once.
  - Attributes of the kinds Password and HashedPassword are never read.
  - With a cache, the server is still asked for the hash of its schema. A change of the schema, of what is read or of
    where it is read from makes what is cached void.
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
---
# hosts from a query
plugin: opsweave.platform.infrahub
query: "{ CoreAccount { edges { node { id name { value } label { value } __typename } } } }"
hosts_path: CoreAccount
hostnames:
  - "'account-' ~ name"
reserved_names: prefix
"""

from collections.abc import Mapping
from typing import Any

from ..module_utils.core.errors import PlanError
from ..module_utils.core.memo import digest
from ..module_utils.infrahub.client import INFRAHUB, Infrahub
from ..module_utils.infrahub.hosts import Answer, Kinds, settings
from ..module_utils.infrahub.tree import values
from ..plugin_utils.client import client_of, plain
from ..plugin_utils.constructed import Expressions
from ..plugin_utils.hosts import Hosts, named

FORM = "2"  # of what is cached


class InventoryModule(Hosts):
    NAME = "opsweave.platform.infrahub"
    NOUN, PREFIX = "nodes", "infrahub_"

    def _source(self) -> Kinds | Answer:
        nodes, query, hosts_path = (plain(self.get_option(name)) for name in ("nodes", "query", "hosts_path"))
        if (nodes is None) == (query is None):
            raise PlanError("give either nodes, or query and hosts_path")
        at = plain(self.get_option("at"))
        if query is None:
            return Kinds(settings(nodes), at)
        if not hosts_path:
            raise PlanError("give hosts_path, which says where in the answer the hosts are, such as a kind's name")
        return Answer(query, hosts_path, plain(self.get_option("variables")) or {}, at, self.get_option("paginate"))

    def things(self, path: str, cache: bool) -> list[dict[str, Any]]:
        if not self.get_option("prefetch_relationships"):
            self.display.vvv("prefetch_relationships has no meaning here: what is read is said by include")
        source = self._source()
        client = client_of(self, INFRAHUB, progress=True)
        return self.kept(path, cache, lambda: self._inputs(client, source), lambda: source.nodes(client))

    def _inputs(self, client: Infrahub, source: Any) -> str:
        """All that the nodes depend on, with the schema's hash and who asks."""
        summary = client.rest("GET", "/api/schema/summary", branch=client.branch)
        who = (plain(self.get_option(name)) or "" for name in ("api_token", "api_username"))
        return digest(FORM, client.session.base, client.branch, *who, repr(source), summary["main"])

    def name_of(self, node: Mapping[str, Any], expressions: Expressions) -> str:
        wishes = self.get_option("hostnames")
        wished = named(self, node, expressions, wishes, lambda one, path: next(values(one, path), ""))
        if wished:
            return wished
        label, ident = node.get("display_label"), str(node.get("id"))
        if label and ident not in str(label):
            return str(label)
        found = node.get("name") or label
        if not found:
            tried = ", ".join(wishes) or "display_label"
            raise PlanError(f"the node {node.get('kind', '')} {ident} has no name: {tried} is empty there")
        return str(found)

    def owner_of(self, node: Mapping[str, Any], place: int) -> str:
        return str(node.get("id") or f"number {place}")
