# refused at line 9 by: offline plan
module "a" {
  source   = "./a"
  for_each = toset(["x"])
  size     = { min = 1 }
}

output "x" {
  value = [for m in module.a : m.sise]
}
