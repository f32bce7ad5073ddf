# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Infrahub's own application with a message bus inside it, so that it runs without a broker, as one process."""

from __future__ import annotations

from infrahub import config
from infrahub.services.adapters.message_bus.local import BusSimulator

config.OVERRIDE.message_bus = BusSimulator()

from infrahub.server import app  # noqa: E402 - what it starts asks for the message bus

__all__ = ["app"]
