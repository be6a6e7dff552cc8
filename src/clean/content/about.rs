//! What a page is about, by its kind, and what that says of its blocks.

use super::features::KINDS;
use crate::model::Profile;

/// What the trees for articles count for on a page that is one for sure.
// WCXB, 3 folds by domain, mean of three partitions: articles .9566 with 0, .9577
// with .25, .9575 with .5, .9573 with .75 and .9569 with 1; listings, of which some
// are taken for articles, .771, .764, .757, .756 and .755.
const ARTICLE: f32 = 0.25;

/// They come in from this likelihood of being an article on, and in full at 1, so
/// that a page that is taken for one loses little.
// The same folds, for what stands beside articles: articles .9580 with .5, .9576
// with .7, forums .812 and .814.
const DOUBTFUL: f32 = 0.5;

/// What stands beside articles goes from this likelihood on.
const BESIDE: f32 = 0.25;

/// Articles and documentation say again what they mean to: on other pages, less
/// likely than that to be one of these, what is said again is a copy.
const COPIES: f32 = 0.5;

/// Kinds of pages that are about many things: documentation, services, collections
/// and listings, not articles, threads and products.
const MANY: [f32; KINDS.len()] = [0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0];

/// What the kinds that a page is likely of come to.
pub(super) struct About {
    /// How likely it is an article, 0 to 1.
    article: f32,
    /// How likely it is about many things and not about one.
    pub(super) many: f32,
    /// Whether what it says again is a copy, as of a card that two lists have.
    pub(super) copies: bool,
}

impl About {
    pub(super) fn of(kinds: &[f32; KINDS.len()], profile: Profile) -> Self {
        let [article, documentation, ..] = *kinds;
        let known = Self {
            article,
            many: many(kinds),
            copies: article + documentation < COPIES,
        };
        match profile {
            Profile::Auto => known,
            Profile::General => Self {
                article: 0.0,
                ..known
            },
            Profile::Article => Self {
                article: 1.0,
                many: 0.0,
                copies: false,
            },
        }
    }

    /// Whether it is an article as far as what stands beside one goes.
    pub(super) fn is_article(&self) -> bool {
        self.article > BESIDE
    }

    /// What the trees for articles count for.
    pub(super) fn trees(&self) -> f32 {
        ARTICLE * ((self.article - DOUBTFUL) / (1.0 - DOUBTFUL)).clamp(0.0, 1.0)
    }
}

fn many(kinds: &[f32; KINDS.len()]) -> f32 {
    let all: f32 = kinds.iter().sum();
    let many: f32 = kinds.iter().zip(MANY).map(|(kind, many)| kind * many).sum();
    many / all.max(f32::MIN_POSITIVE)
}
