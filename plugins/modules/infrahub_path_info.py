#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_path_info
short_description: Find ways between nodes in Infrahub
description:
  - Finds the paths between two nodes, or the nodes of some kinds that can be reached from one.
  - Needs Infrahub 1.10 or newer. Kinds of the namespaces Core, Internal, Builtin, Lineage, Profile and Template are
    no part of a path.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  source:
    description: Where to start; a dict with C(kind) and C(hfid), the human friendly id as a text or a list, or an id.
    type: raw
    required: true
  destination:
    description: Where to end, to find paths; written as O(source) is. Give this or O(target_kinds).
    type: raw
  target_kinds:
    description: Kinds of the nodes to reach.
    type: list
    elements: str
  max_depth:
    description: How many steps a path may have. The server takes 5 where it is left out, and at most 30.
    type: int
  max_paths:
    description: How many paths to tell. The server takes 10 between two nodes, 500 to nodes of some kinds.
    type: int
  max_results:
    description: With O(target_kinds), how many nodes to tell. The server takes 50 where it is left out.
    type: int
  shortest_only:
    description:
      - Whether to tell only the shortest path by way of each node in between.
      - So it is where this is left out; V(false) finds all paths that pass no node twice.
    type: bool
  kinds:
    description: With O(destination), kinds of the nodes that a path may pass; any, where it is left out.
    type: list
    elements: str
  relationships:
    description: With O(destination), identifiers of the relations that a path may take, such as V(device__interface).
    type: list
    elements: str
  exclude_namespaces:
    description: With O(destination), further namespaces whose kinds a path must not pass.
    type: list
    elements: str
  exclude_kinds:
    description: With O(destination), kinds that a path must not pass.
    type: list
    elements: str
  include_kinds:
    description: With O(destination), kinds that a path may pass although the server leaves them out by itself, such
      as V(BuiltinIPNamespace).
    type: list
    elements: str
  at:
    description: The time to look at, as an ISO 8601 time; now, where it is left out.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_node_info
"""

EXAMPLES = r"""
- name: Two sites with one region
  opsweave.platform.infrahub_schema:
    schemas:
      - version: "1.0"
        nodes:
          - name: Region
            namespace: Path
            human_friendly_id: [name__value]
            attributes:
              - {name: name, kind: Text, unique: true}
          - name: Site
            namespace: Path
            human_friendly_id: [name__value]
            attributes:
              - {name: name, kind: Text, unique: true}
            relationships:
              - {name: region, peer: PathRegion, cardinality: one, optional: true}

- name: They lie in it
  opsweave.platform.infrahub_nodes:
    nodes:
      - {kind: PathRegion, data: {name: north}}
      - {kind: PathSite, data: {name: oslo, region: north}}
      - {kind: PathSite, data: {name: turku, region: north}}

- name: What connects them
  opsweave.platform.infrahub_path_info:
    source: {kind: PathSite, hfid: oslo}
    destination: {kind: PathSite, hfid: turku}
  register: found

- name: By way of the region
  ansible.builtin.assert:
    that: found.exists and found.paths[0].hops[1].node.hfid == ['north']

- name: What can be reached
  opsweave.platform.infrahub_path_info:
    source: {kind: PathSite, hfid: oslo}
    target_kinds: [PathRegion]
"""

RETURN = r"""
exists:
  description: Whether there is any path, or any node that can be reached.
  type: bool
  returned: success
  sample: true
count:
  description: How many paths there are.
  type: int
  returned: success
  sample: 1
source:
  description: The node to start from.
  type: dict
  returned: success
  sample:
    id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d3
    kind: PathSite
    label: Site
    display_label: oslo
    hfid:
      - oslo
destination:
  description: The node to end at.
  type: dict
  returned: with O(destination)
  sample:
    id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d4
    kind: PathSite
    label: Site
    display_label: turku
    hfid:
      - turku
paths:
  description: The paths, shortest first, each with its C(depth) and C(hops); a hop has the node and the relation that
    led to it.
  type: list
  elements: dict
  returned: with O(destination)
  sample:
    - depth: 1
      hops:
        - node:
            id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d3
            kind: PathSite
            label: Site
            display_label: oslo
            hfid:
              - oslo
          relationship: null
nodes:
  description: The nodes that can be reached, once for each path, each with its C(depth) and C(path).
  type: list
  elements: dict
  returned: with O(target_kinds)
  sample:
    - id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d5
      kind: PathRegion
      label: Region
      display_label: north
      hfid:
        - north
      depth: 1
      path:
        depth: 1
        hops: []
excluded_kinds:
  description: Kinds that no path passes.
  type: list
  elements: str
  returned: with O(destination)
  sample:
    - BuiltinIPNamespace
truncated_at_depth:
  description: From which depth on the server gave up looking, so that there may be more paths; null where it found all.
  type: int
  returned: with O(destination)
  sample: 4
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.path_info import PATH_INFO

MODULE = PATH_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
