# refused at line 5 by: offline validate
module "a" {
  source = "./a"
  size   = { min = 1 }
  sise   = 1
}
