//! *Browse…*: what lies in a folder of this computer, for choosing a folder or a file. The one thing it makes is a new
//! folder, when that is asked for.
//!
//! Bounded: at most [`MOST`] entries, a path of at most [`LONGEST`] octets, at most [`PATIENCE`] for a disk that is away.
//! Names that are no text cannot stand in a setting and are left out.

use jiff::Timestamp;
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;
use tokio::sync::Semaphore;

/// What is to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The folder as typed: a complete path, one in the home folder of the program, or one that begins with `~`, the user's own.
    pub place: PathBuf,
    /// In place of a folder that is not there, the first one above it that is.
    pub nearest: bool,
    /// A folder of this name is made in `place` first, and becomes what is looked at.
    pub make: Option<String>,
    /// Whether this name is taken in `place` is told too.
    pub name: Option<String>,
}

impl Look {
    /// At this folder.
    pub fn at(place: impl Into<PathBuf>) -> Self {
        Self { place: place.into(), nearest: false, make: None, name: None }
    }
}

/// What lies in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// The folder, as a complete path.
    pub place: PathBuf,
    /// The home folder of the program.
    pub home: PathBuf,
    /// The folder of the user the program runs as, if there is one.
    pub own: Option<PathBuf>,
    /// What is in it, hidden names too, in no order.
    pub entries: Vec<Entry>,
    /// There is more than [`MOST`], and the rest was left out.
    pub cut: bool,
    /// What [`Look::name`] is; `None` when nothing is called so.
    pub there: Option<Kind>,
}

/// One thing in a folder. Links count as what they lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Octets; 0 for what is no file.
    pub size: u64,
    /// When it was last changed.
    pub changed: Option<Timestamp>,
}

/// What something in a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A folder.
    Folder,
    /// A file.
    File,
    /// A socket, a device, a link to nothing.
    Other,
}

/// Why a folder could not be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FolderTrouble {
    /// There is none of this path.
    Missing(PathBuf),
    /// It is something else than a folder.
    NoFolder(PathBuf),
    /// This program may not.
    Denied(PathBuf),
    /// No new folder can have this name.
    Name(String),
    /// Something of this name is there already.
    Taken(String),
    /// The disk did not answer in time.
    Late,
    /// The system's words about this path.
    Other(PathBuf, String),
}

/// So many entries of a folder are shown.
pub const MOST: usize = 10_000;
/// So long a path may be, in octets, as the system has it.
pub const LONGEST: usize = 4_096;
/// So long the disk has time.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// So long a name may be, in octets, as most file systems have it.
const LONGEST_NAME: usize = 255;

/// Looks at a folder; `home` is what a path that is not complete is in.
///
/// # Errors
/// See [`FolderTrouble`].
pub async fn look(look: Look, home: PathBuf) -> Result<Folder, FolderTrouble> {
    look_with(&READERS, PATIENCE, move || read(&look, home)).await
}

/// A disk that is away holds a thread for as long as it likes: no more than these, however often somebody looks again.
async fn look_with(
    readers: &'static Semaphore,
    patience: Duration,
    read: impl FnOnce() -> Result<Folder, FolderTrouble> + Send + 'static,
) -> Result<Folder, FolderTrouble> {
    let reading = async {
        let reader = readers.acquire().await.ok()?;
        let read = tokio::task::spawn_blocking(move || {
            let _until_it_answers = reader;
            read()
        });
        read.await.ok()
    };
    tokio::time::timeout(patience, reading).await.ok().flatten().unwrap_or(Err(FolderTrouble::Late))
}

static READERS: Semaphore = Semaphore::const_new(4);

fn read(look: &Look, home: PathBuf) -> Result<Folder, FolderTrouble> {
    let own = std::env::home_dir().filter(|own| own.is_absolute());
    let mut place = complete(&look.place, &home, own.as_deref())?;
    if look.nearest {
        while !place.is_dir() && place.pop() {}
    }
    if let Some(name) = &look.make {
        make(&place, name)?;
        place.push(name);
    }
    let (mut entries, mut cut) = (vec![], false);
    for entry in fs::read_dir(&place).map_err(|error| trouble(&place, &error))? {
        let entry = entry.map_err(|error| trouble(&place, &error))?;
        if entries.len() == MOST {
            cut = true;
            break;
        }
        let Ok(name) = entry.file_name().into_string() else { continue };
        let about = fs::metadata(entry.path()).ok();
        let changed = about.as_ref().and_then(|about| Timestamp::try_from(about.modified().ok()?).ok());
        let kind = kind(about.as_ref());
        let size = about.filter(|_| kind == Kind::File).map_or(0, |about| about.len());
        entries.push(Entry { name, kind, size, changed });
    }
    let there = match &look.name {
        Some(name) => {
            let path = place.join(name);
            fs::symlink_metadata(&path).is_ok().then(|| kind(fs::metadata(&path).ok().as_ref()))
        }
        None => None,
    };
    Ok(Folder { place, home, own, entries, cut, there })
}

fn kind(about: Option<&Metadata>) -> Kind {
    match about {
        Some(about) if about.is_dir() => Kind::Folder,
        Some(about) if about.is_file() => Kind::File,
        _ => Kind::Other,
    }
}

