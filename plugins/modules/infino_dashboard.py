#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_dashboard
short_description: Manage dashboards in Infino
description:
  - Creates, changes and deletes dashboards, which show visualizations, text and dividers on a grid.
  - Only what differs is sent, as a JSON merge patch. What the server computes, such as ids and dates, is not compared.
  - Delete a dashboard before the visualizations that it shows.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of a dashboard that exists; with it the dashboard can get another title.
    type: str
  title:
    description:
      - Title of the dashboard. Needed unless O(id) is given.
      - The server allows several of one title; then give O(id) to say which is meant.
    type: str
  description:
    description: What the dashboard shows.
    type: str
  panels:
    description:
      - What it shows, in order; the list is the whole list.
      - Each is a dictionary with C(visualization) (its title or id); or with C(kind=markdown) and C(content); or with
        C(kind=divider) and perhaps C(label).
      - C(title_override) is shown in place of the title. C(layout) is where it lies, with C(x), C(y), C(w) and C(h) on
        a grid of 48 columns; the server chooses where it is not given, and a panel that is there keeps its place.
    type: list
    elements: dict
  options:
    description:
      - How it looks. C(use_margins) (true), C(hide_panel_titles) (false) and C(refresh_interval).
      - What is not named stays as it is.
    type: dict
  filters:
    description:
      - What to leave out, all in all. Each is a dictionary with C(field), C(operator) and C(value), and perhaps
        C(enabled), C(is_time_filter), C(query_type) (C(sql) or C(querydsl)) and C(index).
      - Operators are C(is), C(is_not), C(is_one_of), C(is_not_one_of), C(exists), C(does_not_exist), C(is_between),
        C(is_not_between) and C(contains).
      - The list is the whole list.
    type: list
    elements: dict
  time_range:
    description:
      - Either C(kind=absolute) with C(from) and C(to), or C(kind=relative) with C(expression).
      - It is replaced as a whole.
    type: dict
  tags:
    description: Words to find it by. Their order means nothing.
    type: list
    elements: str
  chat_thread_id:
    description: Id of the thread with the assistant that belongs to the dashboard.
    type: str
  unset:
    description: Options to set back to the server's default.
    type: list
    elements: str
    choices: [description, panels, options, filters, time_range, chat_thread_id, tags]
  exact:
    description:
      - Whether the dashboard is to be exactly what is given. What is not named in the task then goes back to the
        server's default. Without it, what is not named stays as it is.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infino
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: full
    details: >-
      A visualization that is not there, since an earlier task would only have made it, is a warning in check mode and
      an error in a run.
seealso:
  - module: opsweave.platform.infino_dashboard_info
  - module: opsweave.platform.infino_visualization
"""

EXAMPLES = r"""
- name: A dataset to draw
  opsweave.platform.infino_dataset:
    name: devices

- name: Something to show
  opsweave.platform.infino_visualization:
    title: Number of devices
    source: {index: devices, sql: {metrics: [{function: count}]}}
    chart: {type: metric}

- name: A dashboard
  opsweave.platform.infino_dashboard:
    title: Network
    panels:
      - kind: markdown
        content: "# What there is"
        layout: {x: 0, y: 0, w: 48, h: 4}
      - visualization: Number of devices
        title_override: Devices
    tags: [network]

- name: Without titles over the panels, and all else as it is
  opsweave.platform.infino_dashboard:
    title: Network
    options:
      hide_panel_titles: true

- name: The dashboard is gone
  opsweave.platform.infino_dashboard:
    title: Network
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The dashboard afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    id: 0b1de7a2-93c4-4e37-8a45-6f7d1c0c9d10
    title: Network
    panels: [{kind: visualization, visualization: 5f0c9a3e-6c1b-4b0e-9d57-0a4f3f1d2b11}]
    options: {use_margins: true, hide_panel_titles: false, refresh_interval: null}
    tags: []
    created_at: "2026-06-01T08:00:00Z"
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.resources.dashboard import ENSURE_DASHBOARD

MODULE = ENSURE_DASHBOARD


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
