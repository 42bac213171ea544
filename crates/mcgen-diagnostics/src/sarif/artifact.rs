use std::fmt::Write as _;

use serde_json::{Value, json};

use super::ROOT;

/// An artifactLocation object for a path as the user gave it.
pub(super) fn artifact_location(path: &str) -> Value {
    let uri = uri(path);
    if uri.starts_with("file:") {
        json!({ "uri": uri })
    } else {
        json!({ "uri": uri, "uriBaseId": ROOT })
    }
}

/// A `file:` URI for an absolute path and a relative reference for a relative one.
pub(super) fn uri(path: &str) -> String {
    if has_drive(path) {
        let (drive, rest) = path.split_at(2);
        return format!("file:///{drive}{}", encode(&rest.replace('\\', "/")));
    }
    // Elsewhere a backslash is a letter like any other in a file name.
    let path = if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    };
    if path.starts_with('/') {
        return format!("file://{}", encode(&path));
    }
    let segments = path
        .split('/')
        .filter(|segment| !matches!(*segment, "" | "."));
    encode(&segments.collect::<Vec<_>>().join("/"))
}

fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic())
}

fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => encoded.push(char::from(byte)),
            _ => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_are_encoded_and_have_no_dot_segments() {
        assert_eq!(uri("./env//crm prod.yaml"), "env/crm%20prod.yaml");
        assert_eq!(uri("../a:b.yaml"), "../a%3Ab.yaml");
        assert_eq!(uri("서울.yaml"), "%EC%84%9C%EC%9A%B8.yaml");
    }

    #[test]
    fn absolute_paths_are_file_uris() {
        assert_eq!(uri("/srv/50%.yaml"), "file:///srv/50%25.yaml");
        assert_eq!(uri("C:\\env\\a b.yaml"), "file:///C:/env/a%20b.yaml");
    }

    #[test]
    fn only_relative_paths_have_a_base() {
        assert_eq!(artifact_location("/a"), json!({ "uri": "file:///a" }));
        assert_eq!(
            artifact_location("a"),
            json!({ "uri": "a", "uriBaseId": "%SRCROOT%" })
        );
    }
}
