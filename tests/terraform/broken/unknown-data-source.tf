# refused at line 2 by: offline validate
data "aws_vcp" "a" {}
