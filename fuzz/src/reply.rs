//! What another server says.

use bytes::BytesMut;
use postkontor::smtp::client::Capabilities;
use postkontor::smtp::client::reply::{LINE_CAP, MOST_LINES, ReplyError, ReplyReader, ServerReply};

/// The same replies however the octets were split; bounded, and nothing in them can break a log line.
pub fn check(data: &[u8]) {
    let (pieces, whole) = super::pieces(data);
    let replies = read(&[whole]);
    assert_eq!(read(&pieces), replies);
    for reply in replies.into_iter().flatten() {
        assert!((200..600).contains(&reply.code) && reply.lines.len() <= MOST_LINES);
        let text = reply.to_string();
        assert!(!text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')), "{text:?}");
        let _ = Capabilities::read(&reply);
    }
}

fn read(pieces: &[&[u8]]) -> Vec<Result<ServerReply, ReplyError>> {
    let (mut reader, mut input, mut replies) = (ReplyReader::default(), BytesMut::new(), Vec::new());
    for piece in pieces {
        input.extend_from_slice(piece);
        while let Some(reply) = reader.next(&mut input) {
            let failed = reply.is_err();
            replies.push(reply);
            if failed {
                return replies;
            }
        }
        assert!(input.len() < LINE_CAP);
    }
    replies
}
