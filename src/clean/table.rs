//! The measured rules, in the order in which they are named for a removal.

use super::content::MainContent;
use super::rule::Rule;
use super::rules::{
    Blank, CountList, GluedAddress, HeadingAnchor, KnownHeadline, LinkList, PageFurniture,
    RecurringLine, RepeatedHeadline, SharedHeadline, StrayHeadline, TeaserList,
};

/// Every measured rule; adding one is a file in `rules/` and a line here.
pub(super) fn measured() -> Vec<Box<dyn Rule>> {
    vec![
        Box::new(RepeatedHeadline),
        Box::new(GluedAddress::default()),
        Box::new(HeadingAnchor),
        Box::new(TeaserList),
        Box::new(LinkList::default()),
        Box::new(CountList),
        Box::new(KnownHeadline),
        Box::new(SharedHeadline),
        Box::new(RecurringLine),
        Box::new(StrayHeadline),
        Box::new(PageFurniture),
        Box::new(MainContent::default()),
        Box::new(Blank),
    ]
}
