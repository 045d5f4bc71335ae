//! What may stand in the places of a message.

use fluent_bundle::{FluentArgs, FluentValue};
use std::borrow::Cow;
use std::net::{IpAddr, SocketAddr};

/// A value for a place of a message.
///
/// Whole numbers choose the plural form and are shown in the manner of the language (`1,234`, `1 234`, `1.234`); a
/// `u16` is a port or a reply code and is shown as it is.
pub trait Argument<'a> {
    /// As Fluent takes it.
    fn value(self) -> FluentValue<'a>;
}

macro_rules! arguments {
    ($make:expr => $($kind:ty),+) => {
        $(impl<'a> Argument<'a> for $kind {
            fn value(self) -> FluentValue<'a> {
                $make(self)
            }
        })+
    };
}

arguments!(FluentValue::from => &'a str, String, Cow<'a, str>, u8, u32, u64, usize, i32, i64, f64);
arguments!(|value: &'a String| FluentValue::from(value.as_str()) => &'a String);
arguments!(|value: &'a Cow<'a, str>| FluentValue::from(value.as_ref()) => &'a Cow<'a, str>);
arguments!(shown => u16, char, IpAddr, SocketAddr);

fn shown<'a>(value: impl ToString) -> FluentValue<'a> {
    FluentValue::from(value.to_string())
}

/// The named values of one message; made by [`tr!`](crate::tr).
#[derive(Debug, Default)]
pub struct Arguments<'a>(FluentArgs<'a>);

impl<'a> Arguments<'a> {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets one; the name as it stands in the word files, without `$`.
    pub fn set(&mut self, name: &'static str, value: impl Argument<'a>) {
        self.0.set(name, value.value());
    }

    pub(super) fn fluent(&self) -> &FluentArgs<'a> {
        &self.0
    }

    /// The same with `&` doubled, for a text that is read as a label.
    pub(super) fn for_label(&self) -> FluentArgs<'_> {
        self.0
            .iter()
            .map(|(name, value)| {
                let value = match value {
                    FluentValue::String(text) if text.contains('&') => FluentValue::from(text.replace('&', "&&")),
                    other => other.clone(),
                };
                (name.to_owned(), value)
            })
            .collect()
    }
}
