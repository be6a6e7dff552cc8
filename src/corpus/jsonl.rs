//! JSON Lines: a record a line, its fields kept as written.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, BufReader};

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::unescape::unescaped;
use super::{Bytes, Found, Reading, Records, media};
use crate::model::{
    Failure, FieldNames, Fields, Media, MemberPlace, Metadata, RawPage, charset, essence,
};

pub(super) fn open(input: Bytes, file: &Found, reading: &Reading) -> Records {
    Box::new(Lines {
        input: BufReader::with_capacity(1 << 18, input),
        file: file.clone(),
        place: file.place(),
        names: reading.fields.clone(),
        limit: reading.max_record,
        line: 0,
        buffer: Vec::new(),
        ended: false,
    })
}

struct Lines {
    input: BufReader<Bytes>,
    file: Found,
    /// How messages call the file.
    place: String,
    names: FieldNames,
    limit: usize,
    line: usize,
    buffer: Vec<u8>,
    ended: bool,
}

impl Iterator for Lines {
    type Item = Result<RawPage, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.buffer.clear();
            self.line += 1;
            match read_line(&mut self.input, &mut self.buffer, self.limit) {
                Ok(LineRead::End) => return None,
                Ok(LineRead::Line) => {}
                Ok(LineRead::TooLong) => {
                    let message = format!("the record is longer than {} bytes", self.limit);
                    return Some(Err(self
                        .failure(message)
                        .with_hint("raise `--max-record` to take it in")));
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(self.failure(format!("cannot be read further: {error}"))));
                }
            }
            self.trim();
            if matches!(&*self.buffer, b"{" | b"[") && self.line == 1 {
                self.ended = true;
                let message = "is one piece of JSON over many lines, expected a record a line";
                return Some(Err(self.failure(message).with_hint(
                    "write each record on a line of its own: `jq -c '.[]'` does",
                )));
            }
            if !self.buffer.is_empty() {
                let line = std::mem::take(&mut self.buffer);
                return Some(self.record(line));
            }
        }
        None
    }
}

/// The page of a record.
struct Content {
    media: Media,
    charset: Option<String>,
    bytes: Vec<u8>,
}

/// What reading a line came to.
enum LineRead {
    Line,
    TooLong,
    End,
}

/// Reads one line; of one longer than `limit` the rest is passed over.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>, limit: usize) -> io::Result<LineRead> {
    let mut length = 0_usize;
    loop {
        let available = match input.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            break;
        }
        let end = memchr::memchr(b'\n', available);
        let part = available
            .get(..end.unwrap_or(available.len()))
            .unwrap_or_default();
        length += part.len();
        if length <= limit {
            line.extend_from_slice(part);
        } else {
            line.clear();
        }
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            return Ok(if length > limit {
                LineRead::TooLong
            } else {
                LineRead::Line
            });
        }
    }
    Ok(match length {
        0 => LineRead::End,
        _ if length > limit => LineRead::TooLong,
        _ => LineRead::Line,
    })
}

impl Lines {
    fn failure(&self, message: impl Into<String>) -> Failure {
        Failure::new(format!("{}:{}", self.place, self.line), message)
    }

    /// Takes off the line what it may begin and end with.
    fn trim(&mut self) {
        let line = &mut self.buffer;
        if self.line == 1 && line.starts_with(b"\xef\xbb\xbf") {
            line.drain(..3);
        }
        line.truncate(line.trim_ascii_end().len());
        line.drain(..line.len() - line.trim_ascii_start().len());
    }

