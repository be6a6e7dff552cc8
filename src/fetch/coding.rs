//! Content codings undone, and no further than a limit.

use std::io::{self, Read};

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// Codings on top of each other that are undone (RFC 9110, section 8.4).
const LAYERS: usize = 2;
/// The largest window a zstd frame may ask for, as a power of two: 8 MiB, which
/// is what RFC 9659 allows on the web.
const ZSTD_WINDOW: u32 = 23;

/// The codings that are asked for.
pub(super) const ACCEPTED: &str = "gzip, br, zstd";

/// Why bytes could not be unpacked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// More came out than the limit.
    TooLarge,
    /// They are not what their coding says.
    Broken(String),
}

/// A page as it was meant.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// What was odd about its packing.
    pub(super) odd: Option<&'static str>,
}

/// Undoes the codings of a `content-encoding`; neither the page nor what lies
/// between two codings may be longer than `limit`.
pub(super) fn unpack(
    packed: Vec<u8>,
    content_encoding: &str,
    limit: u64,
) -> Result<Unpacked, Trouble> {
    let codings = codings(content_encoding)?;
    let Some(outermost) = codings.last() else {
        return Ok(Unpacked {
            bytes: packed,
            odd: None,
        });
    };
    // An answer without a body has nothing to unpack, whatever its headers say.
    if packed.is_empty() {
        return Ok(Unpacked::default());
    }
    // Servers that say so and do not are common; browsers show the page.
    if !outermost.can_start(&packed) {
        return Ok(Unpacked {
            bytes: packed,
            odd: Some("its content coding is declared, but it is not packed"),
        });
    }
    let zlib = is_zlib(&packed);
    let mut input: Box<dyn Read + '_> = Box::new(&*packed);
    // The last coding named was put on last and comes off first.
    for coding in codings.iter().rev() {
        input = Box::new(Bounded {
            input: coding
                .undone(input, zlib)
                .map_err(|error| trouble(&error))?,
            left: limit,
        });
    }
    let mut bytes = Vec::new();
    input
        .read_to_end(&mut bytes)
        .map_err(|error| trouble(&error))?;
    Ok(Unpacked { bytes, odd: None })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

fn codings(content_encoding: &str) -> Result<Vec<Coding>, Trouble> {
    let mut codings = Vec::new();
    for name in content_encoding.split(',').map(str::trim) {
        codings.extend(match name.to_ascii_lowercase().as_str() {
            "" | "identity" => None,
            "gzip" | "x-gzip" => Some(Coding::Gzip),
            "deflate" => Some(Coding::Deflate),
            "br" => Some(Coding::Brotli),
            "zstd" => Some(Coding::Zstd),
            _ => {
                return Err(Trouble::Broken(format!(
                    "content coding `{name}` was not asked for, expected one of {ACCEPTED}"
                )));
            }
        });
    }
    if codings.len() > LAYERS {
        return Err(Trouble::Broken(format!(
            "{} content codings on top of each other, expected at most {LAYERS}",
            codings.len()
        )));
    }
    Ok(codings)
}

impl Coding {
    /// Whether bytes of this coding can start so.
    fn can_start(self, bytes: &[u8]) -> bool {
        match self {
            Self::Gzip => bytes.starts_with(&[0x1f, 0x8b]),
            Self::Zstd => {
                bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd])
                    || matches!(bytes, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
            }
            // These have no mark of their own.
            Self::Deflate | Self::Brotli => !bytes.trim_ascii_start().starts_with(b"<"),
        }
    }

    fn undone<'a>(self, input: Box<dyn Read + 'a>, zlib: bool) -> io::Result<Box<dyn Read + 'a>> {
        Ok(match self {
            Self::Gzip => Box::new(MultiGzDecoder::new(input)),
            // "deflate" is zlib's format, which not every server knows.
            Self::Deflate if zlib => Box::new(ZlibDecoder::new(input)),
            Self::Deflate => Box::new(DeflateDecoder::new(input)),
            Self::Brotli => Box::new(Decompressor::new(input, 1 << 14)),
            Self::Zstd => {
                let mut decoder = zstd::Decoder::new(input)?;
                decoder.window_log_max(ZSTD_WINDOW)?;
                Box::new(decoder)
            }
        })
    }
}

/// Whether bytes start with a header of zlib (RFC 1950, section 2.2).
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [method, flags, ..]
        if method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*flags)) % 31 == 0)
}

/// What comes out of a coding, as long as it stays within bounds.
struct Bounded<'a> {
    input: Box<dyn Read + 'a>,
    left: u64,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}

