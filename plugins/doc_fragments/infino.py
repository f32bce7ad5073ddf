# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  api_url:
    description: Address of the Infino server. Falls back to the environment variable E(INFINO_ENDPOINT).
    type: str
    required: true
  api_access_key:
    description: Access key of the user who asks. Falls back to the environment variable E(INFINO_ACCESS_KEY).
    type: str
    required: true
  api_secret_key:
    description:
      - Secret key that belongs to O(api_access_key).
      - Falls back to the environment variable E(INFINO_SECRET_KEY).
    type: str
    required: true
requirements:
  - botocore
"""

    PLUGIN = r"""
options:
  api_url:
    description: Address of the Infino server.
    type: str
    required: true
    env:
      - name: INFINO_ENDPOINT
    ini:
      - section: opsweave_infino
        key: api_url
    vars:
      - name: opsweave_infino_api_url
  api_access_key:
    description: Access key of the user who asks.
    type: str
    required: true
    env:
      - name: INFINO_ACCESS_KEY
    ini:
      - section: opsweave_infino
        key: api_access_key
    vars:
      - name: opsweave_infino_api_access_key
  api_secret_key:
    description: Secret key that belongs to O(api_access_key).
    type: str
    required: true
    env:
      - name: INFINO_SECRET_KEY
    ini:
      - section: opsweave_infino
        key: api_secret_key
    vars:
      - name: opsweave_infino_api_secret_key
requirements:
  - botocore
"""
