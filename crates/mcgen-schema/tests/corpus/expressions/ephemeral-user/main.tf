variable "token" {
  type      = string
  ephemeral = true
}

module "secret" {
  source = "../ephemeral"
  token  = var.token
}

resource "terraform_data" "password" {
  input = module.secret.password == "" ? null : "set"
}
