//! stub
use std::borrow::Cow;
pub(super) struct Decoded<'a> { pub(super) text: Cow<'a, str>, pub(super) encoding: &'static str, pub(super) malformed: bool }
pub(super) fn decode<'a>(bytes: &'a [u8], _d: Option<&str>, _m: bool) -> Decoded<'a> {
  let text = String::from_utf8_lossy(bytes); Decoded { malformed: matches!(text, Cow::Owned(_)), text, encoding: "UTF-8" }
}
