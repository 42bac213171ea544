# refused at line 2 by: offline validate
resource "aws_vcp" "a" {}
