//! Delivery: from the spool's due list to mailboxes, the smart host and the servers of the Internet.
pub mod hosts;
pub mod mailbox;
pub mod outcome;
pub mod report;
pub mod route;
pub mod words;
