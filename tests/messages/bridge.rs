//! The two rendered functions that carry messages between the clouds, run by Python against a Google on this machine.

use std::process::Command;

use tempfile::TempDir;

use super::render;
use crate::tools::skip_or_fail;

#[test]
fn the_rendered_functions_carry_messages_in_order_and_let_no_stranger_in() {
    let found = Command::new("python3").arg("--version").output();
    if !found.is_ok_and(|output| output.status.success()) {
        skip_or_fail("there is no python3 on the path");
        return;
    }
    let rendered = TempDir::new().unwrap();
    render(rendered.path());
    let folder = rendered.path().join("environments/messages/production");
    let output = Command::new("python3")
        .args(["-c", include_str!("bridge.py")])
        .arg(&folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("Ran 11 tests"), "{said}");
}
