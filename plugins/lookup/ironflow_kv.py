# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up values of keys in an Ironflow KV bucket."""

from __future__ import annotations

DOCUMENTATION = r"""
name: ironflow_kv
short_description: Look up values in an Ironflow KV bucket
description:
  - Each term is a key; its result is the value.
  - A key that is given several times is asked for once.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  _terms:
    description: Keys.
    type: list
    elements: str
    required: true
  bucket:
    description: Name of the bucket that the keys are in.
    type: str
    required: true
  format:
    description:
      - What the stored bytes are. With V(json) the result is what they stand for, such as a dictionary.
      - With V(text) it is the text, with V(base64) any bytes in base64.
    type: str
    choices: [json, text, base64]
    default: json
  default:
    description:
      - The result for a key that is not there. Without it, such a key is an error.
      - It also stands in for the keys of a bucket that does not exist.
    type: raw
extends_documentation_fragment:
  - opsweave.platform.ironflow.plugin
  - opsweave.platform.connection.plugin
seealso:
  - module: opsweave.platform.ironflow_kv
  - module: opsweave.platform.ironflow_kv_info
"""

EXAMPLES = r"""
- name: The time server of a region, or another one
  ansible.builtin.debug:
    msg: "{{ lookup('opsweave.platform.ironflow_kv', 'emea', bucket='regions', default={'ntp': '192.0.2.1'}).ntp }}"
"""

RETURN = r"""
_raw:
  description: The values, in the order of the keys.
  type: list
  elements: raw
"""

from typing import Any

from ansible.plugins.lookup import LookupBase

from ..module_utils.core.errors import NotFound, PlanError
from ..module_utils.core.words import unknown
from ..module_utils.ironflow.client import IRONFLOW, Ironflow
from ..module_utils.ironflow.forms import Unread, decode
from ..module_utils.ironflow.resources.kv import advice, bucket_missing, fetch, listed
from ..plugin_utils.client import client_from, told
from ..plugin_utils.options import options_of
from ..plugin_utils.unsafe import unsafe


class LookupModule(LookupBase):
    def run(self, terms: list[Any], variables: dict[str, Any] | None = None, **kwargs: Any) -> list[Any]:
        options = options_of(self, variables, kwargs)
        keys = [str(term) for term in self._flatten(terms)]
        default = {"default": options["default"]} if "default" in kwargs else {}
        return unsafe(told(lambda: values(options, keys, **default)))


def values(options: dict[str, Any], keys: list[str], **default: Any) -> list[Any]:
    client = client_from(options, IRONFLOW)
    found = {key: value(client, options["bucket"], key, options["format"], **default) for key in dict.fromkeys(keys)}
    return [found[key] for key in keys]


def value(client: Ironflow, bucket: str, key: str, form: str, **default: Any) -> Any:
    try:
        entry = fetch(client, bucket, key)
    except NotFound as error:
        if default:
            return default["default"]
        if bucket_missing(error):
            raise PlanError(advice(bucket)) from None
        raise PlanError(unknown(f"KV bucket {bucket} has no key", key, listed(client, bucket, None))) from None
    found = decode(form, entry["value"])
    if isinstance(found, Unread):
        raise PlanError(f"KV key {bucket}/{key} is not {form}; look it up with another format")
    return found
