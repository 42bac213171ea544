//! scratch
fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, mcgen_hcl::format(&text)).unwrap();
    }
}
