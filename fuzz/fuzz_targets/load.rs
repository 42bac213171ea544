//! Any text is either refused with findings that can be printed, or renders.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mcgen::{Date, Estate, Findings, Format};
use mcgen_diagnostics::RenderOptions;

const FORMATS: [Format; 4] = [Format::Text, Format::Json, Format::Sarif, Format::Github];

fuzz_target!(|text: &str| {
    // A base is read from the disk, where any file may stand.
    if text.contains("extends") {
        return;
    }
    match Estate::from_text("environment.yaml", text).check_on(Date::TABLES) {
        Err(rejected) => print(&rejected.0),
        Ok(checked) => {
            print(checked.findings());
            let rendered = checked.render().expect("what the rules accept renders");
            assert!(!rendered.tree().is_empty(), "an environment without files");
        }
    }
});

fn print(findings: &Findings) {
    let options = RenderOptions {
        colour: false,
        rules: &[],
        tool_version: "0",
    };
    for format in FORMATS {
        let text = format.render(&findings.diagnostics, &findings.sources, &options);
        assert!(findings.diagnostics.is_empty() || !text.is_empty());
    }
}
