//! Results in the order in which they were asked for, whenever they come.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// Bodies that wait in memory for those before them, in bytes; the rest wait on
/// disk.
const IN_MEMORY: usize = 16 << 20;

/// Where something was asked for: the place of its source, and in it the place
/// of the link, and so on.
pub(super) type Place = Vec<u32>;

/// Puts results in order, each with its body.
#[derive(Debug)]
pub(super) struct Order<T> {
    places: BTreeMap<Place, Option<(T, Body)>>,
    waiting: usize,
    disk: Option<File>,
    end: u64,
}

#[derive(Debug)]
enum Body {
    Here(Vec<u8>),
    OnDisk { start: u64, length: usize },
}

impl<T> Default for Order<T> {
    fn default() -> Self {
        Self {
            places: BTreeMap::new(),
            waiting: 0,
            disk: None,
            end: 0,
        }
    }
}

impl<T> Order<T> {
    /// Something was asked for.
    pub(super) fn ask(&mut self, place: Place) {
        self.places.insert(place, None);
    }

    /// Nothing will come of it after all.
    pub(super) fn forget(&mut self, place: &Place) {
        self.places.remove(place);
    }

    /// The result came.
    pub(super) fn came(&mut self, place: Place, result: T, body: Vec<u8>) -> io::Result<()> {
        let first = self.places.first_key_value();
        let body = if first.is_none_or(|(first, _)| *first == place)
            || self.waiting + body.len() <= IN_MEMORY
        {
            self.waiting += body.len();
            Body::Here(body)
        } else {
            self.put_away(&body)?
        };
        self.places.insert(place, Some((result, body)));
        Ok(())
    }

    /// The next result, where it is here and nothing before it is outstanding.
    pub(super) fn next(&mut self) -> io::Result<Option<(T, Vec<u8>)>> {
        let Some(entry) = self.places.first_entry() else {
            return Ok(None);
        };
        if entry.get().is_none() {
            return Ok(None);
        }
        let Some((result, body)) = entry.remove() else {
            return Ok(None);
        };
        let body = match body {
            Body::Here(body) => {
                self.waiting = self.waiting.saturating_sub(body.len());
                body
            }
            Body::OnDisk { start, length } => self.fetch_back(start, length)?,
        };
        Ok(Some((result, body)))
    }

    fn put_away(&mut self, body: &[u8]) -> io::Result<Body> {
        let disk = match &mut self.disk {
            Some(disk) => disk,
            none => none.insert(tempfile::tempfile()?),
        };
        let start = self.end;
        disk.seek(SeekFrom::Start(start))?;
        disk.write_all(body)?;
        self.end += body.len() as u64;
        Ok(Body::OnDisk {
            start,
            length: body.len(),
        })
    }

    fn fetch_back(&mut self, start: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut body = vec![0; length];
        if let Some(disk) = &mut self.disk {
            disk.seek(SeekFrom::Start(start))?;
            disk.read_exact(&mut body)?;
        }
        Ok(body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_out_in_the_order_they_were_asked_for() {
        let mut order = Order::default();
        for place in [vec![0], vec![1], vec![2]] {
            order.ask(place);
        }
        order.came(vec![2], "last", b"c".to_vec()).unwrap();
        assert_eq!(order.next().unwrap(), None);
        // The second is a source: what it led to stands in its place.
        order.ask(vec![1, 0]);
        order.ask(vec![1, 1]);
        order.forget(&vec![1]);
        order.came(vec![0], "large", vec![7; IN_MEMORY]).unwrap();
        order
            .came(vec![1, 1], "second", b"on disk".to_vec())
            .unwrap();
        assert!(order.disk.is_some());
        let (large, body) = order.next().unwrap().unwrap();
        assert_eq!((large, body.len()), ("large", IN_MEMORY));
        assert_eq!(order.next().unwrap(), None);
        order.came(vec![1, 0], "first", Vec::new()).unwrap();
        let rest: Vec<_> = std::iter::from_fn(|| order.next().unwrap()).collect();
        let expected = [
            ("first", vec![]),
            ("second", b"on disk".to_vec()),
            ("last", b"c".to_vec()),
        ];
        assert_eq!(rest, expected);
    }
}
