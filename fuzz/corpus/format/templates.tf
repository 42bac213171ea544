locals {
  a = "${var.a}-${var.b}"
  b = "x ${f("y", "${var.z}-w")} ${var.m["k"]}"
  c = "%{if var.a}yes%{else}no%{endif}"
  d = "%{for x in var.l~} ${x}, %{~endfor}"
  e = "${var.a == "" ? "none" : var.a}!"
  f = "$${literal} %%{literal} \"quoted\" \\ \n \t \u00e9"
  g = " ${~var.a~} "
  h = "${ { a = 1 }["a"]} x"
  i = "${[1, 2][0]} x"
  j = "x${
    var.a
  }y"
  k = "x${f({
    a   = 1
    bcd = 2
  })}y"
  l = "a $ b % c $$ %% ${1}$"
  m = "{ } [ ] ( ) , . = # // /* */"
  n = ["${var.a}", "b"]
  o = { "${var.a}" = "${var.b}" }
  p = "${"nested ${"deeper ${var.x}"}"} end"
}
