# refused at line 2 by: offline validate
module "a" {
  source = "./a"
}
