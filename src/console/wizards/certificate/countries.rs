//! Countries and regions by their codes (ISO 3166-1), named in the language of the window.

use crate::i18n::Words;

/// Their codes, in the order of the alphabet.
pub const CODES: &[&str] = &[
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW", "AX", "AZ", "BA", "BB", "BD", "BE", "BF", "BG",
    "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV", "BW", "BY", "BZ", "CA", "CC", "CD", "CF", "CG", "CH", "CI",
    "CK", "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CW", "CX", "CY", "CZ", "DE", "DJ", "DK", "DM", "DO", "DZ", "EC", "EE", "EG", "EH",
    "ER", "ES", "ET", "FI", "FJ", "FK", "FM", "FO", "FR", "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ",
    "GR", "GS", "GT", "GU", "GW", "GY", "HK", "HM", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IR", "IS", "IT",
    "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN", "KP", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS",
    "LT", "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK", "ML", "MM", "MN", "MO", "MP", "MQ", "MR", "MS", "MT", "MU",
    "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NF", "NG", "NI", "NL", "NO", "NP", "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG",
    "PH", "PK", "PL", "PM", "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO", "RS", "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG",
    "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST", "SV", "SX", "SY", "SZ", "TC", "TD", "TF", "TG", "TH", "TJ", "TK",
    "TL", "TM", "TN", "TO", "TR", "TT", "TV", "TW", "TZ", "UA", "UG", "UM", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VI", "VN", "VU",
    "WF", "WS", "YE", "YT", "ZA", "ZM", "ZW",
];

/// The code of the list that a text is, in small letters or capitals; `None` for what is none, such as `UK`.
pub fn known(text: &str) -> Option<&'static str> {
    CODES.iter().find(|code| code.eq_ignore_ascii_case(text.trim())).copied()
}

/// *Country/Region* as it stands in the list: the code, then the name. A code that is none is shown itself.
pub fn shown(code: &str, words: &'static Words) -> String {
    let key = format!("country-{}", code.to_lowercase());
    if words.has(&key) { format!("{code} ({})", words.text(&key)) } else { code.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use std::collections::BTreeSet;

    #[test]
    fn every_country_has_a_name_of_its_own_in_every_language() {
        assert!(CODES.is_sorted() && CODES.len() >= 249);
        for language in Language::ALL {
            let words = Words::of(language);
            let names: BTreeSet<String> = CODES.iter().map(|code| shown(code, words).split_off(4)).collect();
            assert_eq!(names.len(), CODES.len(), "{language}");
        }
        assert_eq!(shown("PL", Words::of(Language::German)), "PL (Polen)");
        assert_eq!(shown("ZZ", Words::of(Language::German)), "ZZ");
    }

    #[test]
    fn a_code_is_known_however_it_is_written_and_nothing_else_is() {
        assert_eq!((known("pl"), known(" Gb ")), (Some("PL"), Some("GB")));
        assert_eq!((known("UK"), known(""), known("Poland")), (None, None, None));
    }
}
