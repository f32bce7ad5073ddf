#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_repository
short_description: Manage repositories in Infrahub
description:
  - Registers a git repository with Infrahub, changes how it is reached or what is followed in it, and deletes it.
  - Infrahub clones the repository and imports what its file C(.infrahub.yml) names. This is waited for, and an
    import that fails is told with its reason.
  - A repository of which Infrahub only reads is one kind of thing, one that it writes to as well is another;
    O(read_only) says which, and cannot be changed.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the repository.
    type: str
    required: true
  location:
    description: Address of the repository, as C(git clone) takes it.
    type: str
  description:
    description: What is in the repository.
    type: str
  credential:
    description:
      - Name of the credential to log in to the git server with; see M(opsweave.platform.infrahub_credential).
    type: str
  commit:
    description:
      - Commit that Infrahub is to be at.
      - Left out, it is the newest of what is followed, and is not compared.
    type: str
  tags:
    description: Names of the tags that the repository has.
    type: list
    elements: str
  default_branch:
    description:
      - Branch of the repository that belongs to the default branch of Infrahub; V(main) for a new one when this is
        left out. Not with O(read_only=true).
    type: str
  ref:
    description: Branch, tag or commit to follow; V(main) for a new one. Only with O(read_only=true).
    type: str
  read_only:
    description: Whether Infrahub only reads the repository. A new one is written to as well when this is left out.
    type: bool
  wait:
    description:
      - Whether to wait until the repository is in sync.
      - The task fails with the reason when an import fails, also when an earlier task has started it.
    type: bool
    default: true
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells the last state; the import goes on.
    type: int
    default: 300
  unset:
    description: Options to set back to no value.
    type: list
    choices:
    - description
    - credential
    elements: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_repository_info
"""

EXAMPLES = r"""
- name: Templates from a git server
  opsweave.platform.infrahub_repository:
    name: templates
    location: https://git.example.com/templates.git
    default_branch: main

- name: A library that Infrahub only reads, at one of its tags
  opsweave.platform.infrahub_repository:
    name: library
    location: https://git.example.com/library.git
    read_only: true
    ref: v1.4

- name: The library is gone
  opsweave.platform.infrahub_repository:
    name: library
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The repository afterwards; empty when absent.
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
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.repository import REPOSITORY_MODULE

MODULE = REPOSITORY_MODULE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
