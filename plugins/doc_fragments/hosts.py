# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations


class ModuleDocFragment:
    """What inventory plugins have in common: read where their things become hosts."""

    DOCUMENTATION = r"""
options:
  reserved_names:
    description:
      - How a field is called as a variable whose name is a word of plays and tasks, such as C(name) or C(tags).
      - With V(keep) it has its own name. Ansible then warns of it once a run, although it does no harm.
      - With V(prefix) it has the name of the plugin before it, as in C(infrahub_name) or C(infino_tags).
      - A field whose name means something in templates, such as C(groups) or C(lookup), always has the prefix.
      - In expressions of this file each field has its own name.
    type: str
    choices: [keep, prefix]
    default: keep
  strict_warnings:
    description:
      - Whether to warn, when O(strict) is off, of expressions that could not be worked out. There is one warning for
        each expression, with the hosts that it failed for.
    type: bool
    default: true
"""
