# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up Ironflow config documents, or one value in each."""

from __future__ import annotations

DOCUMENTATION = r"""
name: ironflow_config
short_description: Look up config documents in Ironflow
description:
  - Each term is the name of a document; its result is the document, or what is at O(path) in it.
  - A document that is given several times is asked for once.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  _terms:
    description: Names of documents.
    type: list
    elements: str
    required: true
  path:
    description:
      - Where in the document the value is, as keys with dots between them, such as V(limits.rps). A number counts in a
        list.
      - Anything else is taken for a JMESPath expression, such as V(sites[?region=='emea'].name), which needs the
        library jmespath. One that finds nothing, or null, counts as missing.
    type: str
  default:
    description: The result where the document, or the value in it, is missing. Without it, that is an error.
    type: raw
extends_documentation_fragment:
  - opsweave.platform.ironflow.plugin
  - opsweave.platform.connection.plugin
seealso:
  - module: opsweave.platform.ironflow_config
  - module: opsweave.platform.ironflow_config_info
"""

EXAMPLES = r"""
- name: How many requests the application may send, 10 where nothing is said
  ansible.builtin.debug:
    msg: "{{ lookup('opsweave.platform.ironflow_config', 'app', path='limits.rps', default=10) }}"
"""

RETURN = r"""
_raw:
  description: The documents, or the values in them, in the order of the names.
  type: list
  elements: raw
"""

from typing import Any

from ansible.plugins.lookup import LookupBase

from ..module_utils.core.errors import NotFound, PlanError, UnknownName
from ..module_utils.core.path import at
from ..module_utils.core.words import unknown
from ..module_utils.ironflow.client import IRONFLOW, Ironflow
from ..module_utils.ironflow.resources.config import CONFIG, fetch
from ..plugin_utils.client import client_from, told
from ..plugin_utils.options import options_of
from ..plugin_utils.unsafe import unsafe


class LookupModule(LookupBase):
    def run(self, terms: list[Any], variables: dict[str, Any] | None = None, **kwargs: Any) -> list[Any]:
        options = options_of(self, variables, kwargs)
        names = [str(term) for term in self._flatten(terms)]
        default = {"default": options["default"]} if "default" in kwargs else {}
        return unsafe(told(lambda: values(options, names, **default)))


def values(options: dict[str, Any], names: list[str], **default: Any) -> list[Any]:
    client, path = client_from(options, IRONFLOW), options["path"]
    found = {name: value(client, name, path, **default) for name in dict.fromkeys(names)}
    return [found[name] for name in names]


def value(client: Ironflow, name: str, path: str | None, **default: Any) -> Any:
    try:
        document = fetch(client, name)["data"]
        return document if path is None else at(document, path, f"config document {name}")
    except NotFound:
        if default:
            return default["default"]
        names = [document["name"] for document in CONFIG.store.find(client, {})]
        raise PlanError(unknown("there is no config document", name, names)) from None
    except UnknownName:
        if default:
            return default["default"]
        raise
