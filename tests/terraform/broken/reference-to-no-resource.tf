# refused at line 3 by: offline validate
output "x" {
  value = aws_vpc.b.id
}
