output "wrapper" {
  description = "Map of outputs of a wrapper."
  value       = module.wrapper
}

output "endpoints" {
  value = { for name, database in module.wrapper : name => database.endpoint }
}

output "one_port" {
  value = module.wrapper["main"].port + 1
}
