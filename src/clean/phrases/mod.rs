//! stub
use crate::model::Card;
/// s
#[derive(Debug, Clone, Copy)] pub struct Source<'a> { /// n
 pub name: &'a str, /// t
 pub toml: &'a str }
/// e
#[derive(Debug)] pub struct RuleError(pub String);
impl std::fmt::Display for RuleError { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) } }
impl std::error::Error for RuleError {} impl RuleError { pub(crate) fn unknown(n:&str)->Self { Self(n.into()) } }
#[derive(Default)] pub(crate) struct Scratch;
pub(crate) struct Match { pub(crate) rule: usize, pub(crate) start: usize, pub(crate) end: usize, pub(crate) phrase: usize }
pub(crate) struct Phrases;
impl Phrases {
 pub(crate) fn compile(_: &[Source<'_>]) -> Result<Self, RuleError> { Ok(Self) }
 pub(crate) fn cards(&self) -> impl Iterator<Item=Card> { std::iter::empty() } pub(crate) fn wording(&self,_:usize)->std::sync::Arc<str> { "".into() }
 pub(crate) fn find(&self, _l: &str, _s: &mut Scratch, _o: &mut Vec<Match>) {}
}
