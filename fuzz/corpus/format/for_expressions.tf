locals {
  a = [for x in var.list : x]
  b = [for x in var.list : upper(x) if x != ""]
  c = { for k, v in var.map : k => v }
  d = { for k, v in var.map : v.zone => k... }
  e = { for x in [1, 2, 3] : "k${x}" => x * x if x % 2 == 0 }
  f = [
    for name, subnet in var.subnets :
    merge(subnet, { name = name })
    if subnet.enabled
  ]
  g = {
    for pair in setproduct(var.a, var.b) :
    "${pair[0]}-${pair[1]}" => {
      left  = pair[0]
      right = pair[1]
    }
  }
  h = merge([for x in var.list : { (x) = true }]...)
  i = [for x in [for y in var.z : y] : [for w in x : -w]]
  j = { for k in toset(["a", "b"]) : (k) => {} }
  k = [for s in var.s : s if(s.a) || !s.b]
}
