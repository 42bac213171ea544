terraform {
  required_version = ">= 1.9"
  required_providers {
    random = { source = "hashicorp/random", version = ">= 3.5" }
    tls    = { source = "hashicorp/tls", version = "~> 4.0" }
  }
}

locals {
  numbers = [1, 2, 3]
  mixed   = [1, "two", true, null, { three = 3 }]
  matrix  = [[1, 2], [3, 4]]
  by_name = { for index, number in local.numbers : "n${index}" => number }
  grouped = { for number in local.numbers : number % 2 == 0 ? "even" : "odd" => number... }
  pairs   = [for pair in setproduct(["a", "b"], [1, 2]) : "${pair[0]}-${pair[1]}"]
  nested = {
    "quoted key"   = { value = 1 }
    (var.name)     = { value = 2 }
    "${var.name}2" = { value = 3 }
  }
  chosen = var.name == "a" ? "first" : var.name == "b" ? "second" : "third"
  long = (
    var.name != ""
    && length(var.name) > 2
    || !can(regex("^x", var.name))
  )
  arithmetic = -(1 + 2) * 3 / 4 % 5 - length(local.numbers)
  element    = local.matrix[1][0] + local.mixed[0]
  all        = local.nested[*]
  values     = values(local.by_name)[0]
  merged     = merge(local.by_name, { extra = 4 }, null)
  text       = <<-EOT
    %{for name, number in local.by_name~}
    ${name} = ${number}
    %{endfor~}
    $${literal} %%{literal}
  EOT
  tuple_value = var.pair[0] + 1
  either      = try(local.nested["missing"].value, local.nested.missing, 0)
  is_there    = can(var.object.missing)
  flattened   = flatten([local.matrix, [5], [[6]]])
  looked_up   = lookup(local.by_name, "n0", 0) + lookup({ a = 1 }, "b", 2)
  decoded     = jsondecode("{\"a\": [1]}").a[0]
  first_match = regex("^(?P<kind>[a-z]+)-", var.name)["kind"]
  sensitive   = sensitive("x")
  parsed      = yamldecode(<<-EOT
    a: 1
  EOT
  ).a
  names = [for name in var.objects[*].name : upper(name)]
  tags  = { for tag in var.objects : tag.name => tag.tags["Name"] if tag.tags != null }
  deep  = [for object in var.objects : [for port in object.ports : port.number if port.open]]
}

variable "name" {
  type    = string
  default = "abc"
}

variable "pair" {
  type    = tuple([number, string])
  default = [1, "a"]
}

variable "object" {
  type    = object({ present = string })
  default = { present = "yes" }
}

variable "objects" {
  type = list(object({
    name = string
    tags = optional(map(string))
    ports = optional(list(object({
      number = number
      open   = optional(bool, true)
    })), [])
  }))
  default = []
}

variable "any" {}

resource "random_password" "this" {
  for_each = local.by_name

  length      = 16 + each.value
  min_numeric = var.name == "x" ? null : 2
  keepers = {
    name = each.key
    list = join(",", var.any.list)
  }
}

resource "random_shuffle" "zones" {
  input        = ["a", "b"]
  result_count = "1"
}

resource "tls_private_key" "this" {
  algorithm = "ECDSA"
}

resource "tls_self_signed_cert" "this" {
  private_key_pem       = tls_private_key.this.private_key_pem
  validity_period_hours = 24 * 365
  allowed_uses          = ["server_auth"]

  subject {
    common_name = var.name
  }
}

resource "terraform_data" "replacement" {
  input            = { list = local.mixed }
  triggers_replace = [random_shuffle.zones.result[0], tls_private_key.this.id]

  provisioner "local-exec" {
    command     = "echo ${self.input.list[0]}"
    interpreter = ["bash", "-c"]
    environment = { NAME = var.name }
  }
}

output "passwords" {
  value     = { for name, password in random_password.this : name => password.result }
  sensitive = true
}

output "data" {
  value = terraform_data.replacement.output.list[0]
}
