//! One file a rule.

mod blank;
mod count_list;
mod glued_address;
mod heading_anchor;
mod known_headline;
mod link_list;
mod page_furniture;
mod recurring_line;
mod repeated_headline;
mod shared_headline;
mod stray_headline;
mod teaser_list;

pub(super) use blank::Blank;
pub(super) use count_list::CountList;
pub(super) use glued_address::GluedAddress;
pub(super) use heading_anchor::HeadingAnchor;
pub(super) use known_headline::KnownHeadline;
pub(super) use link_list::LinkList;
pub(super) use page_furniture::PageFurniture;
pub(super) use recurring_line::RecurringLine;
pub(super) use repeated_headline::RepeatedHeadline;
pub(super) use shared_headline::SharedHeadline;
pub(super) use stray_headline::StrayHeadline;
pub(super) use teaser_list::TeaserList;
