//! A certification authority of somebody else, by OpenSSL.

use std::path::Path;
use std::process::{Command, Stdio};

/// OpenSSL in this folder; what it says.
pub(crate) fn openssl(folder: &Path, arguments: &str) -> String {
    let run = Command::new("openssl").current_dir(folder).args(arguments.split(' ')).stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "openssl {arguments}: {said}");
    said
}

/// A certification authority of somebody else.
pub(crate) fn authority(folder: &Path) {
    openssl(folder, "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 30 -subj /CN=Elsewhere");
}

/// Its answer to a request.
pub(crate) fn sign(folder: &Path, request: &str, answer: &str) {
    openssl(
        folder,
        &format!("x509 -req -in {request} -CA ca.pem -CAkey ca.key -CAcreateserial -copy_extensions copy -days 20 -out {answer}"),
    );
}

/// Its certificate and key for a name, made elsewhere, as a .pfx file.
pub(crate) fn pfx(folder: &Path, name: &str, file: &str) {
    openssl(
        folder,
        &format!("req -new -newkey rsa:2048 -nodes -keyout {file}.key -out {file}.csr -subj /CN={name} -addext subjectAltName=DNS:{name}"),
    );
    sign(folder, &format!("{file}.csr"), &format!("{file}.pem"));
    openssl(folder, &format!("pkcs12 -export -in {file}.pem -inkey {file}.key -certfile ca.pem -out {file} -passout pass:secret-word"));
}
