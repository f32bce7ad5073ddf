# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Operations of Ironflow: access. Written by scripts/ironflow_operations.py; ``table.py`` tells how it is read."""

TABLE = """
api_keys_list GET /api/v1/apikeys reads
  query platform:boolean
api_keys_create POST /api/v1/apikeys
  fields name:string! env_id:string expires_in:string platform:boolean role_ids:array<string>
    tool_scopes:array<string>@>=0.43.1
api_keys_delete DELETE /api/v1/apikeys/{id}
api_keys_get GET /api/v1/apikeys/{id} reads
api_keys_update_roles PUT /api/v1/apikeys/{id}/roles
  fields role_ids:array<string>!
api_keys_rotate POST /api/v1/apikeys/{id}/rotate
POST~/api/v1/auth/login POST /api/v1/auth/login
  fields email:string! password:string!
GET~/api/v1/auth/validate GET /api/v1/auth/validate reads
environments_list GET /api/v1/environments reads
  query project_id:string
environments_create POST /api/v1/environments
  fields color:string name:string! project_id:string
environments_delete DELETE /api/v1/environments/{id}
environments_update PUT /api/v1/environments/{id}
  fields color:string name:string!
EnvironmentService/CreateEnvironment RPC
  fields name:string
EnvironmentService/DeleteEnvironment RPC
  fields id:string
EnvironmentService/GetEnvironment RPC
  fields id:string
EnvironmentService/ListEnvironments RPC
EnvironmentService/RotateAPIKey RPC
  fields id:string
policies_list GET /api/v1/policies <=0.43.1 reads
  instead policy_set
policies_create POST /api/v1/policies <=0.43.1
  instead policy_set
  fields actions:string! effect:string! name:string! resources:string! condition:string
policies_dry_run POST /api/v1/policies/dry-run <=0.43.1
  instead policy_set
  fields condition:string policy_id:string request:object subject:object
policies_delete DELETE /api/v1/policies/{id} <=0.43.1
  instead policy_set
policies_get GET /api/v1/policies/{id} <=0.43.1 reads
  instead policy_set
policies_patch PATCH /api/v1/policies/{id} <=0.43.1
  instead policy_set
  fields actions:string|null condition:string|null effect:string|null name:string|null resources:string|null
policies_rollback POST /api/v1/policies/{id}/rollback/{version} <=0.43.1
  instead policy_set
policies_list_versions GET /api/v1/policies/{id}/versions <=0.43.1 reads
  instead policy_set
policy_set_list GET /api/v1/policy-set >=0.44.0 reads
policy_set_update PUT /api/v1/policy-set >=0.44.0
  headers If-Match:string!
  fields modules:map<string,string>! decision:string|null mode:string
policy_set_dry_run POST /api/v1/policy-set/dry-run >=0.44.0
  fields input:object! explain:boolean set:PolicySetBody|null set.modules:map<string,string>!
    set.decision:string|null set.mode:string
policy_set_validate POST /api/v1/policy-set/validate >=0.44.0
  fields modules:map<string,string>! decision:string|null mode:string
policy_set_list_versions GET /api/v1/policy-set/versions >=0.44.0 reads
policy_set_get_versions GET /api/v1/policy-set/versions/{n} >=0.44.0 reads
policy_set_versions_rollback POST /api/v1/policy-set/versions/{n}/rollback >=0.44.0
  headers If-Match:string!
policy_templates_list GET /api/v1/policy-templates <=0.43.1 reads
policy_templates_install POST /api/v1/policy-templates/{id}/install <=0.43.1
roles_list GET /api/v1/roles reads
roles_create POST /api/v1/roles
  fields name:string!
roles_delete DELETE /api/v1/roles/{id}
roles_get GET /api/v1/roles/{id} reads
roles_patch PATCH /api/v1/roles/{id}
  fields name:string|null
roles_list_policies GET /api/v1/roles/{id}/policies <=0.43.1 reads
roles_policies POST /api/v1/roles/{id}/policies <=0.43.1
  fields policy_id:string!
roles_delete_policies DELETE /api/v1/roles/{id}/policies/{policy_id} <=0.43.1
users_list GET /api/v1/users reads
users_create POST /api/v1/users
  fields email:string! name:string password:string! roles:array<string>
users_delete DELETE /api/v1/users/{id}
users_get GET /api/v1/users/{id} reads
users_patch PATCH /api/v1/users/{id}
  fields email:string|null name:string|null roles:array<string>
users_patch_password PATCH /api/v1/users/{id}/password
  fields current_password:string! new_password:string!
"""
