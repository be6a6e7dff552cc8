//! A page to a tree by our parser, and by html5ever.

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use scraper::{Html, HtmlTreeSink};

use super::dump;
use crate::parse::notice::TreeNotice;
use crate::parse::tree::tree_like_browsers as ours;

type Builder = TreeBuilder<ego_tree::NodeId, HtmlTreeSink>;

/// In what a tree is another than html5ever's.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Other {
    /// Something was dropped, as the notices tell.
    Limited,
    /// From this line on.
    Tree(String),
}

/// What is other about our tree of a page than about html5ever's.
pub(super) fn differing(page: &str) -> Option<Other> {
    let (tree, notices) = ours(page);
    let (ours, theirs) = (dump::ours(&tree), dump::theirs(&theirs(page)));
    let dropped = |notice: &TreeNotice| {
        matches!(
            notice,
            TreeNotice::InputCut { .. }
                | TreeNotice::NestingCut { .. }
                | TreeNotice::AttributesDropped { .. }
                | TreeNotice::FormattingDropped { .. }
        )
    };
    if ours == theirs {
        None
    } else if notices.iter().any(dropped) {
        Some(Other::Limited)
    } else {
        let mut lines = ours.lines().zip(theirs.lines()).enumerate();
        let found = lines.find(|(_, (left, right))| left != right);
        Some(Other::Tree(format!("{found:?}")))
    }
}

fn builder() -> Builder {
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    TreeBuilder::new(HtmlTreeSink::new(Html::new_document()), options)
}

fn theirs(page: &str) -> Html {
    let tokenizer = Tokenizer::new(WithoutComments(builder()), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(page));
    // It stops after each script, for one that would run it.
    while !input.is_empty() {
        let _script = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.0.sink.0.into_inner()
}

/// A tree has none, and in a table one comes between white space and text.
struct WithoutComments(Builder);

impl TokenSink for WithoutComments {
    type Handle = ego_tree::NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        match token {
            // Not nothing: a line feed after it is not the first of its element.
            Token::CommentToken(_) => {
                let comment = Token::ParseError("a comment".into());
                self.0.process_token(comment, line)
            }
            token => self.0.process_token(token, line),
        }
    }

    fn end(&self) {
        self.0.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.0
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}
