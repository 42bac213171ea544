# refused at line 7 by: offline validate
resource "aws_db_instance" "a" {
  instance_class = "db.m7g.large"
}

output "x" {
  value = aws_db_instance.a.master_user_secret[0].arn
}
