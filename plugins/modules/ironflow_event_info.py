#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_event_info
short_description: Look up events in Ironflow
description:
  - Looks up one event, or the newest of those that fit.
  - Where there are more than O(limit), RV(next_cursor) is where the next look-up goes on.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Only the event of this id.
    type: str
  name:
    description: Only events whose name has this text in it.
    type: str
  names:
    description: Only events of exactly these names.
    type: list
    elements: str
  search:
    description: Only events that have this text in them, as the server looks for it.
    type: str
  source:
    description: Only events that came from one of these, such as V(api).
    type: list
    elements: str
  since:
    description: Only events from this time on, such as V(2026-01-02T03:04:05Z).
    type: str
  until:
    description: Only events up to this time.
    type: str
  limit:
    description: At most so many events. V(0) is for O(counts) alone.
    type: int
    default: 100
  cursor:
    description: Goes on where an earlier look-up ended, with its RV(next_cursor). The other options are to be the same.
    type: str
  counts:
    description: Whether it is told which names there are, and how often.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_event
  - module: opsweave.platform.ironflow_event_redact
"""

EXAMPLES = r"""
- name: Something happens
  opsweave.platform.ironflow_event:
    name: site.changed
    data: {site: fra}

- name: The last ten events of a name
  opsweave.platform.ironflow_event_info:
    names: [site.changed]
    limit: 10

- name: What happens how often
  opsweave.platform.ironflow_event_info:
    limit: 0
    counts: true
"""

RETURN = r"""
resources:
  description: The events found, the newest first; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: evt_0000002a
      name: site.changed
      data: {site: fra}
      source: api
      timestamp: "2026-01-02T03:04:05Z"
next_cursor:
  description: Where older events that fit begin; null when there are none.
  type: str
  returned: success
  sample: YXQ6NDI=
counts:
  description: With O(counts), the names of the newest events that fit the times and sources, and how many have them.
  type: list
  elements: dict
  returned: success
  sample: [{name: site.changed, count: 1}]
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.event_info import EVENT_INFO

MODULE = EVENT_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
