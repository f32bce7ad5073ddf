# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up nodes of Infrahub."""

from __future__ import annotations

DOCUMENTATION = r"""
name: infrahub_node
short_description: Look up nodes of Infrahub
description:
  - Each term names a node of one kind, or is a dictionary of filters; its result is the node, or the list of nodes that
    fit.
  - Terms of one lookup are asked for together, 100 in a request. Lookups that follow one right after another, as in a
    template, share their connection and what they know of the schema, and where there are many, nodes are read ahead.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  _terms:
    description:
      - Human friendly ids such as V(ams) or V(ams-sw1__eth0), or ids.
      - A dictionary is filters of the kind's query, such as one of C(status__value).
      - With no term, one node is told for each that fits O(filters).
    type: list
    elements: raw
  kind:
    description: Kind of the nodes, such as V(BuiltinTag).
    type: str
    required: true
  filters:
    description: Filters of the kind's query, for a lookup without terms. Without them all nodes of the kind are told.
    type: dict
  include:
    description:
      - Dotted paths of what to read besides the attributes and the relations to one. A path that ends at a relation,
        such as V(interfaces) or V(site.parent), brings the attributes of the peers.
    type: list
    elements: str
    default: []
  exclude:
    description: Dotted paths of what not to read.
    type: list
    elements: str
    default: []
  at:
    description: Read the state at this instant, such as V(2026-01-02T03:04:05Z).
    type: str
  default:
    description: The result for a node that does not exist. Without it, such a node is an error.
    type: raw
extends_documentation_fragment:
  - opsweave.platform.infrahub.plugin
  - opsweave.platform.connection.plugin
seealso:
  - module: opsweave.platform.infrahub_node_info
  - plugin: opsweave.platform.infrahub_query
    plugin_type: lookup
"""

EXAMPLES = r"""
- name: There is a tag
  opsweave.platform.infrahub_node:
    kind: BuiltinTag
    data:
      name: blue
      description: Sky and sea

- name: What it stands for
  ansible.builtin.debug:
    msg: "{{ lookup('opsweave.platform.infrahub_node', 'blue', kind='BuiltinTag').description }}"

- name: Several at once
  ansible.builtin.debug:
    msg: "{{ query('opsweave.platform.infrahub_node', 'blue', 'red', kind='BuiltinTag', default={}) }}"

- name: All that fit
  ansible.builtin.debug:
    msg: "{{ query('opsweave.platform.infrahub_node', kind='BuiltinTag', filters={'name__values': ['blue', 'red']}) }}"
"""

RETURN = r"""
_raw:
  description:
    - For each term the node, or the list of nodes that fit it; without terms each node that fits.
    - A node is a dictionary of C(id), C(hfid), C(display_label), C(kind) and its fields. A relation is a dictionary of
      the same, or a list of such.
  type: list
  elements: raw
"""

from typing import Any

from ansible.plugins.lookup import LookupBase

from ..module_utils.core.errors import PlanError
from ..module_utils.infrahub.client import INFRAHUB
from ..module_utils.infrahub.finder import Finder, names_of
from ..plugin_utils.burst import Burst, burst
from ..plugin_utils.client import client_from, plain, told
from ..plugin_utils.options import options_of
from ..plugin_utils.unsafe import unsafe


class LookupModule(LookupBase):
    def run(self, terms: list[Any], variables: Any = None, **kwargs: Any) -> list[Any]:
        options = options_of(self, variables, kwargs)
        return unsafe(told(lambda: answers(options, plain(terms), "default" in kwargs)))


def answers(options: dict[str, Any], terms: list[Any], forgiving: bool) -> list[Any]:
    client = client_from(options, INFRAHUB)
    how = (options["kind"], tuple(options["include"]), tuple(options["exclude"]), options["at"])
    going = burst((id(client), *how), lambda: begun(Finder(client, *how)))
    try:
        return client.with_schema(lambda: answer(going, options, terms, forgiving))
    finally:
        going.over()


def begun(finder: Finder) -> Burst:
    return Burst(finder, finder.count, lambda: finder.fitting({}), names_of)


def answer(going: Burst, options: dict[str, Any], terms: list[Any], forgiving: bool) -> list[Any]:
    finder: Finder = going.made
    if not terms:
        return finder.fitting(options["filters"] or {})
    if options["filters"]:
        raise PlanError("filters are for a lookup without terms; a term can itself be a dictionary of filters")
    flat = flattened(terms)
    names = [None if isinstance(term, dict) else finder.name_of(term) for term in flat]
    single = going.take(names[0]) if len(flat) == 1 and names[0] is not None else None
    if single is not None:
        return [single]
    found = finder.named(name for name in names if name is not None)
    made: list[Any] = []
    for term, name in zip(flat, names):
        if name is None:
            made.append(finder.fitting(term))
        elif name in found:
            made.append(found[name])
        elif forgiving:
            made.append(options["default"])
        else:
            raise PlanError(f'Infrahub has no {finder.name} "{term}" on branch {finder.client.branch}; give default=')
    return made


def flattened(terms: list[Any]) -> list[Any]:
    """A list among the terms is some more terms."""
    return [one for term in terms for one in (flattened(term) if isinstance(term, list) else [term])]
