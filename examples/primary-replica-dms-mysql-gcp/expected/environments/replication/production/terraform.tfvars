account_id  = "111122223333"
aws_region  = "ap-northeast-2"
environment = "production"
gcp_region  = "asia-northeast3"
partition   = "aws"
project     = "crm"
project_id  = "crm-production"

aws_state = {
  bucket = "crm-production-tfstate-111122223333"
  key    = "crm/production/aws.tfstate"
  region = "ap-northeast-2"
}

gcp_state = {
  bucket = "crm-production-tfstate-crm-production"
  prefix = "crm/production/gcp"
}

labels = {}

monitoring = {
  lag_minutes = 2
  minutes     = 5
  thresholds = {
    cpu          = 80
    free-storage = 16106127360
    source-lag   = 60
    target-lag   = 60
  }
}

replication = {
  auto_minor_version_upgrade = false
  aws_certificate            = "-----BEGIN CERTIFICATE-----\nMIIECTCCAvGgAwIBAgIRAPQAvihfjBg/JDbj6U64K98wDQYJKoZIhvcNAQELBQAw\ngZwxCzAJBgNVBAYTAlVTMSIwIAYDVQQKDBlBbWF6b24gV2ViIFNlcnZpY2VzLCBJ\nbmMuMRMwEQYDVQQLDApBbWF6b24gUkRTMQswCQYDVQQIDAJXQTE1MDMGA1UEAwws\nQW1hem9uIFJEUyBhcC1ub3J0aGVhc3QtMiBSb290IENBIFJTQTIwNDggRzExEDAO\nBgNVBAcMB1NlYXR0bGUwIBcNMjEwNTIwMTYyODQxWhgPMjA2MTA1MjAxNzI4NDFa\nMIGcMQswCQYDVQQGEwJVUzEiMCAGA1UECgwZQW1hem9uIFdlYiBTZXJ2aWNlcywg\nSW5jLjETMBEGA1UECwwKQW1hem9uIFJEUzELMAkGA1UECAwCV0ExNTAzBgNVBAMM\nLEFtYXpvbiBSRFMgYXAtbm9ydGhlYXN0LTIgUm9vdCBDQSBSU0EyMDQ4IEcxMRAw\nDgYDVQQHDAdTZWF0dGxlMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\nvJ9lgyksCxkBlY40qOzI1TCj/Q0FVGuPL/Z1Mw2YN0l+41BDv0FHApjTUkIKOeIP\nnwDwpXTa3NjYbk3cOZ/fpH2rYJ++Fte6PNDGPgKppVCUh6x3jiVZ1L7wOgnTdK1Q\nTrw8440IDS5eLykRHvz8OmwvYDl0iIrt832V0QyOlHTGt6ZJ/aTQKl12Fy3QBLv7\nstClPzvHTrgWqVU6uidSYoDtzHbU7Vda7YH0wD9IUoMBf7Tu0rqcE4uH47s2XYkc\nSdLEoOg/Ngs7Y9B1y1GCyj3Ux7hnyvCoRTw014QyNB7dTatFMDvYlrRDGG14KeiU\nUL7Vo/+EejWI31eXNLw84wIDAQABo0IwQDAPBgNVHRMBAf8EBTADAQH/MB0GA1Ud\nDgQWBBQkgTWFsNg6wA3HbbihDQ4vpt1E2zAOBgNVHQ8BAf8EBAMCAYYwDQYJKoZI\nhvcNAQELBQADggEBAGz1Asiw7hn5WYUj8RpOCzpE0h/oBZcnxP8wulzZ5Xd0YxWO\n0jYUcUk3tTQy1QvoY+Q5aCjg6vFv+oFBAxkib/SmZzp4xLisZIGlzpJQuAgRkwWA\n6BVMgRS+AaOMQ6wKPgz1x4v6T0cIELZEPq3piGxvvqkcLZKdCaeC3wCS6sxuafzZ\n4qA3zMwWuLOzRftgX2hQto7d/2YkRXga7jSvQl3id/EI+xrYoH6zIWgjdU1AUaNq\nNGT7DIo47vVMfnd9HFZNhREsd4GJE83I+JhTqIxiKPNxrKgESzyADmNPt0gXDnHo\ntbV1pMZz5HpJtjnP/qVZhEK5oB0tqlKPv9yx074=\n-----END CERTIFICATE-----\n"
  batch_apply                = false
  class                      = "dms.r6i.large"
  control_schema             = "dms"
  engine_version             = "3.6.1"
  full_load = {
    commit_rows    = 10000
    preparation    = "DO_NOTHING"
    tables_at_once = 8
  }
  lob = {
    chunk_kib  = 64
    inline_kib = 32
    max_kib    = 1024
    mode       = "full"
  }
  log_retention_days = 90
  maintenance_window = "sun:19:00-sun:20:00"
  multi_az           = true
  name               = "crm-production"
  password_version   = 1
  peer_cidr_blocks = {
    private-services = "10.23.0.0/20"
  }
  secrets_cidr_blocks = {
    internet = "0.0.0.0/0"
  }
  secrets_role_name = "crm-production-dms-secrets"
  source            = "gcp"
  ssl_modes = {
    aws = "verify-full"
    gcp = "verify-ca"
  }
  start       = false
  storage_gib = 100
  tables = {
    "crm.accounts" = {
      schema = "crm"
      table  = "accounts"
    }
    "crm.orders" = {
      schema = "crm"
      table  = "orders"
    }
  }
  target   = "aws"
  username = "crm_replication"
  validation = {
    enabled = true
    threads = 5
  }
}

tags = {}
