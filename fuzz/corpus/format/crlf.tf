locals {
  a  = 1 # one
  bb = 2 # two

  cccc = <<EOT
 x
EOT
  d = [
    1,
  ]
}
