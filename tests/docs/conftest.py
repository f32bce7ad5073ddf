# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lab for the examples of the pages: as for the integration tests."""

from __future__ import annotations

from tests.integration.conftest import running, site

__all__ = ["running", "site"]
