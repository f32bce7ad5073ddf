# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The in-process door of the Infino modules."""

from __future__ import annotations

from ..module_utils.core import ensure, info
from ..module_utils.infino import client
from ..module_utils.infino.actions import dashboard_data, query, records, visualization_data
from ..module_utils.infino.resources import connection, dashboard, dataset, import_job, user
from ..plugin_utils.in_process import InProcess


class ActionModule(InProcess):
    # loaded in the parent, with all that they import, so that no worker has to
    inherited = (
        ensure,
        info,
        client,
        query,
        records,
        visualization_data,
        dashboard_data,
        dashboard,
        dataset,
        user,
        connection,
        import_job,
    )
