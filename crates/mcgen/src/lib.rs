//! One typed environment file in, checked Terraform for multi-cloud databases out.
