output "connection" {
  description = "What an application of either cloud needs to connect, besides the password: sslmode=verify-full with the certificate of the stack global."
  value = {
    database = local.database.database
    hosts    = local.hosts
    port     = local.database.port
    user     = local.database.user
  }
}

output "secrets" {
  description = "The secret of each cloud, whose value is an object with host, port, username and password."
  value = {
    aws = module.aws_secret.arn
    gcp = module.gcp_secret.id
  }
}
