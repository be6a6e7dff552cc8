//! Unpacks what magic bytes say is packed.

use std::io::{self, BufReader, Cursor, Read};

use flate2::read::MultiGzDecoder;

use super::Bytes;

/// The largest window a zstd frame may ask for, as a power of two (128 MiB).
const ZSTD_WINDOW: u32 = 27;

/// The unpacked bytes of `input`: gzip (all members) and zstd by their magic
/// bytes, anything else as it is.
pub(super) fn unpacked(mut input: Bytes) -> io::Result<Bytes> {
    let mut magic = Vec::with_capacity(4);
    input.by_ref().take(4).read_to_end(&mut magic)?;
    let gzip = magic.starts_with(&[0x1f, 0x8b]);
    let zstd = magic == [0x28, 0xb5, 0x2f, 0xfd];
    let whole = Cursor::new(magic).chain(input);
    Ok(if gzip {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(
            1 << 16,
            whole,
        )))
    } else if zstd {
        let mut decoder = zstd::Decoder::new(whole)?;
        decoder.window_log_max(ZSTD_WINDOW)?;
        Box::new(decoder)
    } else {
        Box::new(whole)
    })
}

#[cfg(feature = "fetch")]
/// Bytes that are whole already, unpacked where their magic bytes say so.
pub(crate) fn unpacked_whole(bytes: &[u8], limit: u64) -> io::Result<Vec<u8>> {
    let mut whole = Vec::new();
    unpacked(Box::new(Cursor::new(bytes.to_vec())))?
        .take(limit)
        .read_to_end(&mut whole)?;
    Ok(whole)
}

/// Endings of packed files, which a name can carry behind its own.
pub(super) const ENDINGS: [&str; 3] = ["gz", "zst", "zstd"];
