# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What all unit tests share: no variable of the machine's steers them, no client outlives its test."""

from __future__ import annotations

import os

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils import entry

STEERING = ("INFRAHUB_", "INFINO_", "IRONFLOW_")
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE")


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    for name in list(os.environ):
        if name.startswith(STEERING) or name.upper() in PROXIES:
            monkeypatch.delenv(name)
    monkeypatch.setattr(entry, "CLIENTS", {})
