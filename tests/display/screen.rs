//! A screen that exists in memory only (Xvfb), a hand that presses real keys and buttons (xdotool), and an eye that reads
//! the frame buffer. Nothing is found by fixed positions: rows and buttons are found by the colours of the theme.
//!
//! After each key the eye waits until something is seen of it. That is a condition, not a time: a slow machine waits longer.

use crate::house::{PATIENCE, Process, aloud};
use iced::Color;
use std::cell::RefCell;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// A place on the screen: from the left, from the top.
pub(crate) type Point = (u32, u32);

/// A screen of 1,280 × 800 and a program on it; both end with this value.
pub(crate) struct Screen {
    program: Process,
    // After the program: nobody likes to lose his screen.
    _server: Process,
    display: String,
    folder: tempfile::TempDir,
    /// From each key or click to the first picture that shows it.
    reactions: RefCell<Vec<Duration>>,
}

impl Screen {
    /// Starts an X server on a display number of its own choice, and the program with nothing of the user's own preferences.
    pub(crate) fn open(mut program: Command) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path();
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset", "-fbdir"]).arg(own);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = Process(command.spawn().unwrap_or_else(|error| missing("Xvfb", "xvfb", &error)));
        let mut number = String::new();
        // It says its number when it is ready.
        BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
        assert!(!number.trim().is_empty(), "Xvfb ended without a display: {:?}", server.0.try_wait());
        let display = format!(":{}", number.trim());
        program.env("DISPLAY", &display).env("HOME", own).env("XDG_CONFIG_HOME", own).env("LC_ALL", "C.UTF-8");
        program.env_remove("WAYLAND_DISPLAY").env_remove("WINIT_X11_SCALE_FACTOR").env_remove("LANGUAGE");
        let log = std::fs::File::create(own.join("log")).unwrap();
        let program = Process(program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().unwrap());
        Self { program, _server: server, display, folder, reactions: RefCell::default() }
    }

    /// Waits for the end of the program.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        self.program.wait(PATIENCE)
    }

    /// Waits for a window with this in its title and gives it the keyboard, which no window manager does here.
    pub(crate) fn wait_for_window(&self, title: &str) {
        let found = until(title, || {
            let found = self.hand(&["search", "--onlyvisible", "--name", title]);
            found.lines().next().map(str::to_owned)
        });
        self.hand(&["windowfocus", "--sync", &found]);
    }

    fn hand(&self, words: &[&str]) -> String {
        let mut command = Command::new("xdotool");
        let output = command.args(words).env("DISPLAY", &self.display).stdin(Stdio::null()).output();
        let output = output.unwrap_or_else(|error| missing("xdotool", "xdotool", &error));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Presses a key ("alt+o", "Return") and waits until it is seen.
    pub(crate) fn press(&self, key: &str) {
        self.seen(key, || self.hand(&["key", key]));
    }

    /// Types words, and waits for each letter until it is seen.
    pub(crate) fn type_text(&self, text: &str) {
        for letter in text.chars() {
            self.seen(text, || self.hand(&["type", letter.encode_utf8(&mut [0; 4])]));
        }
    }

    /// Clicks at what `find` finds, and waits until it is seen. 1 is the left button, 3 the right one.
    pub(crate) fn click(&self, button: u8, find: impl Fn() -> Point) -> Point {
        let mut at = find();
        loop {
            self.hand(&["mousemove", "--sync", &at.0.to_string(), &at.1.to_string()]);
            // The pointer has to be noticed before the button, and what it points at may still have been moving.
            self.still();
            let before = std::mem::replace(&mut at, find());
            if at == before {
                break;
            }
        }
        self.seen(&format!("button {button} at {at:?}"), || self.hand(&["click", &button.to_string()]));
        at
    }

    fn seen<T>(&self, what: &str, act: impl FnOnce() -> T) {
        let before = self.frame();
        let begin = Instant::now();
        act();
        until(what, || (self.frame().differs(&before) > CARET).then_some(()));
        self.reactions.borrow_mut().push(begin.elapsed());
        self.still();
    }

    /// Waits until the picture stands still, but for a caret.
    pub(crate) fn still(&self) {
        let mut last = self.frame();
        until("stand still", || {
            std::thread::sleep(Duration::from_millis(40));
            let now = self.frame();
            let moved = now.differs(&last);
            last = now;
            (moved <= CARET).then_some(())
        });
    }

    /// Waits until the picture changes by itself.
    pub(crate) fn wait_for_change(&self) {
        let before = self.frame();
        until("change by itself", || (self.frame().differs(&before) > 0).then_some(()));
    }

    /// Waits until the theme's colour is seen as a bar of at least this size, and gives its middle.
    pub(crate) fn bar(&self, color: Color, width: u32, height: u32) -> Point {
        until("show a bar of that colour", || {
            let bars = self.frame().bars(color, width);
            bars.iter().rev().find(|b| b.height >= height).map(|b| (b.x + b.width / 2, b.y + b.height / 2))
        })
    }

    /// Waits until a frame of the theme's colour is seen that is as high as a control, and gives the middle of the lowest.
    pub(crate) fn framed(&self, color: Color, high: f32) -> Point {
        until("show a frame of that colour", || {
            let bars = self.frame().bars(color, 40);
            let near = |a: u32, b: u32| a.abs_diff(b) <= 6;
            let (top, low) = bars.iter().rev().find_map(|low| {
                let above = |top: &&Bar| near(low.y, top.y + high as u32) && near(top.x, low.x) && near(top.width, low.width);
                Some((bars.iter().find(above)?, low))
            })?;
            Some((top.x + top.width / 2, u32::midpoint(top.y, low.y)))
        })
    }

    /// What is on the screen now.
    pub(crate) fn frame(&self) -> Frame {
        until("be read", || Frame::read(&self.folder.path().join("Xvfb_screen0")))
    }

    /// From each key or click to what was seen of it, sorted.
    pub(crate) fn reactions(&self) -> Vec<Duration> {
        let mut all = self.reactions.borrow().clone();
        all.sort();
        all
    }

    /// Writes what is on the screen as a PNG, and says where.
    pub(crate) fn picture(&self, name: &str) -> PathBuf {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        self.frame().write(&path);
        path
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if std::thread::panicking() && Frame::read(&self.folder.path().join("Xvfb_screen0")).is_some() {
            let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            aloud(&format!("the program's log:\n{log}what was on the screen: {}", self.picture("display-failed.png").display()));
        }
    }
}

