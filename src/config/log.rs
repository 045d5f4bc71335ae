//! The protocol log of a virtual server: its formats, schedules and fields (dialogs.md §2.10).

use serde::{Deserialize, Serialize};

/// *Enable logging* and its properties.
///
/// The same on paper and checked: a checked one has a folder inside the home, a size and a number of days in their ranges,
/// and no field twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProtocolLog {
    /// *Enable logging*.
    pub enabled: bool,
    /// *Active log format*.
    pub format: LogFormat,
    /// *New log schedule*.
    pub schedule: LogSchedule,
    /// *When file size reaches*, in MB, 1 to 4,000; counts with [`LogSchedule::Size`] only.
    pub size_mb: u32,
    /// *Use local time for file naming and rollover*; else UTC.
    pub local_time: bool,
    /// *Log file directory*, relative to the home; each server has a folder `SmtpSvc<n>` in it.
    pub folder: String,
    /// *Extended logging options*; count with [`LogFormat::W3cExtended`] only.
    pub fields: Vec<LogField>,
    /// Files older than so many days are deleted; 0 = none ever.
    pub keep_days: u32,
}

/// How a record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum LogFormat {
    /// *W3C Extended Log File Format*: chosen fields, separated by blanks; the time is UTC.
    #[default]
    W3cExtended,
    /// *Microsoft IIS Log File Format*: fixed fields, separated by commas; the time is local.
    Iis,
    /// *NCSA Common Log File Format*: fixed fields; the time is local with its offset.
    Ncsa,
}

/// When a new file begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum LogSchedule {
    /// Each hour.
    Hourly,
    /// Each day.
    #[default]
    Daily,
    /// Each Sunday, and with each month.
    Weekly,
    /// Each month.
    Monthly,
    /// Never.
    Unlimited,
    /// *When file size reaches*.
    Size,
}

/// A check box of *Extended logging options*, in the order of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LogField {
    /// `date`
    Date,
    /// `time`
    Time,
    /// `c-ip`
    ClientIp,
    /// `cs-username`
    UserName,
    /// `s-sitename`
    ServiceName,
    /// `s-computername`
    ServerName,
    /// `s-ip`
    ServerIp,
    /// `s-port`
    ServerPort,
    /// `cs-method`
    Method,
    /// `cs-uri-stem`
    UriStem,
    /// `cs-uri-query`
    UriQuery,
    /// `sc-status`
    ProtocolStatus,
    /// `sc-win32-status`
    Win32Status,
    /// `sc-bytes`
    BytesSent,
    /// `cs-bytes`
    BytesReceived,
    /// `time-taken`
    TimeTaken,
    /// `cs-version`
    ProtocolVersion,
    /// `cs-host`
    Host,
    /// `cs(User-Agent)`
    UserAgent,
    /// `cs(Cookie)`
    Cookie,
    /// `cs(Referer)`
    Referer,
}

impl LogField {
    /// All, in the order of the columns.
    pub const ALL: [Self; 21] = [
        Self::Date,
        Self::Time,
        Self::ClientIp,
        Self::UserName,
        Self::ServiceName,
        Self::ServerName,
        Self::ServerIp,
        Self::ServerPort,
        Self::Method,
        Self::UriStem,
        Self::UriQuery,
        Self::ProtocolStatus,
        Self::Win32Status,
        Self::BytesSent,
        Self::BytesReceived,
        Self::TimeTaken,
        Self::ProtocolVersion,
        Self::Host,
        Self::UserAgent,
        Self::Cookie,
        Self::Referer,
    ];

    /// The five that are on by default.
    pub const DEFAULT: [Self; 5] = [Self::Time, Self::ClientIp, Self::Method, Self::UriStem, Self::ProtocolStatus];

    /// The name of the column in the file.
    pub fn column(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::ClientIp => "c-ip",
            Self::UserName => "cs-username",
            Self::ServiceName => "s-sitename",
            Self::ServerName => "s-computername",
            Self::ServerIp => "s-ip",
            Self::ServerPort => "s-port",
            Self::Method => "cs-method",
            Self::UriStem => "cs-uri-stem",
            Self::UriQuery => "cs-uri-query",
            Self::ProtocolStatus => "sc-status",
            Self::Win32Status => "sc-win32-status",
            Self::BytesSent => "sc-bytes",
            Self::BytesReceived => "cs-bytes",
            Self::TimeTaken => "time-taken",
            Self::ProtocolVersion => "cs-version",
            Self::Host => "cs-host",
            Self::UserAgent => "cs(User-Agent)",
            Self::Cookie => "cs(Cookie)",
            Self::Referer => "cs(Referer)",
        }
    }
}

impl Default for ProtocolLog {
    fn default() -> Self {
        Self {
            enabled: false,
            format: LogFormat::default(),
            schedule: LogSchedule::default(),
            size_mb: 20,
            local_time: false,
            folder: "logs".into(),
            fields: LogField::DEFAULT.to_vec(),
            keep_days: 30,
        }
    }
}
