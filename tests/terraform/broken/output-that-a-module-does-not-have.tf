# refused at line 8 by: offline validate
module "a" {
  source = "./a"
  size   = { min = 1 }
}

output "x" {
  value = module.a.sise
}
