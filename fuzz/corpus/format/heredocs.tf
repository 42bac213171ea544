locals {
  plain = <<EOT
  text
    kept as is   
EOT
  flush = <<-EOT
    hello ${var.name} and $${not} %%{this}
    %{if var.a}
    yes "quoted" \n
    %{else~}
    no
    %{endif}
  EOT
  after = 1
  in_call = jsonencode(<<-EOT
    a = {
      b
  EOT
  )
  list = [<<A
one
A
    , <<B
two
B
  ]
  listed = [
    <<-EOT
      x
    EOT
    ,
    <<-EOT
      y ${join(",", [
    for x in var.x : x
])} z
    EOT
]
empty  = <<EOT
EOT
a      = 1
bbbbbb = <<-E-T
    # not a comment
    /* nor this
  E-T
c      = 2
object = {
  policy = <<-EOT
      ${jsonencode({ a = 1 })}
    EOT
  other  = 1
}
}
