# refused at line 4 by: offline
module "a" {
  source = "./a"
  size   = { min = 1, mx = 2 }
}
