# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up what artifacts of Infrahub hold."""

from __future__ import annotations

DOCUMENTATION = r"""
name: infrahub_artifact
short_description: Look up what artifacts of Infrahub hold
description:
  - Each term names an artifact; its result is the content. What is called JSON is told as data, all else as text.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  _terms:
    description: Names of artifacts of O(target), or ids of artifacts.
    type: list
    elements: str
    required: true
  target:
    description: Id of the node that the artifacts are of. Needed for terms that are names.
    type: str
    aliases: [target_id]
  default:
    description: The result for an artifact that is not there, or not ready. Without it, such an artifact is an error.
    type: raw
extends_documentation_fragment:
  - opsweave.platform.infrahub.plugin
  - opsweave.platform.connection.plugin
seealso:
  - module: opsweave.platform.infrahub_artifact
"""

EXAMPLES = r"""
- name: The configuration of a device, or none
  ansible.builtin.debug:
    msg: "{{ lookup('opsweave.platform.infrahub_artifact', 'startup-config', target=device, default='none') }}"
  vars:
    device: 18ea3a77-8080-2bec-e3ca-14b7b30c3312
"""

RETURN = r"""
_raw:
  description: For each term the content of the artifact.
  type: list
  elements: raw
"""

from typing import Any

from ansible.plugins.lookup import LookupBase

from ..module_utils.core.errors import PlanError
from ..module_utils.core.words import unknown
from ..module_utils.infrahub.artifacts import content_of, look_up
from ..module_utils.infrahub.client import INFRAHUB, Infrahub
from ..module_utils.infrahub.peers import is_id
from ..plugin_utils.client import client_from, plain, told
from ..plugin_utils.options import options_of
from ..plugin_utils.unsafe import unsafe


class LookupModule(LookupBase):
    def run(self, terms: list[Any], variables: Any = None, **kwargs: Any) -> list[Any]:
        options = options_of(self, variables, kwargs)
        names = [str(term) for term in plain(self._flatten(terms))]
        return unsafe(told(lambda: contents(options, names, "default" in kwargs)))


def contents(options: dict[str, Any], names: list[str], forgiving: bool) -> list[Any]:
    client = client_from(options, INFRAHUB)
    known = artifacts(client, names, options["target"])
    found = {name: content(client, name, known, options, forgiving) for name in dict.fromkeys(names)}
    return [found[name] for name in names]


def artifacts(client: Infrahub, names: list[str], target: str | None) -> dict[str, dict[str, Any]]:
    """What the server tells of the artifacts, by id and by name; in one request for ids and one for names."""
    ids = [name for name in names if is_id(name)]
    found = {one["id"]: one for one in look_up(client, ids=ids)} if ids else {}
    if len(ids) == len(names):
        return found
    if target is None or not is_id(target):
        raise PlanError("give target, the id of the node that the artifacts are of, or name artifacts by id")
    for one in look_up(client, objects=[target]):
        if one["name"] in found:
            raise PlanError(f"node {target} has several artifacts {one['name']}; name them by id")
        found[one["name"]] = one
    return found


def content(
    client: Infrahub, name: str, known: dict[str, dict[str, Any]], options: dict[str, Any], forgiving: bool
) -> Any:
    if name in known and (known[name]["storage_id"] or not forgiving):
        (value,) = content_of(client, known[name]).values()
        return value
    if forgiving:
        return options["default"]
    if is_id(name):
        raise PlanError(f"Infrahub has no artifact with the id {name}; give default=")
    raise PlanError(unknown(f"node {options['target']} has no artifact", name, (n for n in known if not is_id(n))))
