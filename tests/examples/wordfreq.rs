//! `wordfreq` counts right, and says which files it could not count.

use std::collections::HashMap;
use std::fmt::Write;

use crate::program::run;
use crate::temp_dir::TempDir;

#[test]
fn words_are_counted_over_all_files() {
    let dir = TempDir::new("words");
    let a = dir.write("a", "The cat, the dog -- and \"the\" CAT.\n");
    let b = dir.write("b", "Don't\tÄpfel äpfel\u{a0}1984!");
    let text = run("wordfreq", [a, b]).text();
    assert_eq!(
        text,
        "      3 the\n      2 cat\n      2 äpfel\n      1 1984\n      1 and\n      1 dog\n      1 don't\n"
    );
}

#[test]
fn top_limits_the_words() {
    let dir = TempDir::new("top");
    let file = dir.write("a", "b b a a c");
    let file = file.to_str().unwrap();
    assert_eq!(run("wordfreq", ["--top", "2", file]).text(), "      2 a\n      2 b\n");
    assert_eq!(run("wordfreq", [file, "--top", "0"]).text(), "");
    assert_eq!(run("wordfreq", ["--top", "1", "--", file]).text(), "      2 a\n");
}

#[test]
fn large_files_are_counted_whole() {
    let dir = TempDir::new("large-words");
    let mut expected = HashMap::<String, u64>::new();
    let mut files = Vec::new();
    for part in 0..8_u64 {
        let mut text = String::new();
        for i in 0..100_000_u64 {
            let word = format!("w{}", (i * i + part) % 97);
            write!(text, "{word}{}", if i % 11 == 0 { '\n' } else { ' ' }).unwrap();
            *expected.entry(word).or_default() += 1;
        }
        files.push(dir.write(part.to_string(), text));
    }
    let mut expected: Vec<_> = expected.into_iter().map(|(word, count)| (count, word)).collect();
    expected.sort_by(|(n, a), (m, b)| m.cmp(n).then_with(|| a.cmp(b)));
    let expected = expected.iter().take(10).fold(String::new(), |text, (n, word)| format!("{text}{n:>7} {word}\n"));
    assert_eq!(run("wordfreq", files).text(), expected);
}

#[test]
fn invalid_utf_8_is_reported_with_its_place_and_the_rest_counted() {
    let dir = TempDir::new("utf-8");
    let good = dir.write("good", "a b a");
    let bad = dir.write("bad", b"a \xc3\xa4 \xff a");
    let cut = dir.write("cut", b"abc\xe2\x82");
    let run = run("wordfreq", [&bad, &good, &cut]);
    assert_eq!((run.status, run.stdout()), (1, "      2 a\n      1 b\n"));
    let mut complaints: Vec<_> = run.stderr.lines().collect();
    complaints.sort_unstable();
    let expected =
        [(bad, 5), (cut, 3)].map(|(path, at)| format!("wordfreq: {path:?} is not UTF-8: invalid at byte {at}"));
    assert_eq!(complaints, expected);
}

#[test]
fn files_that_cannot_be_read_are_reported_and_the_rest_counted() {
    let dir = TempDir::new("unreadable-words");
    let good = dir.write("good", "a b a");
    let missing = dir.path().join("missing");
    let directory = dir.path().to_owned();
    let run = run("wordfreq", [&missing, &good, &directory]);
    assert_eq!((run.status, run.stdout()), (1, "      2 a\n      1 b\n"));
    assert_eq!(run.stderr.lines().count(), 2, "{}", run.stderr);
    for path in [missing, directory] {
        assert!(run.stderr.contains(&format!("wordfreq: cannot read {path:?}: ")), "{}", run.stderr);
    }
}

#[test]
fn help_is_printed_on_demand() {
    for option in ["-h", "--help"] {
        assert!(run("wordfreq", [option]).text().starts_with("usage: wordfreq "));
    }
}

#[test]
fn a_wrong_command_line_is_refused() {
    let wrong: [(&[&str], &str); 4] = [
        (&[], "which file?"),
        (&["-x", "."], "unknown option \"-x\""),
        (&["--top"], "`--top` needs a number, not \"\""),
        (&["--top", "-1", "."], "`--top` needs a number, not \"-1\""),
    ];
    for (args, message) in wrong {
        let run = run("wordfreq", args);
        assert_eq!((run.status, run.stdout()), (2, ""));
        assert_eq!(run.stderr, format!("wordfreq: {message}\ntry `wordfreq --help`\n"));
    }
}
