# refused at line 4 by: offline validate
resource "aws_security_group" "a" {
  timeouts {
    made = "1m"
  }
}
