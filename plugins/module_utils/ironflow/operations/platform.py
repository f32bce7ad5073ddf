# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Operations of Ironflow: platform. Written by scripts/ironflow_operations.py; ``table.py`` tells how it is read."""

TABLE = """
orgs_list GET /api/v1/orgs reads
orgs_create POST /api/v1/orgs
  fields name:string!
orgs_delete DELETE /api/v1/orgs/{id}
orgs_get GET /api/v1/orgs/{id} reads
orgs_patch PATCH /api/v1/orgs/{id}
  fields name:string|null preferences:OrgPreferences|null preferences.default_timezone:string|null
orgs_create_orgs POST /api/v1/platform/orgs
  fields name:string!
platform_auth_login POST /api/v1/platform/auth/login
  fields email:string! password:string!
platform_bootstrap POST /api/v1/platform/bootstrap
  fields email:string! name:string! password:string!
platform_audit_list GET /api/v1/platform/audit reads
  query cursor:string event_type:string from:string impersonated_org_id:string limit:integer platform_key_id:string
    to:string
platform_policies_list GET /api/v1/platform/policies <=0.43.1 reads
  instead platform_policy_set
platform_policies_create POST /api/v1/platform/policies <=0.43.1
  instead platform_policy_set
  fields actions:string! effect:string! name:string! resources:string! condition:string
platform_policies_delete DELETE /api/v1/platform/policies/{id} <=0.43.1
  instead platform_policy_set
platform_policies_get GET /api/v1/platform/policies/{id} <=0.43.1 reads
  instead platform_policy_set
platform_policies_update PUT /api/v1/platform/policies/{id} <=0.43.1
  instead platform_policy_set
  fields actions:string|null condition:string|null effect:string|null name:string|null resources:string|null
platform_policy_set_create POST /api/v1/platform/orgs/{org}/policy-set/monitor >=0.44.0
  fields reason:string!
platform_policy_set_list GET /api/v1/platform/policy-set >=0.44.0 reads
platform_policy_set_update PUT /api/v1/platform/policy-set >=0.44.0
  headers If-Match:string!
  fields modules:map<string,string>! decision:string|null mode:string
platform_policy_set_create_dry_run POST /api/v1/platform/policy-set/dry-run >=0.44.0
  fields input:object! explain:boolean set:PolicySetBody|null set.modules:map<string,string>!
    set.decision:string|null set.mode:string
platform_policy_set_create_validate POST /api/v1/platform/policy-set/validate >=0.44.0
  fields modules:map<string,string>! decision:string|null mode:string
platform_policy_set_list_versions GET /api/v1/platform/policy-set/versions >=0.44.0 reads
platform_policy_set_get GET /api/v1/platform/policy-set/versions/{n} >=0.44.0 reads
platform_policy_set_create_rollback POST /api/v1/platform/policy-set/versions/{n}/rollback >=0.44.0
  headers If-Match:string!
platform_roles_list GET /api/v1/platform/roles reads
platform_roles_create POST /api/v1/platform/roles
  fields name:string! policy_ids:array<string>
platform_roles_delete DELETE /api/v1/platform/roles/{id}
platform_roles_get GET /api/v1/platform/roles/{id} reads
platform_roles_update PUT /api/v1/platform/roles/{id}
  fields name:string|null
platform_tenants_list GET /api/v1/platform/tenants reads
platform_tenants_create POST /api/v1/platform/tenants
  fields name:string!
platform_tenants_delete DELETE /api/v1/platform/tenants/{id}
platform_tenants_get GET /api/v1/platform/tenants/{id} reads
platform_users_list GET /api/v1/platform/users reads
platform_users_create POST /api/v1/platform/users
  fields email:string! name:string! password:string! role_ids:array<string>
platform_users_delete DELETE /api/v1/platform/users/{id}
platform_users_get GET /api/v1/platform/users/{id} reads
platform_users_update PUT /api/v1/platform/users/{id}
  fields email:string|null is_active:boolean|null name:string|null password:string|null
projects_list GET /api/v1/projects reads
projects_create POST /api/v1/projects
  fields name:string! description:string|null@>=0.49.0
projects_delete DELETE /api/v1/projects/{id}
projects_update PUT /api/v1/projects/{id}
  fields name:string|null description:string|null@>=0.49.0
tenants_list GET /api/v1/tenants reads
tenants_provision POST /api/v1/tenants/provision
  fields env_name:string org_name:string!
"""
