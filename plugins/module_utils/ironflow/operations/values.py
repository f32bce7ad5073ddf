# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Operations of Ironflow: values. Written by scripts/ironflow_operations.py; ``table.py`` tells how it is read."""

TABLE = """
config_list GET /api/v1/config reads
config_delete DELETE /api/v1/config/{name}
  headers If-Match:string@>=0.43.1
config_get GET /api/v1/config/{name} reads
config_patch PATCH /api/v1/config/{name} body=document
  headers If-Match:string@>=0.43.1
config_create POST /api/v1/config/{name} body=document
  headers If-Match:string@>=0.43.1 If-None-Match:string@>=0.43.1
watch_config GET /api/v1/config/{name}/watch >=0.40.0 reads websocket
files_list_buckets GET /api/v1/files/buckets >=0.41.0 reads
files_buckets POST /api/v1/files/buckets >=0.41.0
  fields name:string! allowSignedUrls:boolean|null allowedContentTypes:array<string>|null emitEvents:boolean|null
    maxObjectBytes:integer|null
files_delete_buckets DELETE /api/v1/files/buckets/{bucket} >=0.41.0
files_get_buckets GET /api/v1/files/buckets/{bucket} >=0.41.0 reads
files_patch_buckets PATCH /api/v1/files/buckets/{bucket} >=0.41.0
  fields allowSignedUrls:boolean|null allowedContentTypes:array<string>|null emitEvents:boolean|null
    maxObjectBytes:integer|null
files_buckets_copy POST /api/v1/files/buckets/{bucket}/copy >=0.41.0
  headers If-Match:string@>=0.42.0
  fields from:string to:string toBucket:string
files_get_buckets_info GET /api/v1/files/buckets/{bucket}/info/{path...} >=0.41.0 reads
files_buckets_move POST /api/v1/files/buckets/{bucket}/move >=0.41.0
  headers If-Match:string@>=0.42.0
  fields from:string ifMatch:string to:string toBucket:string
files_buckets_move_prefix POST /api/v1/files/buckets/{bucket}/move-prefix >=0.41.0
  fields from:string to:string
files_list_buckets_objects GET /api/v1/files/buckets/{bucket}/objects >=0.41.0 reads
  query cursor:string delimiter:string limit:integer prefix:string
files_delete_buckets_objects DELETE /api/v1/files/buckets/{bucket}/objects/{path...} >=0.41.0
  headers If-Match:string@>=0.42.0
files_get_buckets_objects GET /api/v1/files/buckets/{bucket}/objects/{path...} >=0.41.0 reads
  headers If-Match:string Range:string
files_update_buckets_objects PUT /api/v1/files/buckets/{bucket}/objects/{path...} >=0.41.0 body=bytes
  headers Content-Type:string! If-Match:string If-None-Match:string X-Ironflow-Meta-<name>:string
files_buckets_signed_urls_download POST /api/v1/files/buckets/{bucket}/signed-urls/download >=0.41.0
  fields path:string! ttlSeconds:integer
files_buckets_signed_urls_upload POST /api/v1/files/buckets/{bucket}/signed-urls/upload >=0.41.0
  fields path:string! contentType:string createOnly:boolean maxBytes:integer ttlSeconds:integer
files_list_signed GET /api/v1/files/signed >=0.41.0 reads
  query token:string
  headers If-Match:string Range:string
files_update_signed PUT /api/v1/files/signed >=0.41.0 body=bytes
  query token:string
  headers Content-Type:string! X-Ironflow-Meta-<name>:string
kv_list_buckets GET /api/v1/kv/buckets reads
kv_buckets POST /api/v1/kv/buckets
  fields name:string! description:string history:integer max_bytes:integer max_value_size:integer
    ttl_seconds:integer
kv_delete_buckets DELETE /api/v1/kv/buckets/{bucket}
kv_get_buckets GET /api/v1/kv/buckets/{bucket} reads
kv_list_buckets_keys GET /api/v1/kv/buckets/{bucket}/keys reads
  query filter:string
kv_delete_buckets_keys DELETE /api/v1/kv/buckets/{bucket}/keys/{key...}
  query purge:boolean
kv_get_buckets_keys GET /api/v1/kv/buckets/{bucket}/keys/{key...} reads
kv_update_buckets_keys PUT /api/v1/kv/buckets/{bucket}/keys/{key...} body=bytes
  headers If-Match:string If-None-Match:string
watch_kv GET /api/v1/kv/buckets/{bucket}/watch >=0.40.0 reads websocket
  query key:string
capabilities GET /api/v1/capabilities reads
GET~/api/v1/openapi.json GET /api/v1/openapi.json reads
GET~/api/v1/routes GET /api/v1/routes reads
health GET /health reads
GET~/metrics GET /metrics reads
ready GET /ready reads
secrets_list GET /api/v1/secrets reads
  headers X-Ironflow-Environment:string!@<=0.49.0 X-Ironflow-Environment-ID:string!@>=0.50.0
secrets_create POST /api/v1/secrets
  headers X-Ironflow-Environment:string!@<=0.49.0 X-Ironflow-Environment-ID:string!@>=0.50.0
  fields name:string! value:string! description:string
secrets_delete DELETE /api/v1/secrets/{name}
  headers X-Ironflow-Environment:string!@<=0.49.0 X-Ironflow-Environment-ID:string!@>=0.50.0
secrets_get GET /api/v1/secrets/{name} reads
  headers X-Ironflow-Environment:string!@<=0.49.0 X-Ironflow-Environment-ID:string!@>=0.50.0
secrets_patch PATCH /api/v1/secrets/{name}
  headers X-Ironflow-Environment:string!@<=0.49.0 X-Ironflow-Environment-ID:string!@>=0.50.0
  fields description:string|null name:string|null
secrets_update PUT /api/v1/secrets/{name}
  headers X-Ironflow-Environment:string!@<=0.49.0 X-Ironflow-Environment-ID:string!@>=0.50.0
  fields value:string! description:string
"""
