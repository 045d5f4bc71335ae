//! The grammar of commands.

use bytes::BytesMut;
use postkontor::smtp::command::parameters::{decode_xtext, encode_xtext};
use postkontor::smtp::command::{Command, Path, Verb};
use postkontor::smtp::{Extensions, Reply};

/// What was read prints as something that is read the same; what was refused is refused in one harmless line.
pub fn check(data: &[u8]) {
    let Some((first, line)) = data.split_first() else { return };
    let extensions = Extensions { dsn: first & 1 != 0, smtputf8: first & 2 != 0 };
    match Command::parse(line, extensions) {
        Ok(command) => understood(line, command, extensions),
        Err(error) => {
            let mut out = BytesMut::new();
            Reply::command_error(&error).write_to(&mut out);
            assert!(out.ends_with(b"\r\n") && out.len() <= 512);
            assert!(!out[..out.len() - 2].iter().any(u8::is_ascii_control));
            assert!(matches!(out[0], b'5'));
        }
    }
}

fn understood(line: &[u8], command: Command, extensions: Extensions) {
    assert!(Verb::of(line).is_some());
    match command {
        Command::Helo(name) | Command::Ehlo(name) => {
            let harmless = |c: u8| c.is_ascii_graphic() && !b"()\\\"<>;,`@".contains(&c);
            assert!((1..=255).contains(&name.as_str().len()) && name.as_str().bytes().all(harmless), "{name}");
        }
        Command::Mail { path, parameters } => {
            assert!(!matches!(path, Path::Postmaster));
            again("MAIL FROM", &path, parameters.smtputf8, extensions);
            if let Some(envid) = &parameters.envid {
                let decoded = decode_xtext(envid).expect("what was taken is xtext");
                assert!(extensions.dsn && envid.len() <= 100 && !decoded.iter().any(u8::is_ascii_control));
                assert_eq!(decode_xtext(&encode_xtext(&decoded)), Some(decoded));
            }
            assert!(extensions.smtputf8 || !parameters.smtputf8);
        }
        Command::Rcpt { path, parameters, .. } => {
            assert!(!matches!(path, Path::Null));
            again("RCPT TO", &path, extensions.smtputf8, extensions);
            if let Some(orcpt) = &parameters.orcpt {
                assert!(extensions.dsn && orcpt.len() <= 500 && orcpt.contains(';'));
                assert!(!orcpt.chars().any(|c| c.is_control() || c == ' '));
            }
        }
        Command::Bdat { size, last } => {
            let text = format!("BDAT {size}{}", if last { " LAST" } else { "" });
            assert_eq!(Command::parse(text.as_bytes(), extensions), Ok(Command::Bdat { size, last }));
        }
        _ => {}
    }
}

/// A path as printed is read as the same path.
fn again(start: &str, path: &Path, smtputf8: bool, extensions: Extensions) {
    let text = match path {
        Path::Null => String::new(),
        path => path.to_string(),
    };
    assert!(!text.chars().any(char::is_control), "{text:?}");
    if !(text.is_ascii() || smtputf8 && extensions.smtputf8) {
        return;
    }
    let asked = if start == "MAIL FROM" && !text.is_ascii() { " SMTPUTF8" } else { "" };
    let printed = format!("{start}:<{text}>{asked}");
    let read = match Command::parse(printed.as_bytes(), extensions) {
        Ok(Command::Mail { path, .. } | Command::Rcpt { path, .. }) => path,
        other => panic!("{printed:?} is read as {other:?}"),
    };
    assert_eq!(&read, path, "{printed:?}");
}
