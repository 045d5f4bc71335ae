//! Who has a port: so that "in use" can say by whom. Linux; elsewhere nobody is named.

use std::fs;
use std::net::SocketAddr;

/// The program that listens on the port of this address, as `name (process n)`, when the system lets us see it.
pub fn of(address: SocketAddr) -> Option<String> {
    let inode =
        ["/proc/net/tcp", "/proc/net/tcp6"].iter().find_map(|table| listening_inode(&fs::read_to_string(table).ok()?, address.port()))?;
    let wanted = format!("socket:[{inode}]");
    for process in fs::read_dir("/proc").ok()?.flatten() {
        let number = process.file_name().into_string().unwrap_or_default();
        if !number.bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        let Ok(descriptors) = fs::read_dir(process.path().join("fd")) else { continue };
        let holds = descriptors.flatten().any(|d| fs::read_link(d.path()).is_ok_and(|target| target.as_os_str() == wanted.as_str()));
        if holds {
            let name = fs::read_to_string(process.path().join("comm")).unwrap_or_default();
            let name: String = name.trim().chars().filter(|c| !c.is_control()).take(40).collect();
            return Some(format!("{name} (process {number})"));
        }
    }
    None
}

/// The inode of a listening socket with this port in a table of `/proc/net`.
fn listening_inode(table: &str, port: u16) -> Option<String> {
    table.lines().skip(1).find_map(|line| {
        let mut columns = line.split_whitespace().skip(1);
        let (local, state) = (columns.next()?, columns.nth(1)?);
        let (_, local_port) = local.rsplit_once(':')?;
        let same = u16::from_str_radix(local_port, 16).ok()? == port && state == LISTEN;
        // local, remote, state, queues, timer, retransmits, uid, time-out, inode
        same.then(|| columns.nth(5).map(str::to_owned)).flatten()
    })
}

/// `TCP_LISTEN` as the kernel prints it.
const LISTEN: &str = "0A";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_program_that_has_a_port() {
        let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let who = of(socket.local_addr().unwrap()).unwrap();
        assert!(who.contains(&format!("process {}", std::process::id())), "{who}");
    }
}
