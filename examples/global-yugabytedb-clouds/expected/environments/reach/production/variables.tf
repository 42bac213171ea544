variable "account_id" {
  description = "The only AWS account in which this stack may run."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account ID has 12 digits."
  }
}

variable "aws_region" {
  description = "The AWS region of the environment."
  type        = string
  nullable    = false
}

variable "aws_state" {
  description = "Where the state of the stack aws lives."
  nullable    = false
  type = object({
    bucket = string
    key    = string
    region = string
  })
}

variable "clients" {
  description = "The ranges that may connect to the endpoint, by what they are."
  type        = map(string)
  nullable    = false
}

variable "deletion_protection" {
  description = "Whether the secret in Google Cloud refuses to be deleted."
  type        = bool
  nullable    = false
}

variable "environment" {
  description = "The environment."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,19}$", var.environment))
    error_message = "The environment has 1 to 20 lower-case letters, digits and hyphens, and starts with a letter."
  }
}

variable "gcp_region" {
  description = "The Google Cloud region of the environment."
  type        = string
  nullable    = false
}

variable "gcp_state" {
  description = "Where the state of the stack gcp lives."
  nullable    = false
  type = object({
    bucket = string
    prefix = string
  })
}

variable "global_state" {
  description = "Where the state of the stack global lives."
  nullable    = false
  type = object({
    bucket = string
    key    = string
    region = string
  })
}

variable "google_network" {
  description = "The network of Yugabyte in Google Cloud, with its project."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^projects/[^/]+/global/networks/[^/]+$", var.google_network))
    error_message = "A network has a name such as projects/PROJECT/global/networks/NAME."
  }
}

variable "labels" {
  description = "Labels of every Google Cloud resource."
  type        = map(string)
  nullable    = false
}

variable "name" {
  description = "The first part of the names of what is made."
  type        = string
  nullable    = false
}

variable "partition" {
  description = "The AWS partition of the region."
  type        = string
  nullable    = false
}

variable "password_version" {
  description = "The version of the password of the application. A higher one makes up another password."
  type        = number
  nullable    = false
}

variable "project" {
  description = "The project of the environment."
  type        = string
  nullable    = false
}

variable "project_id" {
  description = "The ID of the Google Cloud project."
  type        = string
  nullable    = false
}

variable "region" {
  description = "The region of the database that clients connect to."
  type        = string
  nullable    = false
}

variable "tags" {
  description = "Tags of every AWS resource."
  type        = map(string)
  nullable    = false
}
