//! Crashes: `kill -9` in the middle of the load, and the plug pulled (`tests/tools/crash.py` says how). What was acknowledged must be
//! there afterwards; a server that acknowledges before it syncs must be caught, or the test would prove nothing.
//!
//! Two kills and one power cut, and one kill more to count the spool itself; 50, 20 and 5 with POSTKONTOR_LONG. Power cuts need root: without it they are skipped aloud.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

#[path = "clients/house.rs"]
#[allow(dead_code, reason = "made for the tests with mail clients; these need a part")]
mod house;
#[path = "clients/mailers.rs"]
#[allow(dead_code, reason = "made for the tests with mail clients; these need a part")]
mod mailers;

use house::{Finished, House, Process, aloud, finish};
use mailers::python;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// One at a time: each wants the disk for itself.
static DISK: Mutex<()> = Mutex::new(());

fn is_long() -> bool {
    std::env::var_os("POSTKONTOR_LONG").is_some()
}

/// Runs crash.py; what it found is told also when all is well.
fn crash(mode: &str, program: &Path, rounds: u32, options: &[&str]) -> Finished {
    let _alone = DISK.lock().unwrap_or_else(PoisonError::into_inner);
    let work = tempfile::tempdir().unwrap();
    let mut command = python("crash.py");
    command.args([mode, "--rounds", &rounds.to_string()]).args(options);
    command.arg("--program").arg(program).arg("--work").arg(work.path());
    let minutes = Duration::from_secs(120 + 60 * u64::from(rounds));
    let done = house::finish_within(&mut command, b"", minutes);
    aloud(&format!("{}: {}", program.file_name().unwrap().to_string_lossy(), done.out.trim()));
    done
}

fn tool(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools").join(name)
}

/// A server that loses everything need not be waited for long; nor need the load be long.
const QUICK: [&str; 5] = ["--patience", "5", "--seconds", "0.3", "0.6"];

#[test]
fn a_server_that_answers_before_it_syncs_is_caught_by_a_power_cut() {
    let done = crash("power-cut", &tool("lying_server.py"), 1, &QUICK);
    if done.code != Some(SKIPPED) {
        done.with_code(1).naming(&["lost although acknowledged"]);
    }
}

#[test]
fn a_server_that_syncs_before_it_answers_is_not_accused() {
    let done = crash("power-cut", &tool("honest_server.py"), 1, &QUICK);
    if done.code != Some(SKIPPED) {
        done.with_code(0);
    }
}

#[test]
fn nothing_acknowledged_is_missing_from_the_spool_after_kills_under_load() {
    let house = House::new(&["--anonymous", "--allow-relay", "127.0.0.0/8", "--max-connections-per-address", "0"]);
    let log = house.beside("load.log");
    let acknowledged = || std::fs::read_to_string(&log).unwrap_or_default().matches("acknowledged ").count();
    let _alone = DISK.lock().unwrap_or_else(PoisonError::into_inner);
    for round in 0..if is_long() { 5 } else { 1 } {
        let server = house.serve();
        let mut load = python("load.py");
        load.args(["--port", &server.starttls().port().to_string(), "--prefix", &format!("r{round}"), "--log"]).arg(&log);
        let mut load = Process(load.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
        let (before, until) = (acknowledged(), Instant::now() + house::PATIENCE);
        while acknowledged() < before + 50 + 13 * round {
            assert!(Instant::now() < until, "the load did not get going:\n{}", server.log());
            std::thread::sleep(Duration::from_millis(5));
        }
        // The guard kills it.
        drop(server);
        assert!(load.wait(house::PATIENCE).success(), "the load was refused");
    }
    let server = house.serve();
    let until = Instant::now() + house::PATIENCE;
    let log_of_server = loop {
        let log = server.log();
        if log.contains("the queue has been read") {
            break log;
        }
        assert!(Instant::now() < until, "the queue is not read to its end:\n{log}");
        std::thread::sleep(Duration::from_millis(5));
    };
    let (_, count) = log_of_server.split_once("messages=").unwrap();
    let found: usize = count.split_whitespace().next().unwrap().parse().unwrap();
    let (sent, acknowledged) = (std::fs::read_to_string(&log).unwrap().matches("sent ").count(), acknowledged());
    aloud(&format!("kills and the spool: sent {sent}, acknowledged {acknowledged}, found {found}"));
    assert!((acknowledged..=sent).contains(&found));
    finish(&mut house.command(&["check"]), b"").with_code(0);
}

#[test]
fn every_acknowledged_message_is_delivered_after_kills_under_load() {
    crash("kill", Path::new(house::PROGRAM), if is_long() { 50 } else { 2 }, &LOAD).with_code(0);
}

#[test]
fn every_acknowledged_message_is_delivered_after_a_power_cut() {
    let done = crash("power-cut", Path::new(house::PROGRAM), if is_long() { 20 } else { 1 }, &LOAD);
    if done.code != Some(SKIPPED) {
        done.with_code(0);
    }
}

/// Seconds of load before each crash, at random between the two.
const LOAD: [&str; 3] = ["--seconds", "0.3", "0.8"];

/// What crash.py ends with when the machine does not allow a power cut.
const SKIPPED: i32 = 77;
