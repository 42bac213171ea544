locals {
  a = var.a.0.b
  b = var.a.*.b
  c = var.a.*.b[0]
  d = var.a[*].b.c
  e = var.a["x"]["y"].z[0]
  f = var.a[var.b[var.c]]
  g = module.x.y[*].z[count.index]
  h = data.aws_region.current.name
  i = element(var.a.*.id, count.index)
  j = f(a)[0].b["c"]
  k = [1, 2][0]
  l = { a = 1 }.a
  m = { a = 1 }["a"]
  n = (var.a).b
  o = "abc".d
}
