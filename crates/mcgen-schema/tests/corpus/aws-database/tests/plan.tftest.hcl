variables {
  identifier = "crm"
}

run "plan" {
  command = plan

  assert {
    condition     = aws_db_instance.this.storage_encrypted
    error_message = "not encrypted"
  }
}
