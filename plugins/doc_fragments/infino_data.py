# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations


class ModuleDocFragment:
    """What is executed: which of its data is wanted, and of dashboards which one."""

    DOCUMENTATION = r"""
options:
  filters:
    description:
      - Filters for this time. Each is a dictionary with C(field), C(operator) and C(value), and perhaps C(enabled),
        C(is_time_filter), C(query_type) (C(sql) or C(querydsl)) and C(index). A record must pass them all.
      - Operators are C(is), C(is_not), C(is_one_of), C(is_not_one_of), C(exists), C(does_not_exist), C(is_between),
        C(is_not_between) and C(contains).
      - They come on top of saved ones; one on the same field takes the saved one's place.
    type: list
    elements: dict
  time_range:
    description:
      - A dictionary with C(from) and C(to). It takes the place of a saved one, and is about the column that the
        visualization's C(source.sql.time_column) names, by default C(@timestamp).
    type: dict
"""

    DASHBOARD = r"""
options:
  id:
    description: Id of the dashboard. Needed unless O(title) is given.
    type: str
  title:
    description: Title of the dashboard. Where several have it, give O(id).
    type: str
  apply_saved:
    description:
      - Whether the filters and the range of time that are saved with the dashboard are applied too. The server itself
        does not apply them, and knows nothing of relative ranges.
    type: bool
    default: true
"""