fn trouble(error: &io::Error) -> Trouble {
    if error.kind() == io::ErrorKind::FileTooLarge {
        Trouble::TooLarge
    } else {
        Trouble::Broken(format!("unpacking the page fails: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const LIMIT: u64 = 1 << 20;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn check(packed: &[u8], coding: &str, expected: &[u8]) {
        let unpacked = unpack(packed.to_vec(), coding, LIMIT);
        assert_eq!(unpacked.unwrap().bytes, expected, "{coding}");
    }

    #[test]
    fn every_coding_is_undone() {
        let page = b"<p>It rained for three days. It rained for three days.".repeat(50);
        check(&page, "", &page);
        check(&page, "identity", &page);
        check(&gzip(&page), "gzip", &page);
        check(&gzip(&page), "X-GZIP", &page);
        check(
            &[gzip(&page), gzip(b"more")].concat(),
            "gzip",
            &[page.as_slice(), b"more"].concat(),
        );
        check(
            &zstd::encode_all(page.as_slice(), 3).unwrap(),
            "zstd",
            &page,
        );
        check(&gzip(&gzip(&page)), "gzip, gzip", &page);
        check(
            &gzip(&zstd::encode_all(page.as_slice(), 3).unwrap()),
            "zstd, gzip",
            &page,
        );
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(&page).unwrap();
        check(&zlib.finish().unwrap(), "deflate", &page);
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::default());
        raw.write_all(&page).unwrap();
        check(&raw.finish().unwrap(), "deflate", &page);
        // "hello", stored in a single metablock.
        check(b"\x0b\x02\x80hello\x03", "br", b"hello");
        check(b"", "gzip", b"");
    }

    #[test]
    fn what_is_declared_but_not_packed_is_taken_as_it_is() {
        let unpacked = unpack(b"<p>plain".to_vec(), "gzip", LIMIT).unwrap();
        assert_eq!(unpacked.bytes, b"<p>plain");
        assert!(unpacked.odd.is_some());
    }

    #[test]
    fn a_page_cut_short_or_changed_is_refused() {
        let page: Vec<u8> = (0..5000_u32).flat_map(u32::to_le_bytes).collect();
        let packed = gzip(&page);
        let frame = zstd::encode_all(page.as_slice(), 3).unwrap();
        let mut changed = packed.clone();
        let check_sum = changed.len() - 8;
        changed[check_sum] ^= 1;
        for (packed, coding) in [
            (packed[..packed.len() - 9].to_vec(), "gzip"),
            (changed, "gzip"),
            (frame[..frame.len() - 9].to_vec(), "zstd"),
            (b"\x0b\x02\x80hel".to_vec(), "br"),
        ] {
            let result = unpack(packed, coding, LIMIT);
            assert!(
                matches!(result, Err(Trouble::Broken(_))),
                "{coding}: {result:?}"
            );
        }
    }

    #[test]
    fn bombs_are_stopped_at_the_limit() {
        let zeros = vec![0; 64 << 20];
        let (gzipped, framed) = (gzip(&zeros), zstd::encode_all(zeros.as_slice(), 3).unwrap());
        assert!(gzipped.len() < 1 << 17);
        for (packed, coding) in [
            (gzip(&gzipped), "gzip, gzip"),
            (gzip(&gzipped), "br, gzip"),
            (gzipped, "gzip"),
            (framed, "zstd"),
        ] {
            let result = unpack(packed, coding, LIMIT);
            assert!(result.is_err(), "{coding}");
        }
        assert_eq!(unpack(gzip(&zeros), "gzip", LIMIT), Err(Trouble::TooLarge));
    }

    #[test]
    fn unasked_and_piled_up_codings_are_refused() {
        for coding in ["compress", "gzip, gzip, gzip", "gzip, sdch"] {
            let result = unpack(b"x".to_vec(), coding, LIMIT);
            assert!(matches!(result, Err(Trouble::Broken(_))), "{coding}");
        }
    }

    #[test]
    fn a_frame_that_asks_for_a_huge_window_is_refused() {
        let mut encoder = zstd::Encoder::new(Vec::new(), 1).unwrap();
        encoder.window_log(27).unwrap();
        encoder.write_all(&vec![7; 1 << 16]).unwrap();
        let frame = encoder.finish().unwrap();
        assert!(matches!(
            unpack(frame, "zstd", LIMIT),
            Err(Trouble::Broken(_))
        ));
    }
}
