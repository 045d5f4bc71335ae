//! The Messages tab of a virtual server as written (dialogs.md 2.8.1).

use serde::{Deserialize, Serialize};

/// Messages tab (dialogs.md 2.8.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Messages {
    /// *Limit message size to (KB)*; 0 = no limit.
    pub max_size_kb: u32,
    /// *Limit session size to (KB)*; 0 = no limit.
    pub max_session_kb: u32,
    /// *Limit number of recipients per message to*; 0 = no limit.
    pub max_recipients: u32,
    /// *Limit number of messages per connection to* (outbound); 0 = no limit.
    pub max_per_connection: u32,
    /// *Send copy of Non-Delivery Report to*.
    pub report_copy_to: Option<String>,
    /// *Language of reports*: senders read it first, and English below it.
    pub language: ReportLanguage,
    /// *Badmail directory*: inside the home when relative; none = `badmail/<id>`.
    pub badmail: Option<String>,
    /// *Forward all mail with unresolved recipients to host*: a name, or an address in brackets; none = such mail is refused.
    pub forward_unresolved: Option<String>,
    /// *Send messages from the pickup directory*: what is moved into `pickup/<id>` in the home.
    pub pickup: bool,
}

/// A language that reports are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum ReportLanguage {
    /// English.
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

impl Default for Messages {
    fn default() -> Self {
        Self {
            max_size_kb: 36_700,
            max_session_kb: 0,
            max_recipients: 5_000,
            max_per_connection: 20,
            report_copy_to: None,
            language: ReportLanguage::English,
            badmail: None,
            forward_unresolved: None,
            pickup: false,
        }
    }
}
