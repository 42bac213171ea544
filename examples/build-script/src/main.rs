//! Says where the build script put the Terraform.

#[expect(clippy::print_stdout, reason = "this is all that the example does")]
fn main() {
    println!("{}", concat!(env!("OUT_DIR"), "/infra"));
}