    fn record(&self, line: Vec<u8>) -> Result<RawPage, Failure> {
        let line = String::from_utf8(line).map_err(|error| {
            self.failure(format!(
                "is not UTF-8 from byte {}",
                error.utf8_error().valid_up_to() + 1
            ))
        })?;
        let members: Members<'_> = serde_json::from_str(&line).map_err(|error| {
            self.failure(format!("is no JSON object: {error}"))
                .with_hint("each line of a JSONL file is one object: {\"id\": ..., \"text\": ...}")
        })?;
        let content = self.content(&members)?;
        let id = self.identifier(&members)?;
        let stated = |name: &str| {
            self.string(&members, name)
                .ok()
                .flatten()
                .filter(|value| !value.trim().is_empty())
        };
        let source = self.names.source.iter().find_map(|name| stated(name));
        let metadata = Metadata {
            title: stated("title"),
            author: stated("author"),
            published: stated("published").or_else(|| stated("date")),
            modified: stated("modified"),
            language: stated("language").or_else(|| stated("lang")),
            ..Metadata::default()
        };
        let places = members.places(&line);
        Ok(RawPage {
            id,
            origin: format!("{}:{}", self.place, self.line),
            source,
            media: content.media,
            charset: content.charset,
            bytes: content.bytes,
            metadata,
            fields: Fields::within(line, places),
            notices: Vec::new(),
        })
    }

    /// The page of a record: its text, else its markup, else its body as it was
    /// fetched.
    fn content(&self, members: &Members<'_>) -> Result<Content, Failure> {
        for (name, media) in [
            (&self.names.text, Media::Text),
            (&self.names.html, Media::Html),
        ] {
            if let Some(bytes) = self.bytes(members, name)? {
                return Ok(Content {
                    media,
                    charset: Some("utf-8".into()),
                    bytes,
                });
            }
        }
        let bytes = match self.bytes(members, "body")? {
            Some(body) => body,
            None => match self.string(members, "body_base64")? {
                Some(body) => BASE64.decode(body).map_err(|error| {
                    self.failure(format!("field `body_base64` is no base64: {error}"))
                })?,
                None => {
                    return Err(self
                        .failure(format!(
                            "has no field `{}` or `{}`",
                            self.names.text, self.names.html
                        ))
                        .with_hint("name the field that holds the text with `--text-field NAME`"));
                }
            },
        };
        let told = self.string(members, "content_type")?;
        let media = media(told.as_deref().and_then(essence).as_deref(), &bytes);
        Ok(Content {
            media: media.ok_or_else(|| self.failure("field `body` is no text"))?,
            charset: told.as_deref().and_then(charset),
            bytes,
        })
    }

    /// A string field; none where it is missing or null.
    fn string(&self, members: &Members<'_>, name: &str) -> Result<Option<String>, Failure> {
        let bytes = self.bytes(members, name)?;
        Ok(bytes.map(|bytes| String::from_utf8(bytes).unwrap_or_default()))
    }

    /// The bytes of a string field, which are UTF-8; none where it is missing or null.
    fn bytes(&self, members: &Members<'_>, name: &str) -> Result<Option<Vec<u8>>, Failure> {
        let Some(value) = members.get(name).map(RawValue::get) else {
            return Ok(None);
        };
        match value.as_bytes().first() {
            Some(b'"') => unescaped(value)
                .map_or_else(|| serde_json::from_str(value).map(String::into_bytes), Ok)
                .map(Some)
                .map_err(|error| self.failure(format!("field `{name}`: {error}"))),
            Some(b'n') => Ok(None),
            first => {
                let kind = match first {
                    Some(b'{') => "an object",
                    Some(b'[') => "an array",
                    Some(b't' | b'f') => "a boolean",
                    _ => "a number",
                };
                Err(self.failure(format!("field `{name}` is {kind}, expected a string")))
            }
        }
    }

    /// The record's own identifier, a string or a number; else the file and the
    /// line.
    fn identifier(&self, members: &Members<'_>) -> Result<String, Failure> {
        match members.get(&self.names.id).map(RawValue::get) {
            Some(number) if number.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => {
                Ok(number.to_owned())
            }
            _ => Ok(self
                .string(members, &self.names.id)?
                .unwrap_or_else(|| format!("{}#{}", self.file.id, self.line))),
        }
    }
}

/// The members of a JSON object, values unread.
pub(crate) struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Members<'a> {
    /// The last member of this name, as JSON readers take it.
    pub(crate) fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0
            .iter()
            .rev()
            .find(|(member, _)| member == name)
            .map(|(_, value)| *value)
    }

    /// Names and values as they are written, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let members = self.0.iter();
        members.map(|(name, value)| (&**name, value.get()))
    }

    /// Where names and values stand in the record that they were read from.
    fn places(self, record: &str) -> Vec<MemberPlace> {
        let place = |part: &str| {
            let start = part.as_ptr().addr().saturating_sub(record.as_ptr().addr());
            start..start + part.len()
        };
        let member = |(name, value): (Cow<'_, str>, &RawValue)| {
            let name = match name {
                Cow::Borrowed(name) => Ok(place(name)),
                Cow::Owned(name) => Err(name),
            };
            (name, place(value.get()))
        };
        self.0.into_iter().map(member).collect()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(name) = map.next_key::<Name<'de>>()? {
                    members.push((name.0, map.next_value()?));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// A member's name, borrowed where it holds no escapes.
struct Name<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrowed;
        impl<'de> Visitor<'de> for Borrowed {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }
        deserializer.deserialize_str(Borrowed)
    }
}
