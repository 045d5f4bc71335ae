//! The side of the program that asks.

use super::{Hello, Order, Reply, VERSION};
use crate::config::Home;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::Duration;

/// A connection to the engine that runs on a home.
#[derive(Debug)]
pub struct Client {
    stream: BufReader<UnixStream>,
}

/// Why the engine cannot be asked.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    /// Nothing runs there.
    #[error("nothing runs on {}. Start it with `postkontor serve`, or open the window", .0.display())]
    NothingRuns(PathBuf),
    /// The program that runs speaks another version.
    #[error("Postkontor {0} runs there and this program is {own}. Start the one that runs again", own = env!("CARGO_PKG_VERSION"))]
    OtherVersion(String),
    /// The connection broke, or is not allowed.
    #[error("the program that runs on this home cannot be asked: {0}. Only its own user and root may")]
    Broken(io::Error),
    /// It has not answered in time.
    #[error(
        "the program that runs on this home has not answered within a minute. What was asked for may still be done; look before you ask again"
    )]
    Silent,
    /// The engine did not do it.
    #[error("{0}")]
    Refused(String),
}

impl From<io::Error> for ControlError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // The one is what Linux says of a socket, the other what the rest of the world does.
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Self::Silent,
            _ => Self::Broken(error),
        }
    }
}

impl Client {
    /// Connects to the engine of a home. Blocks, for at most a minute.
    ///
    /// # Errors
    /// [`ControlError`].
    pub fn connect(home: &Home) -> Result<Self, ControlError> {
        let stream = UnixStream::connect(home.control()).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused => ControlError::NothingRuns(home.folder().to_owned()),
            _ => error.into(),
        })?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut client = Self { stream: BufReader::new(stream) };
        let hello: Hello = client.hear()?;
        if hello.control == VERSION { Ok(client) } else { Err(ControlError::OtherVersion(hello.postkontor)) }
    }

    /// Asks, and waits for the answer.
    ///
    /// # Errors
    /// [`ControlError::Refused`] when the engine says no, [`ControlError::Silent`] when it says nothing for a minute,
    /// [`ControlError::Broken`] when the connection ends.
    pub fn ask(&mut self, order: &Order) -> Result<Reply, ControlError> {
        let mut line = serde_json::to_vec(order).map_err(io::Error::from)?;
        line.push(b'\n');
        self.stream.get_mut().write_all(&line)?;
        match self.hear()? {
            Reply::Refused(why) => Err(ControlError::Refused(why)),
            reply => Ok(reply),
        }
    }

    fn hear<T: serde::de::DeserializeOwned>(&mut self) -> Result<T, ControlError> {
        let mut line = vec![];
        (&mut self.stream).take(LONGEST_REPLY).read_until(b'\n', &mut line)?;
        if line.last() != Some(&b'\n') {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        Ok(serde_json::from_slice(&line).map_err(io::Error::from)?)
    }
}

/// Two hundred messages with five thousand long recipients each stay below it.
const LONGEST_REPLY: u64 = 512 * 1024 * 1024;
const PATIENCE: Duration = Duration::from_secs(60);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_told_as_silence_and_an_end_as_an_end() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        ours.set_read_timeout(Some(Duration::from_millis(10))).unwrap();
        let mut client = Client { stream: BufReader::new(ours) };
        let silent = client.ask(&Order::Servers).unwrap_err();
        assert!(matches!(silent, ControlError::Silent), "{silent}");
        drop(theirs);
        let ended = client.ask(&Order::Servers).unwrap_err();
        assert!(matches!(ended, ControlError::Broken(_)), "{ended}");
    }
}
