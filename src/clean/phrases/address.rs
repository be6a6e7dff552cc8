//! To see where an address ends: `https://...`, `example.org`, `@somebody`.

use super::fold::is_word;

/// The end of the address that begins here, if one does.
pub(super) fn address_end(line: &str, at: usize) -> Option<usize> {
    let rest = line.as_bytes().get(at..)?;
    let begins = |with: &[u8]| {
        rest.get(..with.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(with))
    };
    (begins(b"https://") || begins(b"http://") || begins(b"www.")).then(|| path_end(line, at))
}

/// Where the run of characters that an address may hold ends.
pub(super) fn path_end(line: &str, at: usize) -> usize {
    let rest = line.get(at..).unwrap_or("");
    let length = rest
        .find(|found: char| {
            found.is_whitespace() || matches!(found, '"' | '<' | '>' | '|' | '«' | '»' | '“' | '”')
        })
        .unwrap_or(rest.len());
    let address = rest.get(..length).unwrap_or("");
    at + address
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\''])
        .len()
}

/// The end of `name.example.org`, if a domain begins here: labels joined by
/// dots, the last of two to six small letters.
pub(super) fn domain_end(line: &str, at: usize) -> Option<usize> {
    let rest = line.as_bytes().get(at..)?;
    let length = rest
        .iter()
        .position(|&byte| !(byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-'))
        .unwrap_or(rest.len());
    let text = line.get(at..at + length)?.trim_end_matches(['.', '-']);
    // What follows must not go on with a letter of another script.
    if line
        .get(at + length..)
        .and_then(|after| after.chars().next())
        .is_some_and(|found| !found.is_ascii() && is_word(found))
    {
        return None;
    }
    let (labels, last) = text.rsplit_once('.')?;
    let is_last =
        (2..=6).contains(&last.len()) && last.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_named = labels.bytes().filter(u8::is_ascii_alphabetic).count() > 1;
    let is_whole = labels.split('.').all(|label| !label.is_empty());
    (is_last && is_named && is_whole).then_some(at + text.len())
}

/// The end of `@somebody`, if a handle begins here.
pub(super) fn handle_end(line: &str, at: usize) -> Option<usize> {
    let rest = line.get(at + 1..)?;
    let length = rest
        .find(|found: char| !(found.is_ascii_alphanumeric() || found == '_' || found == '.'))
        .unwrap_or(rest.len());
    (length > 1).then_some(at + 1 + length)
}
