//! The six languages, and which of them the system asks for.

use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use std::fmt;
use std::str::FromStr;
use unic_langid::LanguageIdentifier;

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English, the reference of the word files.
    #[default]
    English,
    /// Swedish.
    Swedish,
    /// German.
    German,
    /// Polish.
    Polish,
    /// Dutch.
    Dutch,
    /// Simplified Chinese.
    Chinese,
}

/// The tag names no language of the program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is none of the languages en, sv, de, pl, nl and zh-Hans")]
pub struct UnknownLanguage(String);

impl Language {
    /// All of them, in the order of the Language menu.
    pub const ALL: [Self; 6] = [Self::English, Self::Swedish, Self::German, Self::Polish, Self::Dutch, Self::Chinese];

    /// The BCP 47 tag, which is also the folder of its word files.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Swedish => "sv",
            Self::German => "de",
            Self::Polish => "pl",
            Self::Dutch => "nl",
            Self::Chinese => "zh-Hans",
        }
    }

    /// Its name in itself, for the Language menu.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Swedish => "Svenska",
            Self::German => "Deutsch",
            Self::Polish => "Polski",
            Self::Dutch => "Nederlands",
            Self::Chinese => "简体中文",
        }
    }

    /// The first language the user of this computer prefers and the program speaks; English when there is none.
    pub fn from_system() -> Self {
        Self::negotiate(sys_locale::get_locales())
    }

    /// The first of the wanted locales that the program speaks: `pl-PL`, `de_AT.UTF-8`, `zh-CN`. `C` and `POSIX` mean
    /// English, as does a list without a match.
    pub fn negotiate(wanted: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let wanted: Vec<LanguageIdentifier> = wanted.into_iter().filter_map(|locale| identifier(locale.as_ref())).collect();
        let spoken: Vec<LanguageIdentifier> = Self::ALL.iter().filter_map(|language| language.tag().parse().ok()).collect();
        let found = negotiate_languages(&wanted, &spoken, None, NegotiationStrategy::Filtering);
        found.first().and_then(|tag| tag.to_string().parse().ok()).unwrap_or_default()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads a [tag](Language::tag), as stored with the window state.
    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL.into_iter().find(|language| language.tag() == tag).ok_or_else(|| UnknownLanguage(tag.chars().take(40).collect()))
    }
}

/// Reads a locale as systems write it. Every Chinese is Simplified Chinese: its readers know it better than English.
fn identifier(locale: &str) -> Option<LanguageIdentifier> {
    let bare = locale.split(['.', '@']).next().unwrap_or(locale);
    if matches!(bare, "C" | "POSIX") {
        return "en".parse().ok();
    }
    let identifier: LanguageIdentifier = bare.parse().ok()?;
    if identifier.language.as_str() == "zh" { "zh-Hans".parse().ok() } else { Some(identifier) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_and_encodings_lead_to_the_language() {
        for (locale, language) in [
            ("pl-PL", Language::Polish),
            ("de_AT.UTF-8", Language::German),
            ("nl_BE@euro", Language::Dutch),
            ("sv-FI", Language::Swedish),
            ("zh-CN", Language::Chinese),
            ("zh", Language::Chinese),
            ("zh-Hans-SG", Language::Chinese),
            ("en-GB", Language::English),
            ("C", Language::English),
            ("C.UTF-8", Language::English),
            ("POSIX", Language::English),
            ("fr-FR", Language::English),
            ("???", Language::English),
        ] {
            assert_eq!(Language::negotiate([locale]), language, "{locale}");
        }
    }

    #[test]
    fn the_first_wanted_language_that_is_spoken_wins() {
        assert_eq!(Language::negotiate(["fi-FI", "sv-FI", "en-US"]), Language::Swedish);
        assert_eq!(Language::negotiate(["C", "de-DE"]), Language::English);
        assert_eq!(Language::negotiate(Vec::<String>::new()), Language::English);
    }

    #[test]
    fn tags_are_read_back() {
        for language in Language::ALL {
            assert_eq!(language.to_string().parse(), Ok(language));
        }
        assert!("zh-CN".parse::<Language>().is_err());
    }
}
