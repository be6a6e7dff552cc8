//! The feeds that cards show: only what each is about is written there.

/// An RSS feed with these parts more.
macro_rules! rss {
    ($parts:literal) => {
        concat!(
            "<rss version=\"2.0\"><channel><title>Pier news</title><link>https://pier.example/</link>",
            "<description>From the pier</description>",
            $parts,
            "</channel></rss>"
        )
    };
}

/// An Atom feed with these parts more.
macro_rules! atom {
    ($parts:literal) => {
        concat!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>https://pier.example/</id><title>Pier news</title>",
            "<updated>2026-11-20T08:00:00Z</updated><author><name>Ada</name></author>",
            $parts,
            "</feed>"
        )
    };
}

/// An Atom feed of one entry with these parts more.
macro_rules! atom_entry {
    ($parts:literal) => {
        concat!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>https://pier.example/</id><title>Pier news</title>",
            "<updated>2026-11-20T08:00:00Z</updated><author><name>Ada</name></author>",
            "<entry><id>https://pier.example/1</id><title>Open again</title><updated>2026-11-20T08:00:00Z</updated>",
            $parts,
            "</entry></feed>"
        )
    };
}

/// An RSS feed of one item with this text.
macro_rules! item {
    ($description:literal) => {
        concat!(
            "<rss version=\"2.0\"><channel><title>Pier news</title><link>https://pier.example/</link>",
            "<description>From the pier</description>",
            "<item><title>Open again</title><link>https://pier.example/1</link><description>",
            $description,
            "</description></item></channel></rss>"
        )
    };
}
