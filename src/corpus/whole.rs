//! Formats in which a file is one page: HTML, text, Markdown, feeds.

use std::io::Read;

use super::{Bytes, Found, Reading, Records};
use crate::model::{Failure, Media, RawPage};

pub(super) fn html(input: Bytes, file: &Found, reading: &Reading) -> Records {
    one(input, file, reading, Media::Html)
}

pub(super) fn text(input: Bytes, file: &Found, reading: &Reading) -> Records {
    one(input, file, reading, Media::Text)
}

pub(super) fn markdown(input: Bytes, file: &Found, reading: &Reading) -> Records {
    one(input, file, reading, Media::Markdown)
}

pub(super) fn feed(input: Bytes, file: &Found, reading: &Reading) -> Records {
    one(input, file, reading, Media::Feed)
}

fn one(input: Bytes, file: &Found, reading: &Reading, media: Media) -> Records {
    Box::new(std::iter::once(read(
        input,
        file,
        reading.max_record,
        media,
    )))
}

fn read(input: Bytes, file: &Found, limit: usize, media: Media) -> Result<RawPage, Failure> {
    let mut bytes = Vec::new();
    input
        .take(limit as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| {
            Failure::new(file.place(), format!("cannot be read to its end: {error}"))
        })?;
    if bytes.len() > limit {
        return Err(
            Failure::new(file.place(), format!("is larger than {limit} bytes"))
                .with_hint("raise `--max-record` to take it in"),
        );
    }
    Ok(RawPage {
        id: file.id.clone(),
        origin: file.place(),
        media,
        bytes,
        ..RawPage::default()
    })
}
