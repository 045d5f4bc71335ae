//! Our TLS as others judge it: sslyze against Mozilla's *intermediate* recommendation.

use crate::counter::{Counter, OFFICE};
use postkontor::config::Encryption;
use postkontor::engine::command::{CertificateCommand as C, Produced, RootForm, Subject};
use std::path::{Path, PathBuf};
use std::process::Command;

const SETTINGS: &str = "(version: 1, servers: [(id: 1, name: \"Office\", fqdn: \"mail.office.test\", \
    identities: [(address: \"127.0.0.1\", port: 0), (address: \"127.0.0.1\", port: 0, encryption: Tls)])])";

#[tokio::test]
async fn our_tls_is_what_mozilla_recommends_and_with_its_root_the_certificate_is_trusted() {
    let office = Counter::open(SETTINGS).await;
    let subject = Subject { friendly_name: "Post".into(), common_name: "mail.office.test".into(), ..Subject::default() };
    office.ask(C::Issue(OFFICE, Box::new(subject))).await.unwrap();
    let Some(Produced::File(root)) = office.ask(C::ExportRoot(RootForm::Pem)).await.unwrap().produced else { panic!() };
    let file = office.folder.path().join("root.pem");
    std::fs::write(&file, root.expose()).unwrap();
    let now = office.handle.snapshots().borrow().clone();
    let ports: Vec<(u16, bool)> =
        now.servers[0].listening.iter().map(|port| (port.address.port(), port.encryption == Encryption::StartTls)).collect();
    for (port, starttls) in ports {
        let (root, folder) = (file.clone(), office.folder.path().to_owned());
        let (passed, said, report) = tokio::task::spawn_blocking(move || scan(port, starttls, &root, &folder)).await.unwrap();
        assert!(passed, "{said}");
        assert!(trusted(&report), "the root that was given does not count: {report}");
    }
    office.close().await;
}

/// Whether it complies, what was said, and the report.
fn scan(port: u16, starttls: bool, root: &Path, folder: &Path) -> (bool, String, String) {
    let program = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/tools/venv/bin/sslyze");
    assert!(program.exists(), "{} is missing. Install the package python3-venv and run `make deps`, which makes it", program.display());
    let report = folder.join("report.json");
    let mut command = Command::new(program);
    command.args(["--mozilla_config", "intermediate", "--sni", "mail.office.test", "--certinfo_ca_file"]).arg(root);
    command.arg("--json_out").arg(&report);
    if starttls {
        command.args(["--starttls", "smtp"]);
    }
    let done = command.arg(format!("127.0.0.1:{port}")).output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    (done.status.success(), said, std::fs::read_to_string(report).unwrap_or_default())
}

/// Whether the chain ends at the root that was given.
fn trusted(report: &str) -> bool {
    let report: serde_json::Value = serde_json::from_str(report).unwrap();
    let deployments = &report["server_scan_results"][0]["scan_result"]["certificate_info"]["result"]["certificate_deployments"];
    let paths = deployments[0]["path_validation_results"].as_array().unwrap();
    let own = paths.iter().find(|path| path["trust_store"]["name"] == "Supplied CA file").unwrap();
    own["verified_certificate_chain"].is_array() && own["validation_error"].is_null()
}
