locals {
  buckets = {
    logs = { size = 1 }
    data = { size = 2 }
  }
  lifecycles = { for name, bucket in local.buckets : name => bucket.lifecycle if can(bucket.lifecycle) }
  owned      = { for name, bucket in local.buckets : name => bucket if contains(keys(bucket), "owner") }
}

resource "random_pet" "owner" {
  for_each = local.owned
  prefix   = each.value.owner
}

resource "tls_cert_request" "this" {
  for_each        = local.buckets
  private_key_pem = tls_private_key.this.private_key_pem

  dynamic "subject" {
    for_each = can(each.value.subject) ? [each.value.subject] : []
    content {
      common_name  = subject.value.name
      organization = each.value.subject.organization
    }
  }
}
