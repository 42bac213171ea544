locals {
  a = var.a ? 1 : 2
  b = var.a == "x" ? var.b : var.c != null ? 1 : 0
  c = (
    var.a
    ? 1
    : 2
  )
  d = (var.a ? [1] : [])[0]
  e = var.a ? { a = 1 } : {}
  f = !var.a && (var.b || !var.c)
  g = var.a ? {
    x  = 1
    yy = 2
  } : null
  h = var.a >= 1 && var.b <= 2 || var.c < 3 && var.d > 4
  i = var.a ? "${var.b}-x" : "y"
  j = (var.a
    ? var.b
  : var.c)
  k = (var.a ?
    var.b :
    var.c
  )
}
