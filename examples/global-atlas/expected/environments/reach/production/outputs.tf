output "connection" {
  description = "What an application needs to connect with mongodb+srv:// and TLS, besides the password; the host of each cloud names the nodes behind its endpoint."
  value = {
    auth_source = "admin"
    database    = local.database.database
    hosts       = local.hosts
    user        = local.database.user
  }
}

output "secrets" {
  description = "The secret of each cloud, whose value is an object with host, port, username and password."
  value = {
    aws = module.aws_secret.arn
    gcp = module.gcp_secret.id
  }
}
