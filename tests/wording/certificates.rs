//! Certificates, what is said against them, and orders at online authorities.

use super::*;

#[test]
fn every_reason_why_a_certificate_cannot_be_had() {
    use CertificateError::*;
    use postkontor::certificate::error::Instead;
    let thumbprint: postkontor::mail::Thumbprint = "ab".repeat(32).parse().unwrap();
    let faults = vec![
        (SubjectField::Organization, SubjectFault::Character('&')),
        (SubjectField::MoreNames(0), SubjectFault::NoHostName),
        (SubjectField::MoreNames(1), SubjectFault::Wildcard),
        (SubjectField::City, SubjectFault::TooLong { most: 128 }),
        (SubjectField::Country, SubjectFault::NoCountry),
        (SubjectField::State, SubjectFault::Missing),
        (SubjectField::Unit, SubjectFault::Character('\u{7}')),
    ];
    let errors: Vec<(CertificateError, &[&str])> = vec![
        (Chain { file: "/x.pem".into(), error: ChainError::NoKey }, &["/x.pem"]),
        (Missing { server: "Office".into(), thumbprint, folder: "/x".into() }, &["Office", "abab"]),
        (Gone(thumbprint), &["abab"]),
        (Make("odd".into()), &["odd"]),
        (Generate { fqdn: Domain::parse("m.test").unwrap(), what: "odd".into() }, &["m.test", "odd"]),
        (Subject { faults }, &["&", "mail.example.com", "*", "128"]),
        (RequestPending, &[]),
        (NoRequest, &[]),
        (NotTheAnswer, &[]),
        (NotACertificate(Instead::PrivateKey), &[]),
        (NotACertificate(Instead::EncryptedKey), &[]),
        (NotACertificate(Instead::Request), &[]),
        (NotACertificate(Instead::Pfx), &[]),
        (NotACertificate(Instead::Unknown), &["PKCS #7", ".p7b"]),
        (NotACertificate(Instead::TooLarge), &[]),
        (WrongPassword, &[]),
        (NoPassword, &[]),
        (Pfx("odd".into()), &["odd"]),
        (PfxWithoutKey, &[]),
        (NotExportable, &[]),
        (NotForServers, &[]),
        (RenewsByHand, &[]),
        (File(FileError::TooLarge { path: "/x.pem".into(), limit: 1 << 20 }), &["/x.pem"]),
    ];
    all_met(
        errors.iter().map(|(error, _)| match error {
            Chain { .. } => 0,
            Missing { .. } => 1,
            Gone(_) => 2,
            Make(_) => 3,
            Generate { .. } => 4,
            Subject { .. } => 5,
            RequestPending => 6,
            NoRequest => 7,
            NotTheAnswer => 8,
            NotACertificate(Instead::PrivateKey) => 9,
            NotACertificate(Instead::EncryptedKey) => 10,
            NotACertificate(Instead::Request) => 11,
            NotACertificate(Instead::Pfx) => 12,
            NotACertificate(Instead::Unknown) => 13,
            NotACertificate(Instead::TooLarge) => 14,
            WrongPassword => 15,
            NoPassword => 16,
            Pfx(_) => 17,
            PfxWithoutKey => 18,
            NotExportable => 19,
            NotForServers => 20,
            RenewsByHand => 21,
            File(_) => 22,
        }),
        23,
    );
    let mut said_so_far = BTreeSet::new();
    for (error, parts) in &errors {
        said(parts, |words| wording::certificate_error(words, error));
        assert!(said_so_far.insert(wording::certificate_error(Words::of(Language::English), error)), "{error:?} reads like another one");
    }
}

#[test]
fn everything_that_is_to_be_said_against_a_certificate() {
    let at = "2026-12-24T12:00:00Z".parse().unwrap();
    let findings: Vec<(Finding, &[&str])> = vec![
        (Finding::Expired(at), &["24"]),
        (Finding::NotYetValid(at), &["24"]),
        (Finding::SelfSigned, &[]),
        (Finding::Incomplete, &[]),
        (Finding::UnknownRoot, &[]),
        (Finding::BrokenChain("Middle".into()), &["Middle"]),
        (Finding::NameNotCovered { server: "Office".into(), fqdn: "mail.office.test".into() }, &["Office", "mail.office.test"]),
        (Finding::NotForServers, &[]),
        (Finding::WeakKey, &[]),
    ];
    all_met(
        findings.iter().map(|(finding, _)| match finding {
            Finding::Expired(_) => 0,
            Finding::NotYetValid(_) => 1,
            Finding::SelfSigned => 2,
            Finding::Incomplete => 3,
            Finding::UnknownRoot => 4,
            Finding::BrokenChain(_) => 5,
            Finding::NameNotCovered { .. } => 6,
            Finding::NotForServers => 7,
            Finding::WeakKey => 8,
        }),
        9,
    );
    for (finding, parts) in &findings {
        said(parts, |words| wording::finding(words, finding));
        assert_eq!(wording::is_about_a_name(finding), matches!(finding, Finding::NameNotCovered { .. }));
    }
}

#[test]
fn every_reason_why_an_order_came_to_nothing() {
    use OrderTrouble::*;
    let troubles: Vec<(OrderTrouble, &[&str])> = vec![
        (Unreachable("https://ca.test".into(), "odd".into()), &["https://ca.test", "odd"]),
        (Port80(8080, "in use".into()), &["8080", "in use"]),
        (ProofNotOffered("a.test".into()), &["a.test"]),
        (NotProved("a.test".into(), "refused".into()), &["a.test", "refused"]),
        (Refused("too many".into()), &["too many"]),
        (NeedsAccount, &[]),
        (AccountKey, &[]),
        (Root, &["BEGIN CERTIFICATE"]),
        (TimedOut, &[]),
        (Unusable("odd".into()), &["odd"]),
        (System("odd".into()), &["odd"]),
    ];
    all_met(
        troubles.iter().map(|(trouble, _)| match trouble {
            Unreachable(..) => 0,
            Port80(..) => 1,
            ProofNotOffered(_) => 2,
            NotProved(..) => 3,
            Refused(_) => 4,
            NeedsAccount => 5,
            AccountKey => 6,
            Root => 7,
            TimedOut => 8,
            Unusable(_) => 9,
            System(_) => 10,
        }),
        11,
    );
    for (trouble, parts) in &troubles {
        said(parts, |words| wording::order_trouble(words, trouble));
    }
}