/// The complete path of what was typed. `..` is followed as the system follows it, through links.
fn complete(typed: &Path, home: &Path, own: Option<&Path>) -> Result<PathBuf, FolderTrouble> {
    if typed.as_os_str().len() > LONGEST || typed.as_os_str().as_encoded_bytes().contains(&0) {
        return Err(FolderTrouble::Missing(typed.to_owned()));
    }
    let from = match (typed.strip_prefix("~"), own) {
        (Ok(rest), Some(own)) => own.join(rest),
        _ => home.join(typed),
    };
    // Without this `/a/` and `/a/.` would be other folders than `/a`.
    let tidy: PathBuf = from.components().collect();
    if tidy.components().any(|part| part == Component::ParentDir) {
        return fs::canonicalize(&tidy).map_err(|error| trouble(&tidy, &error));
    }
    std::path::absolute(&tidy).map_err(|error| trouble(&tidy, &error))
}

fn make(place: &Path, name: &str) -> Result<(), FolderTrouble> {
    let mut parts = Path::new(name).components();
    let single = matches!((parts.next(), parts.next()), (Some(Component::Normal(part)), None) if part == name);
    if !single || name.len() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(FolderTrouble::Name(name.to_owned()));
    }
    fs::create_dir(place.join(name)).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => FolderTrouble::Taken(name.to_owned()),
        _ => trouble(place, &error),
    })
}

fn trouble(place: &Path, error: &io::Error) -> FolderTrouble {
    let place = place.to_owned();
    match error.kind() {
        ErrorKind::NotFound => FolderTrouble::Missing(place),
        ErrorKind::NotADirectory => FolderTrouble::NoFolder(place),
        ErrorKind::PermissionDenied => FolderTrouble::Denied(place),
        _ => FolderTrouble::Other(place, error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home() -> tempfile::TempDir {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("badmail")).unwrap();
        fs::write(home.path().join("key.pem"), b"12345").unwrap();
        std::os::unix::fs::symlink("nowhere", home.path().join("link")).unwrap();
        home
    }

    fn seen(look: &Look, home: &tempfile::TempDir) -> Result<Folder, FolderTrouble> {
        read(look, home.path().to_owned())
    }

    #[test]
    fn a_folder_tells_what_lies_in_it() {
        let home = home();
        let folder = seen(&Look { name: Some("key.pem".into()), ..Look::at("") }, &home).unwrap();
        assert_eq!((folder.place.as_path(), folder.cut, folder.there), (home.path(), false, Some(Kind::File)));
        let mut entries: Vec<_> = folder.entries.iter().map(|e| (e.name.as_str(), e.kind, e.size)).collect();
        entries.sort_unstable_by_key(|(name, ..)| *name);
        assert_eq!(entries, [("badmail", Kind::Folder, 0), ("key.pem", Kind::File, 5), ("link", Kind::Other, 0)]);
        assert!(folder.entries.iter().filter(|e| e.kind != Kind::Other).all(|e| e.changed.is_some()));
        let below = seen(&Look { name: Some("key.pem".into()), ..Look::at("badmail/../badmail/.") }, &home).unwrap();
        assert_eq!((below.entries.len(), below.there), (0, None));
        assert!(below.place.ends_with("badmail"));
    }

    #[tokio::test]
    async fn a_disk_that_is_away_holds_no_more_threads_the_oftener_somebody_looks() {
        static TWO: Semaphore = Semaphore::const_new(2);
        let (gone, away) = std::sync::mpsc::channel::<()>();
        let away = std::sync::Arc::new(std::sync::Mutex::new(away));
        let soon = Duration::from_millis(20);
        for _ in 0..5 {
            let away = away.clone();
            let dead = move || away.lock().unwrap().recv().map_or(Err(FolderTrouble::Name("it came back".into())), |()| unreachable!());
            assert_eq!(look_with(&TWO, soon, dead).await, Err(FolderTrouble::Late));
        }
        assert_eq!(TWO.available_permits(), 0);
        drop(gone);
        let back = look_with(&TWO, PATIENCE, || Err(FolderTrouble::Taken("it answers".into()))).await;
        assert_eq!(back, Err(FolderTrouble::Taken("it answers".into())));
    }

    #[test]
    fn what_is_not_there_is_told_or_the_nearest_is_shown() {
        let home = home();
        let missing = home.path().join("drop/7");
        assert_eq!(seen(&Look::at("drop/7"), &home), Err(FolderTrouble::Missing(missing)));
        assert_eq!(seen(&Look { nearest: true, ..Look::at("drop/7") }, &home).unwrap().place, home.path());
        assert_eq!(seen(&Look::at("key.pem"), &home), Err(FolderTrouble::NoFolder(home.path().join("key.pem"))));
        let long = PathBuf::from("x/".repeat(LONGEST));
        assert_eq!(seen(&Look::at(&long), &home), Err(FolderTrouble::Missing(long)));
    }

    #[test]
    fn a_new_folder_is_made_and_shown() {
        let home = home();
        let with = |name: &str| seen(&Look { make: Some(name.into()), ..Look::at("badmail") }, &home);
        assert_eq!(with("second server").unwrap().place, home.path().join("badmail/second server"));
        assert_eq!(with("second server"), Err(FolderTrouble::Taken("second server".into())));
        for name in ["", ".", "..", "a/b", "/", "a/", "a\nb", &"x".repeat(256)] {
            assert_eq!(with(name), Err(FolderTrouble::Name(name.into())), "{name:?}");
        }
        assert_eq!(fs::read_dir(home.path().join("badmail")).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_with_too_much_in_it_is_cut() {
        let home = tempfile::tempdir().unwrap();
        (0..=MOST).for_each(|n| drop(fs::File::create(home.path().join(n.to_string())).unwrap()));
        let folder = seen(&Look::at(""), &home).unwrap();
        assert_eq!((folder.entries.len(), folder.cut), (MOST, true));
    }
}
