//! What pages say they are.

macro_rules! genres {
    ($($variant:ident $doc:literal [$($name:literal)*],)*) => {
        /// What a page says it is, to search engines and networks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Genre {
            $(#[doc = $doc] $variant,)*
        }

        impl Genre {
            /// Every genre.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The genre of a type of schema.org or Open Graph, with or without
            /// the address before its name; types of parts of pages have none.
            pub fn of_type(written: &str) -> Option<Self> {
                let name = written.trim().rsplit(['/', '#', ':']).next()?;
                match name.to_ascii_lowercase().as_str() {
                    $($($name)|* => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

genres! {
    Article "An article, a post of a blog, a report." [
        "article" "newsarticle" "blogposting" "socialmediaposting" "report" "reportagenewsarticle"
        "analysisnewsarticle" "opinionnewsarticle" "reviewnewsarticle" "liveblogposting"
        "scholarlyarticle" "blog" "post"
    ],
    Product "Something that is sold." [
        "product" "offer" "aggregateoffer" "productgroup" "individualproduct" "book" "vehicle"
    ],
    Thread "What several people write, one after the other." [
        "discussionforumposting" "qapage" "question" "answer" "comment" "conversation"
    ],
    List "A list of other pages." [
        "itemlist" "collectionpage" "searchresultspage" "offercatalog" "collection"
    ],
    Questions "Questions with their answers." ["faqpage"],
    Recipe "A recipe." ["recipe"],
    Business "Who offers a service, and which." [
        "localbusiness" "service" "professionalservice" "store" "restaurant" "hotel" "aboutpage"
        "contactpage" "medicalbusiness" "business.business"
    ],
    Manual "How something is done or used." [
        "techarticle" "howto" "apireference" "softwareapplication" "softwaresourcecode" "course"
    ],
    Event "Something at a time and a place." ["event" "jobposting"],
    Recording "A film, a piece of music." [
        "videoobject" "movie" "video.other" "video.movie" "musicrecording" "podcastepisode"
    ],
    Person "Someone." ["profilepage" "person" "profile"],
    Site "A site as a whole." ["website"],
}

/// Several genres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Genres(u16);

impl Genres {
    /// Adds one.
    pub fn insert(&mut self, genre: Genre) {
        self.0 |= 1 << genre as u16;
    }

    /// Whether this one is among them.
    pub const fn contains(self, genre: Genre) -> bool {
        self.0 >> genre as u16 & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::{Genre, Genres};

    #[test]
    fn types_are_known_by_their_names() {
        for (written, genre) in [
            ("NewsArticle", Some(Genre::Article)),
            ("https://schema.org/Product", Some(Genre::Product)),
            ("schema:QAPage", Some(Genre::Thread)),
            ("website", Some(Genre::Site)),
            ("BreadcrumbList", None),
            ("", None),
        ] {
            assert_eq!(Genre::of_type(written), genre, "{written}");
        }
        let mut genres = Genres::default();
        genres.insert(Genre::Site);
        assert!(genres.contains(Genre::Site) && !genres.contains(Genre::Article));
    }
}
