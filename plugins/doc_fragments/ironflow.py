# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  api_url:
    description: Address of the Ironflow server. Falls back to the environment variable E(IRONFLOW_SERVER_URL).
    type: str
    required: true
  api_key:
    description:
      - API key of the user who asks, or the token of one who has logged in. What a server tells anybody needs none.
      - Falls back to the environment variable E(IRONFLOW_API_KEY).
    type: str
  api_environment:
    description:
      - Id of the environment that is meant, where the key does not decide it, such as V(env_default), or its name.
      - Falls back to the environment variable E(IRONFLOW_ENV).
    type: str
  api_org:
    description:
      - Id or name of the organisation to ask as, for an O(api_key) of the whole server. The server records each such
        request. What is of the whole server, such as platform users, is asked for without it.
      - Where O(api_environment) is not given, the server takes its default environment.
      - Falls back to the environment variable E(IRONFLOW_ORG).
    type: str
"""

    PLUGIN = r"""
options:
  api_url:
    description: Address of the Ironflow server.
    type: str
    required: true
    env:
      - name: IRONFLOW_SERVER_URL
    ini:
      - section: opsweave_ironflow
        key: api_url
    vars:
      - name: opsweave_ironflow_api_url
  api_key:
    description: API key of the user who asks, or the token of one who has logged in.
    type: str
    env:
      - name: IRONFLOW_API_KEY
    ini:
      - section: opsweave_ironflow
        key: api_key
    vars:
      - name: opsweave_ironflow_api_key
  api_environment:
    description:
      - Id of the environment that is meant, where the key does not decide it, such as V(env_default), or its name.
    type: str
    env:
      - name: IRONFLOW_ENV
    ini:
      - section: opsweave_ironflow
        key: api_environment
    vars:
      - name: opsweave_ironflow_api_environment
  api_org:
    description: Id or name of the organisation to ask as, for an O(api_key) of the whole server.
    type: str
    env:
      - name: IRONFLOW_ORG
    ini:
      - section: opsweave_ironflow
        key: api_org
    vars:
      - name: opsweave_ironflow_api_org
"""
