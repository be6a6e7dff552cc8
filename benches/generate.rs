//! Pages that look like scraped ones, made from a seed: the same every time.

/// A page about `number`: one in five is an edited copy of an earlier one.
pub(crate) fn html(number: u64) -> String {
    let body = article(number);
    let mut page = String::with_capacity(body.len() * 2);
    page.push_str("<!doctype html><html lang=en><head><meta charset=utf-8><title>");
    page.push_str(&title(number));
    page.push_str(
        " | The Valley Post</title><meta property=og:site_name content='The Valley Post'>",
    );
    page.push_str("<script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}</script></head><body>");
    page.push_str("<header class=site-header><nav class='main-nav'><ul>");
    for section in [
        "Home", "News", "Sport", "Culture", "Science", "Opinion", "Weather", "Archive",
    ] {
        page.push_str(&format!(
            "<li class='menu-item'><a href='/{section}/'>{section}</a></li>"
        ));
    }
    page.push_str(
        "</ul></nav></header><main id=content><article class='post entry'><h1 class=entry-title>",
    );
    page.push_str(&title(number));
    page.push_str("</h1><div class='entry-meta'><span class=byline>By <a href='/a'>Jo Marsh</a></span></div><div class=entry-content>");
    for paragraph in body.split("\n\n") {
        page.push_str("<p>");
        page.push_str(paragraph);
        page.push_str("</p>\n");
    }
    page.push_str("</div></article></main><aside class=sidebar><h3>Most read</h3><ul>");
    for other in 0..8 {
        page.push_str(&format!(
            "<li><a href='/{other}.html' class='teaser-link'>{}</a></li>",
            title(number + 31 * other + 1)
        ));
    }
    page.push_str("</ul></aside><footer class=site-footer><p>Copyright 2026 The Valley Post. All rights reserved.</p></footer></body></html>");
    page
}

/// The same as plain text, with a scraper's lines around it.
pub(crate) fn text(number: u64) -> String {
    format!(
        "{}\n\n{}\n\nWe would like to thank the author of this post for this remarkable content\n\nCheck out our social pages and related pageshttps://post.example/{number}\n",
        title(number),
        article(number)
    )
}

fn title(number: u64) -> String {
    let mut words = Words::new(number ^ 0x5eed);
    let mut title = (0..8)
        .map(|_| words.next().to_owned())
        .collect::<Vec<_>>()
        .join(" ");
    title
        .get_mut(..1)
        .map(str::make_ascii_uppercase)
        .unwrap_or_default();
    title
}

fn article(number: u64) -> String {
    let copied = number % 5 == 4;
    let mut words = Words::new(if copied { number - 2 } else { number });
    let mut text = String::new();
    for paragraph in 0..8 {
        if paragraph > 0 {
            text.push_str("\n\n");
        }
        for sentence in 0..3 {
            if sentence > 0 {
                text.push(' ');
            }
            text.push_str("The");
            for at in 0..13 {
                text.push(' ');
                text.push_str(if copied && at == 7 && sentence == 1 {
                    "edited"
                } else {
                    words.next()
                });
            }
            text.push('.');
        }
    }
    text
}

/// Words as texts have them: few that are frequent, many that are rare.
pub(crate) struct Words {
    syllables: [&'static str; 16],
    state: u64,
    word: String,
}

impl Words {
    fn new(seed: u64) -> Self {
        Self::of(
            [
                "ba", "re", "to", "mi", "san", "ler", "vo", "ki", "du", "pen", "ga", "nor", "fi",
                "sto", "le", "wa",
            ],
            seed,
        )
    }

    /// Words of other syllables.
    pub(crate) fn of(syllables: [&'static str; 16], seed: u64) -> Self {
        Self {
            syllables,
            state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
            word: String::new(),
        }
    }

    pub(crate) fn random(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }

    pub(crate) fn next(&mut self) -> &str {
        // Squaring a share makes small ranks frequent.
        let share = (self.random() >> 40) as f64 / f64::from(1 << 24);
        let mut rank = (share * share * 30_000.0) as u64;
        self.word.clear();
        loop {
            self.word.push_str(self.syllables[(rank % 16) as usize]);
            rank /= 16;
            if rank == 0 {
                return &self.word;
            }
        }
    }
}
