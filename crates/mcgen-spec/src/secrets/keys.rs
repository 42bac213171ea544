//! Values that are secrets by the name of their key, and values that look random.

/// Words with which the key of a password ends.
const PASSWORDS: [&str; 7] = [
    "password",
    "passwords",
    "passwd",
    "passphrase",
    "pwd",
    "psk",
    "requirepass",
];
/// Words with which the key of another secret ends. They also name things that are none (`token:
/// enabled`), so the value must look like one.
const SECRETS: [&str; 6] = [
    "secret",
    "secrets",
    "token",
    "tokens",
    "credential",
    "credentials",
];
/// The same, of two words.
const SECRET_PAIRS: [(&str, &str); 9] = [
    ("private", "key"),
    ("secret", "key"),
    ("access", "key"),
    ("api", "key"),
    ("shared", "key"),
    ("preshared", "key"),
    ("signing", "key"),
    ("auth", "string"),
    ("shared", "secret"),
];
/// Words that never are a secret, whatever their key.
const SWITCHES: [&str; 12] = [
    "", "true", "false", "on", "off", "yes", "no", "none", "null", "managed", "enabled", "disabled",
];
/// How a reference to a secret begins.
const REFERENCES: [&str; 12] = [
    "${",
    "$(",
    "{{",
    "arn:",
    "projects/",
    "var.",
    "local.",
    "data.",
    "module.",
    "vault:",
    "sm://",
    "<",
];

/// Whether the value of `key` is a secret that somebody wrote down.
pub(super) fn gives_away(key: &str, value: &str) -> bool {
    names_a_secret(key, value) && is_literal(value)
}

fn names_a_secret(key: &str, value: &str) -> bool {
    let words = words(key);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    // The provider's write-only arguments.
    let words = words.strip_suffix(&["wo"]).unwrap_or(&words);
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    if PASSWORDS.contains(last) || last.ends_with("password") {
        return true;
    }
    let pair = before
        .last()
        .is_some_and(|first| SECRET_PAIRS.contains(&(*first, *last)));
    (pair || SECRETS.contains(last)) && looks_chosen(value)
}

/// Whether the text is a value of its own, not a reference to one kept elsewhere.
pub(super) fn is_literal(value: &str) -> bool {
    let value = value.trim();
    let variable = value
        .strip_prefix('$')
        .is_some_and(|rest| rest.starts_with(|it: char| it.is_ascii_uppercase() || it == '_'));
    let hidden = !value.is_empty() && value.bytes().all(|byte| matches!(byte, b'*' | b'.'));
    let reference = REFERENCES.iter().any(|start| value.starts_with(start));
    let switch = SWITCHES.iter().any(|it| value.eq_ignore_ascii_case(it));
    !(variable || hidden || reference || switch)
}

/// Whether the text is more than a plain word or a name of plain words.
fn looks_chosen(value: &str) -> bool {
    value.len() >= 6
        && !value
            .bytes()
            .all(|it| it.is_ascii_lowercase() || it == b'-')
}

