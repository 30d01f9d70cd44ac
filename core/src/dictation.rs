//! Texts as they are kept: every word that was said, and nothing of what dictation and keyboards
//! leave around them.

/// What stands in a dictated text where something that is no text was put in.
const PLACEHOLDER: char = '\u{fffc}';

/// The words of a text that was typed or dictated, as they are: without spaces at the ends of lines
/// or in a row, without more than one empty line between others, and with one kind of line's end.
pub fn as_said(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let mut said = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.split('\n').map(line_as_said) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !said.is_empty() {
            said.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        said.push_str(&line);
        empty = 0;
    }
    said
}

fn line_as_said(line: &str) -> String {
    let line = line.replace(PLACEHOLDER, " ");
    let words: Vec<&str> = line
        .split([' ', '\t'])
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_dictation_leaves_around_words_is_not_kept() {
        for (told, kept) in [
            ("", ""),
            (" \n\t", ""),
            (" mörkt vid  bron ", "mörkt vid bron"),
            (
                "mörkt \r\nhalt\r\n\r\n\r\n\r\nlampan blinkar\n",
                "mörkt\nhalt\n\nlampan blinkar",
            ),
            ("titta \u{fffc} här\u{fffc}", "titta här"),
            ("10\u{a0}m  till 👩🏽‍🦽 rampen", "10\u{a0}m till 👩🏽‍🦽 rampen"),
            ("  - en\n    - två", "- en\n- två"),
        ] {
            assert_eq!(as_said(told), kept, "{told:?}");
        }
    }

    proptest! {
        #[test]
        fn no_word_is_changed_or_lost(told in r"(\PC|[ \t\n\r]){0,80}") {
            let kept = as_said(&told);
            let words = |text: &str| text.replace(PLACEHOLDER, " ").split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&kept), words(&told));
            prop_assert_eq!(as_said(&kept), kept.clone());
            prop_assert!(kept.len() <= told.len());
        }
    }
}
