#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_enrichment
short_description: Set the enrichment policy of a dataset in Infino
description:
  - Tells Infino which fields to add to the records of a dataset.
  - The server tells of no policy that it has, and takes none away. So the policy is set each time and reported as a
    change, and no module can look it up or delete it. Run the task only when the policy is new.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  dataset:
    description: Name of the dataset.
    type: str
    required: true
  policy:
    description: The policy, as the server takes it.
    type: dict
    required: true
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_dataset
"""

EXAMPLES = r"""
- name: A dataset
  opsweave.platform.infino_dataset:
    name: devices

- name: Each device is told with its rack and its owner
  opsweave.platform.infino_enrichment:
    dataset: devices
    policy:
      enrich_policy:
        match_field: host
        enrich_fields: [rack, owner]
"""

RETURN = r"""
answer:
  description: What the server answered, as it is; null in check mode.
  type: raw
  returned: success
  sample: {acknowledged: true}
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.enrichment import ENRICHMENT

MODULE = ENRICHMENT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
