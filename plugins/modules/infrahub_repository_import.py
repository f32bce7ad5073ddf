#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_repository_import
short_description: Have Infrahub import a git repository again
description:
  - Infrahub imports what the file C(.infrahub.yml) of a repository names, at the commit that it has.
  - It looks first. A repository that is in sync is left as it is, unless O(force) says otherwise.
notes:
  - New commits of what is followed are fetched by Infrahub by itself. Another one is brought in at once by the options
    O(opsweave.platform.infrahub_repository#module:ref) and O(opsweave.platform.infrahub_repository#module:commit).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the repository.
    type: str
    required: true
  force:
    description: Whether to import a repository that is in sync too. This is reported as a change each time.
    type: bool
    default: false
  wait:
    description: Whether to wait until the repository is in sync. The task fails with the reason when the import fails.
    type: bool
    default: true
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells the last state; the import goes on.
    type: int
    default: 300
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.group_infrahub
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: full
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in C(check_mode)), in diff mode.
    support: none
  idempotent:
    description: When run twice in a row with the same arguments, the second run reports no change.
    support: partial
    details: With O(force=true) each run imports, and reports a change.
seealso:
  - module: opsweave.platform.infrahub_repository
"""

EXAMPLES = r"""
- name: A repository with templates
  opsweave.platform.infrahub_repository:
    name: templates
    location: https://git.example.com/templates.git

- name: What somebody changed by hand is made again
  opsweave.platform.infrahub_repository_import:
    name: templates
    force: true
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(import) or V(none).
  type: str
  returned: success
  sample: import
resource:
  description: The repository afterwards.
  type: dict
  returned: success
  sample:
    name: templates
    location: https://git.example.com/templates.git
    description: null
    credential: null
    commit: 9e99ba84112aa4789a2f9cba9e74f3d8e6f99027
    tags: []
    default_branch: main
    read_only: false
    internal_status: active
    operational_status: online
    sync_status: in-sync
    id: 18ea3b2b-4bd0-ff98-e3cf-169a90039cd2
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.repository import REPOSITORY_IMPORT

MODULE = REPOSITORY_IMPORT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
