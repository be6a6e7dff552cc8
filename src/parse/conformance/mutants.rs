//! Pages gone wrong: pieces of pages taken out, said twice, put elsewhere, and
//! markup that fits nowhere put in. The same seed makes the same pages.

/// What goes in: each changes what a parser is about.
const PIECES: [&str; 40] = [
    "<",
    ">",
    "</",
    "/>",
    "=",
    "\"",
    "'",
    "&",
    ";",
    "&#",
    "\0",
    "\r",
    "-->",
    "<!--",
    "<!",
    "]]>",
    "<b>",
    "</b>",
    "<a>",
    "</p>",
    "<p>",
    "<table>",
    "</table>",
    "<td>",
    "<tr>",
    "<form>",
    "</form>",
    "<svg>",
    "</svg>",
    "<math><mi>",
    "<select>",
    "</select>",
    "<template>",
    "</template>",
    "<script>",
    "</script>",
    "<title>",
    "<body>",
    "</body>",
    "<li>",
];

/// Pages made from others, one after the other.
pub(super) struct Mutants<'s> {
    seeds: &'s [&'s str],
    state: u64,
}

impl<'s> Mutants<'s> {
    pub(super) const fn of(seeds: &'s [&'s str], state: u64) -> Self {
        Self { seeds, state }
    }

    /// The next page: two of the seeds together, changed in up to eight places.
    pub(super) fn next_page(&mut self) -> String {
        let (first, second) = (self.pick(), self.pick());
        let mut page = [first, second].concat();
        for _ in 0..=self.below(8) {
            self.change(&mut page);
        }
        page
    }

    fn change(&mut self, page: &mut String) {
        let (from, to) = (self.place(page), self.place(page));
        let range = from.min(to)..from.max(to).min(from.min(to) + 40);
        let end = (range.start..=range.end)
            .rev()
            .find(|at| page.is_char_boundary(*at));
        let range = range.start..end.unwrap_or(range.start);
        let piece = page.get(range.clone()).unwrap_or_default().to_owned();
        match self.below(4) {
            0 => page.replace_range(range, ""),
            1 => page.insert_str(range.end, &piece),
            2 => {
                let at = self.place(page);
                page.insert_str(at, &piece);
            }
            _ => {
                let at = self.below(PIECES.len());
                page.insert_str(range.start, PIECES[at]);
            }
        }
    }

    fn pick(&mut self) -> &'s str {
        self.seeds[self.below(self.seeds.len())]
    }

    /// A place between two characters.
    fn place(&mut self, page: &str) -> usize {
        let mut at = self.below(page.len() + 1);
        while !page.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// A number below this one (Steele et al. 2014, "`SplitMix`").
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % limit.max(1) as u64).unwrap_or(0)
    }
}
