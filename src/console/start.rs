//! From the command to the window: the first start, the engine, and what is shown when it cannot run.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use iced::widget::container;
use iced::{Length, Size, Task};
use jiff::Timestamp;

use super::app::App;
use super::link::Link;
use super::memory::Memory;
use super::theme::style::{self, Tone};
use super::widget::{desk, notice};
use super::{Element, theme, window};
use crate::config::home::LockError;
use crate::config::written::{Identity, Messages, Server, SettingsFile};
use crate::config::{Home, LoadError, Store};
use crate::engine::handle::{Handle, StartError};
use crate::i18n::Words;
use crate::{tr, wording};

/// Opens the console on a home; returns when its window is closed.
pub fn run(home: Home) -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    // A second subscriber in the same process is refused; the first one then goes on.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false).try_init();
    let place = Memory::place();
    let memory = Memory::read(place.as_deref());
    let words = Words::of(memory.language);
    let shown = match prepare(&home, words) {
        Ok((handle, first)) => {
            let link = Link::new(handle);
            let boot = move || App::new(link.clone(), memory.clone(), place.clone(), first.clone());
            iced::application(boot, App::update, window::view)
                .title(App::title)
                .theme(App::theme)
                .scale_factor(App::scale)
                .subscription(App::subscription)
                .settings(theme::settings())
                .window(frame(Size::new(1180.0, 780.0), Size::new(1024.0, 700.0), false))
                .run()
        }
        Err((title, text)) => {
            tracing::error!("{text}");
            let failure = Failure { memory, title, text };
            iced::application(move || failure.clone(), Failure::update, Failure::view)
                .title(|failure: &Failure| failure.title.clone())
                .theme(|failure: &Failure| failure.memory.look.theme())
                .scale_factor(|failure: &Failure| failure.memory.scale.factor())
                .settings(theme::settings())
                .window(frame(Size::new(640.0, 360.0), Size::new(480.0, 300.0), true))
                .run()
        }
    };
    match shown {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window cannot be shown");
            ExitCode::FAILURE
        }
    }
}

fn frame(size: Size, least: Size, exit_on_close_request: bool) -> iced::window::Settings {
    iced::window::Settings { size, min_size: Some(least), exit_on_close_request, ..iced::window::Settings::default() }
}

/// Makes the home if there is none and starts its engine.
///
/// # Errors
/// Title and text of the notice to show instead.
pub fn prepare(home: &Home, words: &'static Words) -> Result<(Handle, Option<String>), (String, String)> {
    let title = || tr!(words, "msgbox-engine-failed").into_owned();
    let first = first_start(home, words).map_err(|error| (title(), wording::load_error(words, &error)))?;
    let handle = Handle::start_with(home, Arc::new(Timestamp::now), Arc::new(wording::Reports)).map_err(|error| {
        let title = match &error {
            StartError::Lock(LockError::Held { .. }) => tr!(words, "ask-second-title").into_owned(),
            _ => title(),
        };
        (title, wording::start_error(words, &error))
    })?;
    Ok((handle, first))
}

/// A home without settings gets a first server; the answer is what to say about its port.
///
/// # Errors
/// When the files cannot be written.
fn first_start(home: &Home, words: &'static Words) -> Result<Option<String>, LoadError> {
    if home.settings().exists() {
        return Ok(None);
    }
    home.create()?;
    let name = tr!(words, "tree-default-smtp-vs").into_owned();
    let smtp = SocketAddr::from(([0, 0, 0, 0], 25));
    let (port, note) = match std::net::TcpListener::bind(smtp) {
        Ok(_) => (25, None),
        Err(error) => {
            let reason = wording::bind_refused(words, &error, smtp);
            let note = tr!(words, "wiz-first-port-note", server = name.as_str(), port = OTHER_PORT, reason = reason);
            (OTHER_PORT, Some(note.into_owned()))
        }
    };
    let language = wording::report_language(words.language());
    let server = Server {
        id: 1,
        name,
        fqdn: rustix::system::uname().nodename().to_string_lossy().into_owned(),
        identities: vec![Identity { port, ..Identity::default() }],
        messages: Messages { language, ..Messages::default() },
        ..Server::default()
    };
    Store::new(home).create(&SettingsFile { servers: vec![server], ..SettingsFile::default() })?;
    Ok(note)
}

/// For the first server where 25 cannot be had.
const OTHER_PORT: u16 = 2525;

/// The window of an engine that cannot run: a sentence and *Close*.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Language and look.
    pub memory: Memory,
    /// What failed.
    pub title: String,
    /// Why, and what helps.
    pub text: String,
}

/// The notice was read.
#[derive(Debug, Clone, Copy)]
pub struct Close;

impl Failure {
    /// Leaves.
    pub fn update(&mut self, Close: Close) -> Task<Close> {
        iced::exit()
    }

    /// The notice.
    pub fn view(&self) -> Element<'_, Close> {
        let words = Words::of(self.memory.language);
        let answers = [("close-button", words.label("btn-close").into(), Close)];
        let told = notice("failure", Tone::Bad, self.title.as_str(), self.text.as_str(), "", answers);
        desk(container("").width(Length::Fill).height(Length::Fill).style(style::window)).modal(Some(told)).into()
    }
}
