locals {
  a = 1 + 2 * 3 / 4 % 5 - 6
  b = -var.a
  c = --1
  d = !(!var.a)
  e = var.a - var.b
  f = var.a-b - var.c
  g = (-1) + (-2)
  h = [-1, -var.x, !var.y]
  i = f(-1, -x)
  j = { a = -1, b : -2 }
  k = a == -1 && b != -2 || c > -3
  l = a ? -1 : -2
  m = a - -1
  n = 1.5e10 + 2E-3
  o = a[-1]
  p = (
    1
    + 2
    -3
    * -4
  )
  q = 0.5
  r = a && !b || !(c)
  s = !a == b
}
