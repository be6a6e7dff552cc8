//! Days as people write them: "3 March 2024", "March 3rd, 2024", "3.3.2024",
//! "2024年3月3日".

use crate::model::eight;

/// The earliest and the latest year of a page of the web.
const YEARS: std::ops::RangeInclusive<u32> = 1991..=2099;

/// The months in the languages of the rules, short forms included.
const MONTHS: [&str; 12] = [
    "january jan januar januari janvier enero gennaio janeiro styczeń stycznia январь января ocak jänner jän ene gen janv يناير जनवरी",
    "february feb februar februari février febrero febbraio fevereiro luty lutego февраль февраля şubat fev févr فبراير फरवरी फ़रवरी",
    "march mar märz maart mars marzo março marzec marca март марта mart mrz mär mrt مارس मार्च",
    "april apr avril abril aprile kwiecień kwietnia апрель апреля nisan abr avr أبريل अप्रैल",
    "may mai mei mayo maggio maio maj maja май мая mayıs mag مايو मई",
    "june jun juni juin junio giugno junho czerwiec czerwca июнь июня haziran giu يونيو जून",
    "july jul juli juillet julio luglio julho lipiec lipca июль июля temmuz lug juil يوليو जुलाई",
    "august aug août agosto augustus sierpień sierpnia август августа ağustos ago أغسطس अगस्त",
    "september sep sept septembre septiembre settembre setembro wrzesień września сентябрь сентября eylül set سبتمبر सितंबर सितम्बर",
    "october oct oktober octobre octubre ottobre outubro październik października октябрь октября ekim okt ott out أكتوبر अक्टूबर",
    "november nov novembre noviembre novembro listopad listopada ноябрь ноября kasım نوفمبر नवंबर नवम्बर",
    "december dec dezember décembre diciembre dicembre dezembro grudzień grudnia декабрь декабря aralık dez déc dic ديسمبر दिसंबर दिसम्बर",
];

/// Words that stand between the parts of a day.
const BETWEEN: [&str; 9] = ["st", "nd", "rd", "th", "er", "de", "del", "of", "do"];

/// Digits of the shortest day, `7.1.21`.
const DIGITS: usize = 4;

/// What a day can be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'t> {
    Number { value: u32, digits: usize },
    Word(&'t str),
    Mark(char),
    Other,
}

/// The first day that is written in a text, in ISO 8601: `2024-03-03`.
///
/// Of "4/3/2024" the month comes first where `month_first` says so and it can.
pub(super) fn first(text: &str, month_first: bool) -> Option<String> {
    if !has_digits(text) {
        return None;
    }
    let pieces = pieces(text);
    (0..pieces.len()).find_map(|at| day(pieces.get(at..)?, month_first))
}

/// Whether a text has as many digits as a day; most lines have none.
fn has_digits(text: &str) -> bool {
    let bytes = text.as_bytes();
    let from = (0..bytes.len()).step_by(8);
    let mut from = from.skip_while(|&at| eight::digit(eight::eight(bytes, at)) == 0);
    let rest = from.next().and_then(|at| bytes.get(at..));
    let digits = rest.unwrap_or_default().iter();
    digits.filter(|byte| byte.is_ascii_digit()).count() >= DIGITS
}

