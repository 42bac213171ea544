# refused at line 2 by: offline validate
resource "aws_security_group" "a" {
  name = aws_security_group.b.name
}

resource "aws_security_group" "b" {
  name = aws_security_group.a.name
}
