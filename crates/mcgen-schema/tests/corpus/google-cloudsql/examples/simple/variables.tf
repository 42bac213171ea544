variable "project_id" {}

variable "admin" {
  default = "admin"
}
