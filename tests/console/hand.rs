//! How the window is driven, by mouse or by keyboard alone, and how the server behind it is then reached.

use std::net::SocketAddr;

use iced::keyboard::{Modifiers, key::Named};
use postkontor::config::Encryption;

use crate::office::Client;
use crate::window::Console;

/// How the window is driven.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum By {
    Mouse,
    Keyboard,
}

pub const BOTH: [By; 2] = [By::Mouse, By::Keyboard];

impl By {
    /// Opens the General page of the server's properties.
    pub fn general(self, c: &mut Console) {
        match self {
            Self::Mouse => {
                c.h.right_click_text("Office");
                c.h.click("menu.properties");
            }
            Self::Keyboard => {
                Self::tree(c);
                c.h.key(Named::Enter, Modifiers::ALT);
            }
        }
        assert!(c.h.exists("properties"));
    }

    /// Opens the Access page of the server's properties.
    pub fn access(self, c: &mut Console) {
        self.general(c);
        match self {
            Self::Mouse => c.h.click_text("Access"),
            Self::Keyboard => c.h.key(Named::Tab, Modifiers::CTRL),
        }
    }

    /// Opens the Delivery page of the server's properties.
    pub fn delivery(self, c: &mut Console) {
        self.access(c);
        match self {
            Self::Mouse => c.h.click_text("Delivery"),
            Self::Keyboard => (0..2).for_each(|_| c.h.key(Named::Tab, Modifiers::CTRL)),
        }
        assert_eq!(c.h.control("properties.tabs").value, "Delivery");
    }

    /// Opens the menu of the server that stands last in the tree.
    pub fn menu(self, c: &mut Console, server: &str) {
        match self {
            Self::Mouse => c.h.right_click_text(server),
            Self::Keyboard => {
                Self::tree(c);
                c.h.press(Named::ContextMenu);
            }
        }
    }

    /// To the last server of the tree, by keyboard.
    pub fn tree(c: &mut Console) {
        c.h.tab();
        while c.h.focus() != "window.tree" {
            c.h.tab();
        }
        // The last row are its sessions.
        c.h.press(Named::End);
        c.h.press(Named::ArrowLeft);
    }

    /// An entry of the open menu, by its id or by its letter.
    pub fn choose(self, c: &mut Console, id: &'static str, letter: &str) {
        match self {
            Self::Mouse => c.h.click(id),
            Self::Keyboard => c.h.type_text(letter),
        }
        c.news();
    }

    /// A control, by its id or by its letter.
    pub fn at(self, c: &mut Console, id: &'static str, letter: char) {
        match self {
            Self::Mouse => c.h.click(id),
            Self::Keyboard => c.h.alt(letter),
        }
    }

    /// Other words in a field, which is found by its id or by its letter.
    pub fn fill(self, c: &mut Console, id: &'static str, letter: char, words: &str) {
        self.at(c, id, letter);
        assert_eq!(c.h.focus(), id, "{self:?}");
        c.h.ctrl('a');
        c.h.type_text(words);
    }

    /// A row of the list that has the keyboard, by its words.
    pub fn row(self, c: &mut Console, list: &'static str, words: &str) {
        match self {
            Self::Mouse => c.h.click_text(words),
            Self::Keyboard => {
                assert_eq!(c.h.focus(), list);
                c.h.press(Named::Home);
                for _ in 1..c.h.control(list).rows {
                    if c.h.control(list).value != words {
                        c.h.press(Named::ArrowDown);
                    }
                }
            }
        }
        assert_eq!(c.h.control(list).value, words);
    }

    /// A button without a letter of its own: OK and the like.
    pub fn press(self, c: &mut Console, id: &'static str) {
        match self {
            Self::Mouse => c.h.click(id),
            Self::Keyboard => {
                let mut stops = vec![];
                for _ in 0..40 {
                    stops.push(c.h.focus());
                    if c.h.focus() == id {
                        return c.h.press(Named::Enter);
                    }
                    c.h.tab();
                }
                panic!("Tab does not reach {id}, only {stops:?}");
            }
        }
    }

    pub fn accept(self, c: &mut Console, dialog: &'static str) {
        self.press(c, dialog);
        self.press(c, "properties.ok");
        assert!(!c.h.exists("properties"), "the engine has taken it");
        c.news();
    }
}

/// Where the server listens in clear at first, or with TLS from the first octet.
pub fn port(c: &Console, server: &str, tls: bool) -> SocketAddr {
    let snapshot = c.handle.snapshots().borrow().clone();
    let line = snapshot.servers.iter().find(|line| line.name == server).expect("the server is there");
    let wanted = if tls { Encryption::Tls } else { Encryption::StartTls };
    let port = line.listening.iter().find(|port| port.encryption == wanted);
    port.unwrap_or_else(|| panic!("{server} does not listen so: {:?}", line.listening)).address
}

pub fn wire<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

pub async fn greeting(from: &str, to: SocketAddr) -> String {
    Client::connect(from, to).await.reply().await
}

/// Other people's servers, beside the window and its engine.
pub struct Outside(tokio::runtime::Runtime);

impl Outside {
    pub fn new() -> Self {
        Self(tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap())
    }

    pub fn has<T>(&self, server: impl Future<Output = T>) -> T {
        self.0.block_on(server)
    }
}