/// The day that pieces begin with.
fn day(pieces: &[Piece<'_>], month_first: bool) -> Option<String> {
    use Piece::{Mark, Number, Word};
    // The point behind a number or a short month says nothing.
    let plain = |at: usize| match pieces.get(at) {
        Some(Mark('.')) => at + 1,
        _ => at,
    };
    match *pieces {
        [
            Number {
                value: year,
                digits: 4,
            },
            Mark(one),
            Number { value: month, .. },
            Mark(two),
            Number { value: day, .. },
            ..,
        ] if one == two || (one, two) == ('年', '月') => iso(year, month, day),
        [
            Number { value: left, .. },
            Mark(one),
            Number { value: right, .. },
            Mark(two),
            Number {
                value: year,
                digits,
            },
            ..,
        ] if one == two && (digits == 4 || digits == 2 && one == '.') => {
            let year = if digits == 2 { 2000 + year } else { year };
            let day_first = one == '.' || left > 12 || right <= 12 && !month_first;
            if day_first {
                iso(year, right, left)
            } else {
                iso(year, left, right)
            }
        }
        [Number { value: day, .. }, ..] => {
            let at = plain(1);
            let Some(&Word(word)) = pieces.get(at) else {
                return None;
            };
            let year = year_at(pieces, plain(at + 1))?;
            iso(year, month(word)?, day)
        }
        [Word(word), ..] => {
            let at = plain(1);
            let Some(&Number { value: day, .. }) = pieces.get(at) else {
                return None;
            };
            let year = year_at(pieces, plain(at + 1))?;
            iso(year, month(word)?, day)
        }
        _ => None,
    }
}

fn year_at(pieces: &[Piece<'_>], at: usize) -> Option<u32> {
    match pieces.get(at) {
        Some(&Piece::Number { value, digits: 4 }) => Some(value),
        _ => None,
    }
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    let known = YEARS.contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    known.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(found) = rest.chars().next() {
        let end = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let (length, piece) = if found.is_ascii_digit() {
            let digits = end(|c| c.is_ascii_digit());
            let value = rest.get(..digits).and_then(|number| number.parse().ok());
            (
                digits,
                Some(value.map_or(Piece::Other, |value| Piece::Number { value, digits })),
            )
        } else if matches!(found, '年' | '月' | '日') {
            (found.len_utf8(), Some(Piece::Mark(found)))
        } else if found.is_alphabetic() {
            let letters = end(|c| c.is_alphanumeric() || is_sign(c)).max(found.len_utf8());
            let word = rest.get(..letters).unwrap_or_default();
            (letters, (!is_between(word)).then_some(Piece::Word(word)))
        } else {
            let silent = found.is_whitespace() || matches!(found, ',' | 'º' | 'ª');
            (found.len_utf8(), (!silent).then_some(Piece::Mark(found)))
        };
        pieces.extend(piece);
        rest = rest.get(length..).unwrap_or_default();
    }
    pieces
}

/// Vowel signs, which Indic words have beside their letters.
fn is_sign(c: char) -> bool {
    ('\u{900}'..='\u{97f}').contains(&c)
}

fn is_between(word: &str) -> bool {
    BETWEEN.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// The month of this name.
fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let names = |names: &&str| names.split(' ').any(|name| name == word);
    let month = (1..).zip(&MONTHS).find(|(_, all)| names(all));
    month.map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for (text, day) in [
            ("Posted on March 3rd, 2024 by Ann", "2024-03-03"),
            ("3. März 2024, 14:05 Uhr", "2024-03-03"),
            ("1er août 2023", "2023-08-01"),
            ("12 de octubre de 2022", "2022-10-12"),
            ("Thu, 09/25/2025 - 11:38", "2025-09-25"),
            ("25/09/2025", "2025-09-25"),
            ("03/04/2025", "2025-03-04"),
            ("Stand: 07.11.2021", "2021-11-07"),
            ("7.11.21", "2021-11-07"),
            ("2019-12-31T23:59:59Z", "2019-12-31"),
            ("2020年4月5日", "2020-04-05"),
            ("9 января 2022", "2022-01-09"),
            ("15 जनवरी 2024", "2024-01-15"),
            ("Sept. 9, 2020", "2020-09-09"),
        ] {
            assert_eq!(first(text, true).as_deref(), Some(day), "{text}");
        }
        assert_eq!(first("03/04/2025", false).as_deref(), Some("2025-04-03"));
        for text in [
            "May we ask 20 of you in 2024?",
            "version 2.5.1",
            "7 May 1945",
            "call 555 2020",
            "",
        ] {
            assert_eq!(first(text, true), None, "{text}");
        }
    }
}
