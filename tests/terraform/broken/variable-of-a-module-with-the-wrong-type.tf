# refused at line 4 by: offline validate
module "a" {
  source = "./a"
  size   = "x"
}
