# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The in-process door of the Ironflow modules."""

from __future__ import annotations

from ..module_utils.core import info
from ..module_utils.ironflow.actions import config, event, kv
from ..module_utils.ironflow.resources import role, secret
from ..plugin_utils.in_process import InProcess


class ActionModule(InProcess):
    # loaded in the parent, with all that they import, so that no worker has to
    inherited = (info, config, event, kv, role, secret)
