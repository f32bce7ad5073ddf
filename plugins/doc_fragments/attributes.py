# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations


class ModuleDocFragment:
    # what holds for every module
    DOCUMENTATION = r"""
attributes:
  platform:
    description: Where the module runs.
    platforms: posix
    support: full
  in_process:
    description: Whether the module runs inside Ansible itself, with no process of its own, where nobody can tell.
    support: full
    details: >-
      A remote connection, C(become), C(async) and the variable C(opsweave_in_process=false) make it an ordinary module.
"""

    # a resource: it looks, and changes only what differs
    RESOURCE = r"""
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: full
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in C(check_mode)), in diff mode.
    support: full
  idempotent:
    description: When run twice in a row with the same arguments, the second run reports no change.
    support: full
"""

    # a look-up
    INFO = r"""
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: full
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in C(check_mode)), in diff mode.
    support: N/A
  idempotent:
    description: When run twice in a row with the same arguments, the second run reports no change.
    support: full
"""

    # something that happens each time, such as an event
    ONCE = r"""
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: partial
    details: In check mode nothing is sent, and a change is foretold.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in C(check_mode)), in diff mode.
    support: none
  idempotent:
    description: When run twice in a row with the same arguments, the second run reports no change.
    support: none
"""

    GROUP_INFRAHUB = r"""
attributes:
  action_group:
    description: Use C(group/opsweave.platform.infrahub) in C(module_defaults) to set the connection for all of them.
    support: full
    membership: [opsweave.platform.infrahub]
"""

    GROUP_INFINO = r"""
attributes:
  action_group:
    description: Use C(group/opsweave.platform.infino) in C(module_defaults) to set the connection for all of them.
    support: full
    membership: [opsweave.platform.infino]
"""

    GROUP_IRONFLOW = r"""
attributes:
  action_group:
    description: Use C(group/opsweave.platform.ironflow) in C(module_defaults) to set the connection for all of them.
    support: full
    membership: [opsweave.platform.ironflow]
"""
