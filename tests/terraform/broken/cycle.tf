# refused at line 3 by: offline validate
locals {
  a = local.b
  b = local.a
}
