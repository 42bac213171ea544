# refused at line 3 by: offline validate
output "x" {
  value = upper("a", "b")
}
