# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Data from a server is never a template: on older Ansible it has to be marked, on newer ones it is so from birth."""

from __future__ import annotations

from typing import Any

from ansible.utils.unsafe_proxy import wrap_var

try:
    from ansible.template import is_trusted_as_template  # since core 2.19 only what is marked is a template
except ImportError:
    is_trusted_as_template = None


def unsafe(value: Any) -> Any:
    """The value, at every depth no template for Ansible."""
    return value if is_trusted_as_template else wrap_var(value)
