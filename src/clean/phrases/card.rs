//! What a rule says about itself, and the caller's switchboard for them.

use serde::Deserialize;

use crate::model::{Host, Level};

/// Where a phrase has to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Where {
    /// The whole line is the phrase; addresses after it do not count.
    Line,
    /// The line begins with the phrase, and only that goes.
    Head,
    /// The last sentence of the line is the phrase, and only that goes.
    Tail,
    /// The class, id or role of an element around the text is the phrase.
    Node,
    /// What stands in brackets inside a line is the phrase, and only that goes.
    Aside,
    /// The phrase is a selector of CSS, and elements it chooses go.
    Selector,
}

impl Where {
    /// All of them.
    pub(super) const ALL: [Self; 6] = [
        Self::Line,
        Self::Head,
        Self::Tail,
        Self::Node,
        Self::Aside,
        Self::Selector,
    ];

    pub(super) fn bit(self) -> u8 {
        1 << self as u8
    }

    /// What of a page such a phrase has to be.
    pub(crate) fn about(self) -> &'static str {
        match self {
            Self::Line => "the whole of a line",
            Self::Head => "the beginning of a line",
            Self::Tail => "the last sentence of a line",
            Self::Node => "a class, id or role of an element",
            Self::Aside => "what stands in brackets",
            Self::Selector => "an element that a selector chooses",
        }
    }
}

/// Which part of the document a phrase is looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Place {
    /// The first lines.
    Start,
    /// The last lines.
    End,
    /// The first and the last lines.
    Edge,
}

/// Where in its document the line stands that is asked about. What counts as
/// an edge is the caller's to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Among the first lines.
    Start,
    /// Neither.
    #[default]
    Middle,
    /// Among the last lines.
    End,
    /// Among the first and the last: the document is short.
    Both,
}

/// Where a finding holds: by zone, the least level at which all that was met
/// on the way to it counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holds([(Zone, Level); 4]);

impl Default for Holds {
    /// Everywhere, since nothing was met.
    fn default() -> Self {
        let zones = [Zone::Start, Zone::Middle, Zone::End, Zone::Both];
        Self(zones.map(|zone| (zone, Level::Careful)))
    }
}

impl Holds {
    /// Also with something that counts from a level on, zone by zone.
    pub(super) fn and(self, level: impl Fn(Zone) -> Level) -> Self {
        Self(self.0.map(|(zone, least)| (zone, least.max(level(zone)))))
    }

    /// Whether it holds in a zone at a level.
    pub(crate) fn at(self, zone: Zone, level: Level) -> bool {
        let least = |&(known, least): &(Zone, Level)| known == zone && least <= level;
        self.0.iter().any(least)
    }
}

impl Zone {
    /// Whether phrases for a place are looked for here.
    pub(super) fn is(self, place: Option<Place>) -> bool {
        match place {
            None => true,
            Some(Place::Start) => matches!(self, Self::Start | Self::Both),
            Some(Place::End) => matches!(self, Self::End | Self::Both),
            Some(Place::Edge) => self != Self::Middle,
        }
    }
}

/// A rule for readers: all stanzas of one id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Card {
    /// In kebab-case; reads after "allow".
    pub(crate) id: String,
    /// What kind of thing it removes.
    pub(crate) family: String,
    /// Why that is not the article.
    pub(crate) why: String,
    /// The places its phrases have to stand, sorted.
    pub(crate) wheres: Vec<Where>,
    /// The hosts it is for, sorted; all of them where there is none.
    pub(crate) hosts: Vec<Host>,
    /// How many phrases it has.
    pub(crate) phrases: usize,
    /// Lines it removes, in whole or in part.
    pub(crate) removes: Vec<String>,
    /// Lines that look alike and stay.
    pub(crate) keeps: Vec<String>,
}

/// Whether a rule is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum State {
    /// What it finds stays.
    Off,
    /// What it finds goes, as far as the level says.
    #[default]
    On,
    /// Whatever it finds goes.
    Denied,
}

/// The states of the rules, by their place among the cards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mask {
    states: Vec<State>,
}

impl Mask {
    /// Every rule on.
    pub(crate) fn all() -> Self {
        Self::default()
    }

    /// Switches a rule on that is off, and one off that is on.
    pub(super) fn turn(&mut self, rule: usize) {
        if let Some(state) = self.states.get_mut(rule) {
            *state = match state {
                State::Off => State::On,
                State::On | State::Denied => State::Off,
            };
        }
    }

    /// Whether the rule is on.
    pub(crate) fn allows(&self, rule: usize) -> bool {
        self.state(rule) != State::Off
    }

    /// Whether the rule is on whatever the level.
    pub(crate) fn denies(&self, rule: usize) -> bool {
        self.state(rule) == State::Denied
    }

    fn state(&self, rule: usize) -> State {
        self.states.get(rule).copied().unwrap_or_default()
    }
}

impl FromIterator<State> for Mask {
    /// Of each rule in turn.
    fn from_iter<T: IntoIterator<Item = State>>(states: T) -> Self {
        Self {
            states: states.into_iter().collect(),
        }
    }
}
