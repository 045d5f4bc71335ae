use super::*;
use jiff::civil::date;

fn all(show: impl Fn(&'static Words) -> String) -> Vec<String> {
    Language::ALL.into_iter().map(|language| show(Words::of(language))).collect()
}

#[test]
fn digits_are_grouped_as_each_language_does() {
    assert_eq!(all(|w| w.number(1_234)), ["1,234", "1\u{a0}234", "1.234", "1234", "1.234", "1,234"]);
    assert_eq!(all(|w| w.number(12_345)), ["12,345", "12\u{a0}345", "12.345", "12\u{a0}345", "12.345", "12,345"]);
    assert_eq!(all(|w| w.number(999)), ["999"; 6]);
    assert_eq!(all(|w| w.decimal(-1_234.5, 1))[0], "-1,234.5");
    assert_eq!(all(|w| w.decimal(0.5, 1)), ["0.5", "0,5", "0,5", "0,5", "0,5", "0.5"]);
    assert_eq!(all(|w| w.percent(0.25).into_owned()), ["25%", "25 %", "25 %", "25%", "25%", "25%"]);
}

#[test]
fn sizes_take_the_unit_that_reads_best() {
    let words = Words::of(Language::English);
    for (octets, shown) in [
        (0, "0 bytes"),
        (1, "1 byte"),
        (1_023, "1,023 bytes"),
        (1_024, "1 KB"),
        (1_536, "1.5 KB"),
        (36_700 * 1_024, "36 MB"),
        (1_048_575, "1 MB"),
        (3 << 30, "3 GB"),
        (5_000 << 30, "5,000 GB"),
    ] {
        assert_eq!(words.size(octets), shown, "{octets}");
    }
    assert_eq!(Words::of(Language::Swedish).size(1_536), "1,5 kB");
}

#[test]
fn spans_are_given_in_one_or_two_units() {
    let words = Words::of(Language::English);
    for (seconds, shown) in [
        (0, "0 seconds"),
        (1, "1 second"),
        (90, "1 minute 30 seconds"),
        (600, "10 minutes"),
        (43_200, "12 hours"),
        (172_800, "2 days"),
        (90_061, "1 day 1 hour"),
        (86_401, "1 day"),
    ] {
        assert_eq!(words.span(Duration::from_secs(seconds)), shown);
    }
    assert_eq!(words.span(Duration::from_millis(40)), "40 ms");
    assert_eq!(all(|w| w.span(Duration::from_secs(172_800)).into_owned()), ["2 days", "2 dagar", "2 Tage", "2 dni", "2 dagen", "2 天"]);
    assert_eq!(words.elapsed(Duration::from_secs(36_312)), "10:05:12");
}

#[test]
fn dates_are_written_as_each_language_does() {
    let day = date(2025, 3, 9);
    assert_eq!(all(|w| w.date(day)), ["2025-03-09", "2025-03-09", "09.03.2025", "09.03.2025", "09-03-2025", "2025/03/09"]);
    assert_eq!(
        all(|w| w.long_date(day).into_owned()),
        ["9 March 2025", "9 mars 2025", "9. März 2025", "9 marca 2025", "9 maart 2025", "2025年3月9日"]
    );
    let moment: Zoned = "2025-12-31T14:05:09[UTC]".parse().unwrap();
    assert_eq!(Words::of(Language::Polish).long_moment(&moment), "31 grudnia 2025, 14:05");
    assert_eq!(Words::of(Language::Swedish).moment(&moment), "2025-12-31 14:05");
    assert_eq!(Words::of(Language::Dutch).moment_near(&moment, date(2025, 12, 31)), "14:05");
    assert_eq!(Words::of(Language::English).exact_time(moment.time()), "14:05:09");
}

#[test]
fn lists_end_in_and() {
    assert_eq!(all(|w| w.list(&["a", "b", "c"])), ["a, b and c", "a, b och c", "a, b und c", "a, b i c", "a, b en c", "a、b 和 c"]);
    assert_eq!(all(|w| w.list(&["a", "b"]))[0], "a and b");
    assert_eq!(all(|w| w.list(&["a"]))[0], "a");
    assert_eq!(all(|w| w.list(&["甲", "乙", "丙"]))[5], "甲、乙和丙");
    assert_eq!(all(|w| w.list(&["甲", "b"]))[5], "甲和 b");
    assert_eq!(all(|w| w.list::<&str>(&[]))[0], "");
}