/// The words of a key, in lower case: `MasterUserPassword`, `master_user_password` and
/// `master-user-password` have the same three.
fn words(key: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut after_lower = false;
    for letter in key.chars() {
        let starts_word = letter.is_ascii_uppercase() && after_lower;
        after_lower = letter.is_ascii_lowercase() || letter.is_ascii_digit();
        if (starts_word || !letter.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if letter.is_ascii_alphanumeric() {
            word.push(letter.to_ascii_lowercase());
        } else if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Whether a word of the value looks as if a generator had made it.
pub(super) fn looks_random(key: &str, value: &str) -> bool {
    // Most values are shorter than all that a generator makes.
    value.len() >= LEAST_BASE64.min(LEAST_HEX)
        && is_literal(value)
        && value.split_whitespace().any(|word| {
            (is_random_base64(word) && key != VERSION_OF_S3)
                || (is_random_hex(word) && !names_a_hash(key))
        })
}

/// The shortest texts of a generator that are told apart from words.
const LEAST_BASE64: usize = 20;
/// At least 128 bits.
const LEAST_HEX: usize = 32;

/// What S3 makes up for each upload opens nothing.
const VERSION_OF_S3: &str = "object-version";

fn names_a_hash(key: &str) -> bool {
    const HASHES: [&str; 8] = [
        "commit", "revision", "sha", "sha256", "hash", "digest", "checksum", "id",
    ];
    words(key)
        .iter()
        .any(|word| HASHES.contains(&word.as_str()))
}

/// Letters of both cases and digits, changing too often for words of any language.
fn is_random_base64(word: &str) -> bool {
    let alphabet =
        |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'/' | b'=' | b'_' | b'-');
    if word.len() < LEAST_BASE64 || !word.bytes().all(alphabet) {
        return false;
    }
    let class = |it: &u8| match it {
        b'a'..=b'z' => Some(0),
        b'A'..=b'Z' => Some(1),
        b'0'..=b'9' => Some(2),
        _ => None,
    };
    let classes: Vec<Option<u8>> = word.as_bytes().iter().map(class).collect();
    // Names of many parts have separators between them, so only changes inside of a part count.
    let changes = classes
        .windows(2)
        .filter(|pair| pair[0].is_some() && pair[1].is_some() && pair[0] != pair[1])
        .count();
    // A random text changes class at about six of ten letters, a name in camel case at two of ten.
    (0..3).all(|it| classes.contains(&Some(it))) && changes * 10 >= word.len() * 3
}

/// Digits of hexadecimal, letters among them, and not the same few again and again.
fn is_random_hex(word: &str) -> bool {
    const DISTINCT: usize = 8;
    let distinct = || word.bytes().collect::<std::collections::BTreeSet<u8>>();
    word.len() >= LEAST_HEX
        && word.bytes().all(|it| it.is_ascii_hexdigit())
        && word.bytes().any(|it| it.is_ascii_alphabetic())
        && distinct().len() >= DISTINCT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_password_key_gives_its_value_away() {
        for key in [
            "password",
            "master-password",
            "master_user_password",
            "MasterUserPassword",
            "database.password",
            "rootpassword",
            "password_wo",
            "vpn-psk",
        ] {
            assert!(gives_away(key, "hunter2"), "{key}");
        }
        for key in [
            "auth-token",
            "AuthString",
            "pre_shared_key",
            "preshared-key",
            "secret-key",
        ] {
            assert!(gives_away(key, "hunter2"), "{key}");
        }
    }

    #[test]
    fn settings_about_passwords_are_no_passwords() {
        for (key, value) in [
            ("password_encryption", "scram-sha-256"),
            ("password-rotation-days", "30"),
            ("validate_password", "on"),
            ("rds.restrict_password_commands", "1"),
            ("token", "enabled"),
            ("secret-owner", "Team4711"),
            ("kms-key", "arn:aws:kms:ap-northeast-2:111122223333:key/1"),
            ("secret", "kept-in-the-vault"),
        ] {
            assert!(!gives_away(key, value), "{key}: {value}");
        }
    }

    #[test]
    fn generated_texts_look_random() {
        for word in [
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "q8Zt3vLx0PbN7wYc2RdF",
            "5f4dcc3b5aa765d61d8327deb882cf99",
        ] {
            assert!(looks_random("note", word), "{word}");
        }
    }

    #[test]
    fn names_and_paths_do_not_look_random() {
        for (key, word) in [
            (
                "kms",
                "projects/crm-prod/locations/asia-northeast3/keyRings/crm/cryptoKeys/db",
            ),
            ("role", "OrganizationAccountAccessRole2026"),
            ("tier", "db-perf-optimized-N-8"),
            ("tier", "db-custom-N4-16-65536"),
            ("note", "Payments-EU-West-1a-2b-Blue"),
            ("group", "sg-0123456789abcdef0"),
            (
                "account",
                "terraform@crm-production-4711.iam.gserviceaccount.com",
            ),
            ("commit", "5f4dcc3b5aa765d61d8327deb882cf99"),
            ("uuid", "123e4567-e89b-12d3-a456-426614174000"),
            ("cost-center", "00000000000000000000000000000000"),
        ] {
            assert!(!looks_random(key, word), "{key}: {word}");
        }
    }

    #[test]
    fn words_of_a_key_do_not_depend_on_its_spelling() {
        for key in [
            "master-user-password",
            "master_user_password",
            "MasterUserPassword",
            "masterUserPassword",
        ] {
            assert_eq!(words(key), ["master", "user", "password"], "{key}");
        }
    }
}
