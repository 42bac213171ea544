locals {
  a = merge(var.a, var.b)
  b = merge(
    var.a,
    { b = 1 },
    [for x in var.c : x][0],
  )
  c = merge({
    a   = 1
    bcd = 2
  }, var.other)
  d = flatten([
    for vpc in var.vpcs : [
      for subnet in vpc.subnets : {
        vpc    = vpc.name
        subnet = subnet.name
      }
    ]
  ])
  e = f(g(h(
    1,
    2
  )))
  f = f(g(h(
    1,
    2
    )
  ))
  g = concat(var.list...)
  h = coalesce(var.a, "", null, try(var.b.c, 1), -1)
  i = provider::aws::arn_parse(var.arn)
  j = f([{
    a = 1
    }, {
    b = 2
  }])
  k = cidrsubnet(var.cidr, 8, length(
  var.subnets) + 1)
  l = templatefile("${path.module}/a.tftpl", { a = var.a, b = var.b })
}
