//! How wide a text is, without a font at hand.

/// The weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Normal strokes.
    Regular,
    /// Bold strokes.
    Bold,
}

/// Widths of Arial, Helvetica and Liberation Sans, which were made to be equal, from the space to
/// the tilde, in thousandths of the size.
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// Room for another font, which may be a little wider.
const ROOM_PERCENT: i32 = 106;

/// The width of `text` in pixels, rounded up.
pub(crate) fn width(text: &str, size: i32, weight: Weight) -> i32 {
    let thousandths: i32 = text.chars().map(|it| advance(it, weight)).sum();
    (thousandths * size * ROOM_PERCENT).div_euclid(100_000) + 1
}

fn advance(it: char, weight: Weight) -> i32 {
    let table = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let ascii = usize::try_from(u32::from(it)).ok();
    let place = ascii.and_then(|code| code.checked_sub(usize::from(b' ')));
    match place.and_then(|place| table.get(place)) {
        Some(width) => i32::from(*width),
        // As wide as the widest letters of the scripts that fonts draw in one piece.
        None if u32::from(it) < 0x1_0000 => 1000,
        None => 1400,
    }
}

/// `text` in lines that are at most `limit` pixels wide. It is broken at spaces where that is
/// possible, and within a word where it is not.
pub(crate) fn wrap(text: &str, limit: i32, size: i32, weight: Weight) -> Vec<String> {
    let fits = |text: &str| width(text, size, weight) <= limit;
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for it in word.chars() {
            line.push(it);
            if !fits(&line) && line.chars().count() > 1 {
                let rest = line.split_off(break_before(&line, it));
                lines.push(std::mem::replace(&mut line, rest));
            }
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Where a line that got too long by its `last` character is broken: behind its last mark between
/// the parts of a name, unless the line would lose most of its text.
fn break_before(line: &str, last: char) -> usize {
    let fitting = line.len() - last.len_utf8();
    let mark = line[..fitting].rfind(['-', '/', ':', '_', ',']);
    mark.map(|mark| mark + 1)
        .filter(|behind| *behind > fitting / 3)
        .unwrap_or(fitting)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_broken_at_spaces_then_within_names_and_anywhere_at_need() {
        let lines = wrap(
            "db.m7g.large, 200 to 1000 GiB of gp3",
            120,
            12,
            Weight::Regular,
        );
        assert_eq!(lines, ["db.m7g.large, 200 to", "1000 GiB of gp3"]);
        let lines = wrap(
            "gcp-memorystore-redis-private-services",
            150,
            12,
            Weight::Regular,
        );
        assert_eq!(lines, ["gcp-memorystore-redis-", "private-services"]);
        let lines = wrap("1234567890123456789012", 100, 12, Weight::Regular);
        assert_eq!(lines, ["12345678901234", "56789012"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_limit_and_no_letter_is_lost(text in ".{0,80}") {
            let lines = wrap(&text, 90, 12, Weight::Bold);
            for line in &lines {
                prop_assert!(width(line, 12, Weight::Bold) <= 90, "{line:?}");
            }
            let kept = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(kept(&lines.concat()), kept(&text));
        }
    }
}
