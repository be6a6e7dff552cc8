//! Whole files, packed as their names say.

use std::io::{self, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Atomic;

/// A file that is whole under its name or not there, packed with gzip or zstd
/// where the name ends in `.gz`, `.zst` or `.zstd`.
pub struct Packed(Packing);

enum Packing {
    Plain(Atomic),
    Gzip(GzEncoder<Atomic>),
    Zstd(zstd::Encoder<'static, Atomic>),
}

impl std::fmt::Debug for Packed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Packed").field(&self.path()).finish()
    }
}

impl Packed {
    /// Starts a file that will be called `path`.
    pub fn create(path: &Path) -> io::Result<Self> {
        let file = Atomic::create(path)?;
        let ending = path.extension().and_then(|ending| ending.to_str());
        Ok(Self(match ending {
            Some("gz") => Packing::Gzip(GzEncoder::new(file, Compression::default())),
            // 3 is the library's own choice between time and size.
            Some("zst" | "zstd") => Packing::Zstd(zstd::Encoder::new(file, 3)?),
            _ => Packing::Plain(file),
        }))
    }

    /// Where the file will be.
    pub fn path(&self) -> &Path {
        match &self.0 {
            Packing::Plain(file) => file.path(),
            Packing::Gzip(encoder) => encoder.get_ref().path(),
            Packing::Zstd(encoder) => encoder.get_ref().path(),
        }
    }

    /// Flushes the file to disk and gives it its name.
    pub fn finish(self) -> io::Result<()> {
        match self.0 {
            Packing::Plain(file) => file,
            Packing::Gzip(encoder) => encoder.finish()?,
            Packing::Zstd(encoder) => encoder.finish()?,
        }
        .finish()
    }
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Packing::Plain(file) => file.write(bytes),
            Packing::Gzip(encoder) => encoder.write(bytes),
            Packing::Zstd(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Packing::Plain(file) => file.flush(),
            Packing::Gzip(encoder) => encoder.flush(),
            Packing::Zstd(encoder) => encoder.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Reading, read};
    use super::*;

    #[test]
    fn what_is_packed_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.txt", "a.txt.gz", "a.txt.zst"] {
            let path = folder.path().join(name);
            let mut file = Packed::create(&path).unwrap();
            file.write_all(b"It rained.").unwrap();
            file.finish().unwrap();
            let reading = Reading {
                inputs: vec![path.display().to_string()],
                ..Reading::default()
            };
            let page = read(&reading).unwrap().next().unwrap().unwrap();
            assert_eq!(page.bytes, b"It rained.", "{name}");
        }
    }
}