/// A part of a picture that is one colour from edge to edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bar {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
}

/// A picture.
pub(crate) struct Frame {
    width: usize,
    /// Blue, green, red and nothing for each pixel, row by row.
    pixels: Vec<u8>,
}

impl Frame {
    /// Reads the frame buffer, which is a file in the form of `xwd`: a header of big-endian words, a table of colours,
    /// and the pixels.
    fn read(path: &Path) -> Option<Self> {
        let mut octets = std::fs::read(path).ok()?;
        let word = |n: usize| octets.get(n * 4..n * 4 + 4).map(|w| u32::from_be_bytes(w.try_into().unwrap()) as usize);
        let (header, width, height, line, colors) = (word(0)?, word(4)?, word(5)?, word(12)?, word(19)?);
        assert_eq!((word(7)?, word(11)?, line), (0, 32, width * 4), "a frame buffer of another kind than this machine's");
        octets.drain(..header + colors * 12);
        octets.truncate(line * height);
        (octets.len() == line * height).then_some(Self { width, pixels: octets })
    }

    fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.pixels.chunks_exact(self.width * 4)
    }

    /// How many columns lie from the first to the last pixel that differs.
    fn differs(&self, other: &Self) -> usize {
        let rows = self.rows().zip(other.rows()).filter(|(a, b)| a != b);
        let (mut first, mut last) = (self.width, 0);
        for (a, b) in rows {
            let columns = a.chunks_exact(4).zip(b.chunks_exact(4)).enumerate().filter(|(_, (a, b))| a != b);
            columns.for_each(|(x, _)| (first, last) = (first.min(x), last.max(x + 1)));
        }
        last.saturating_sub(first)
    }

    /// All bars of this colour at least so wide, from the top. Words in a bar leave it whole: what counts is its longest
    /// stretch, and stretches on neighbouring rows that begin or end together are one bar.
    fn bars(&self, color: Color, width: u32) -> Vec<Bar> {
        let [r, g, b, _] = color.into_rgba8();
        let wanted = |p: &[u8]| p[..3] == [b, g, r];
        let mut bars: Vec<Bar> = vec![];
        for (y, row) in (0..).zip(self.rows()) {
            let pixels: Vec<bool> = row.chunks_exact(4).map(wanted).collect();
            let mut x = 0;
            for stretch in pixels.chunk_by(|a, b| a == b) {
                let long = stretch.len() as u32;
                if stretch[0] && long >= width {
                    let joins = |b: &&mut Bar| b.y + b.height == y && (b.x == x || b.x + b.width == x + long);
                    match bars.iter_mut().rev().find(joins) {
                        Some(bar) => bar.height += 1,
                        None => bars.push(Bar { x, y, width: long, height: 1 }),
                    }
                }
                x += long;
            }
        }
        bars
    }

    fn write(&self, path: &Path) {
        let file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
        let mut encoder = png::Encoder::new(file, self.width as u32, self.rows().count() as u32);
        encoder.set_color(png::ColorType::Rgb);
        let rgb: Vec<u8> = self.pixels.chunks_exact(4).flat_map(|p| [p[2], p[1], p[0]]).collect();
        encoder.write_header().unwrap().write_image_data(&rgb).unwrap();
    }
}

/// Waits until there is an answer.
pub(crate) fn until<T>(what: &str, mut answer: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = answer() {
            return found;
        }
        assert!(Instant::now() < end, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn missing(program: &str, package: &str, error: &std::io::Error) -> ! {
    panic!("{program} cannot be run ({error}). Install the package {package}, or run `make deps`, which installs all that the tests need")
}

/// A caret that blinks is so many columns wide at most; every letter moves it further.
const CARET: usize = 2;
