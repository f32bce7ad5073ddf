#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_ask
short_description: Ask Fino AI a question and wait for the answer
description:
  - Asks a question about data in plain words, and returns the answer with the data, the query and the chart that it
    rests on.
  - The question is asked over a WebSocket, which is closed whatever happens. It is asked once; where the connection is
    lost meanwhile, the task fails and says so.
  - With O(thread) the question and its answer are kept in that thread, so each run is a change. Without it a thread is
    made for the question and deleted afterwards, and nothing is changed.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
requirements:
  - websocket-client
options:
  question:
    description: The question.
    type: str
    required: true
  thread:
    description: Name or id of the thread to ask in; what was said there before is known to Fino.
    type: str
  sources:
    description: What the question is about, where it has no O(thread). Without it Fino chooses.
    type: list
    elements: dict
    suboptions:
      index_name:
        description: Name of the dataset, or of the index in a connected source.
        type: str
        required: true
      connection_id:
        description: Id of the connection, for what is in a connected source.
        type: str
  time_limit:
    description: Seconds that the whole answer may take.
    type: int
    default: 120
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_thread
  - module: opsweave.platform.infino_query
"""

EXAMPLES = r"""
- name: Something to ask about
  opsweave.platform.infino_dataset:
    name: web

- name: How much there is
  opsweave.platform.infino_ask:
    question: how many web
  register: answer

- name: What it rests on
  ansible.builtin.debug:
    msg: "{{ answer.summary }} {{ answer.sql }}"
"""

RETURN = r"""
thread_id:
  description: Id of the thread that was asked in; null without O(thread).
  type: str
  returned: success
  sample: 6b0c6f0e-5a51-5d7e-9d0b-6a4d0a8e6c11
summary:
  description: The answer in words, as Markdown. In check mode nothing is asked, and the answer is null.
  type: str
  returned: success
  sample: "**2** rows of web."
rows:
  description: The data of the answer.
  type: list
  elements: dict
  returned: success
  sample: [{host: a, count: 3}]
sql:
  description: The SQL that the data is the result of; null where it was found in another way.
  type: str
  returned: success
  sample: SELECT host, count(*) AS count FROM web GROUP BY 1
dsl:
  description: The search that the data is the result of; null where it was found in another way.
  type: dict
  returned: success, of a search
  sample: {query: {match_all: {}}}
chart:
  description: An option for ECharts that draws the data; null where there is none.
  type: dict
  returned: success
  sample: {series: [{type: bar, data: [[a, 3]]}]}
sources:
  description: Where the data is from.
  type: list
  elements: dict
  returned: success
  sample: [{index_name: web, connection_id: null}]
suggestions:
  description: Questions that Fino would ask next.
  type: list
  elements: str
  returned: success
  sample: [errors per host today]
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.ask import ASK

MODULE = ASK


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
