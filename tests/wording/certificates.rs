//! Certificates, what is said against them, and orders at online authorities.

use super::*;

#[test]
fn every_reason_why_a_certificate_cannot_be_had() {
    use CertificateError::*;
    use postkontor::certificate::error::{ImportFault, Instead, PfxFault};
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
        (Pfx(PfxFault::Other("odd".into())), &["odd"]),
        (PfxWithoutKey, &[]),
        (NotExportable, &[]),
        (NotForServers, &[]),
        (RenewsByHand, &[]),
        (File(FileError::TooLarge { path: "/x.pem".into(), limit: 1 << 20 }), &["/x.pem"]),
        (OrderUnderWay, &[]),
        (RenewsByRecords, &["DNS"]),
        (PfxTooSlow, &[]),
        (WrongKeyPassword, &[]),
        (Import(ImportFault::NoKey), &[]),
        (Import(ImportFault::NoKeyInKeyFile), &[]),
        (Import(ImportFault::KeyAlone), &[]),
        (Import(ImportFault::Request), &[]),
        (Import(ImportFault::Unknown), &["PEM", ".key"]),
        (Import(ImportFault::TooLarge), &[]),
        (Import(ImportFault::TooManyKeys), &[]),
        (Import(ImportFault::OldEncryption), &["openssl pkcs8 -topk8"]),
        (Import(ImportFault::KeyEncryption), &["openssl pkcs8 -topk8 -v2 aes256"]),
        (Import(ImportFault::DamagedKey), &[]),
        (Import(ImportFault::KeyBesidePfx), &[]),
    ];
    all_met(
        errors.iter().map(|(error, _)| match error {
            Chain { .. } | Given { .. } => 0,
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
            OrderUnderWay => 23,
            RenewsByRecords => 24,
            PfxTooSlow => 25,
            WrongKeyPassword => 26,
            Import(fault) => match fault {
                ImportFault::NoKey => 27,
                ImportFault::NoKeyInKeyFile => 28,
                ImportFault::KeyAlone => 29,
                ImportFault::Request => 30,
                ImportFault::Unknown => 31,
                ImportFault::TooLarge => 32,
                ImportFault::TooManyKeys => 33,
                ImportFault::OldEncryption => 34,
                ImportFault::KeyEncryption => 35,
                ImportFault::DamagedKey => 36,
                ImportFault::KeyBesidePfx => 37,
            },
        }),
        38,
    );
    let mut said_so_far = BTreeSet::new();
    for (error, parts) in &errors {
        said(parts, |words| wording::certificate_error(words, error));
        assert!(said_so_far.insert(wording::certificate_error(Words::of(Language::English), error)), "{error:?} reads like another one");
    }
}

#[test]
fn everything_that_is_wrong_with_a_pfx_file_or_with_something_else_that_was_handed_over() {
    use postkontor::certificate::error::{Given, PfxFault};
    let faults: Vec<(PfxFault, &[&str])> = vec![
        (PfxFault::NotOne, &[]),
        (PfxFault::TooLarge, &[]),
        (PfxFault::OldForm, &["BER", "OpenSSL"]),
        (PfxFault::TooManyParts, &[]),
        (PfxFault::TooMuchWork, &[]),
        (PfxFault::TooManyCertificates, &[]),
        (PfxFault::Scrypt, &["scrypt", "AES-256"]),
        (PfxFault::UnknownEncryption, &["AES-256"]),
        (PfxFault::NoCertificate, &[]),
        (PfxFault::Other("odd".into()), &["odd"]),
    ];
    all_met(
        faults.iter().map(|(fault, _)| match fault {
            PfxFault::NotOne => 0,
            PfxFault::TooLarge => 1,
            PfxFault::OldForm => 2,
            PfxFault::TooManyParts => 3,
            PfxFault::TooManyCertificates => 4,
            PfxFault::Scrypt => 5,
            PfxFault::UnknownEncryption => 6,
            PfxFault::NoCertificate => 7,
            PfxFault::Other(_) => 8,
            PfxFault::TooMuchWork => 9,
        }),
        10,
    );
    let given: Vec<(Given, ChainError, &[&str])> = vec![
        (Given::Pfx, ChainError::ForeignKey, &[]),
        (Given::Answer, ChainError::Damaged, &[]),
        (Given::Issued, ChainError::UnknownKey, &["ECDSA"]),
        (Given::Certificate, ChainError::NoCertificate, &[]),
        (Given::Certificate, ChainError::NoKey, &[]),
        (Given::Certificate, ChainError::Key("odd".into()), &["odd"]),
        (Given::Certificate, ChainError::Certificate("odd".into()), &["odd"]),
    ];
    all_met(
        given.iter().map(|(what, ..)| match what {
            Given::Pfx => 0,
            Given::Answer => 1,
            Given::Issued => 2,
            Given::Certificate => 3,
        }),
        4,
    );
    let of_faults = faults.into_iter().map(|(fault, parts)| (CertificateError::Pfx(fault), parts));
    let of_given = given.into_iter().map(|(what, error, parts)| (CertificateError::Given { what, error }, parts));
    let mut said_so_far = BTreeSet::new();
    for (error, parts) in of_faults.chain(of_given) {
        said(parts, |words| wording::certificate_error(words, &error));
        assert!(said_so_far.insert(wording::certificate_error(Words::of(Language::English), &error)), "{error:?} reads like another one");
        // None of our own English sentences: they are for the command line.
        for language in [Language::German, Language::Swedish, Language::Polish, Language::Dutch, Language::Chinese] {
            let sentence = wording::certificate_error(Words::of(language), &error);
            for english in [" it is ", "there is", "there are", "the certificate", "the .pfx file", "the answer", "the private key"] {
                assert!(!sentence.contains(english), "{language}: {sentence}");
            }
        }
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
        (NotOrdered("a.test".into()), &["a.test"]),
        (Refused("too many".into()), &["too many"]),
        (NeedsAccount, &[]),
        (AccountKey, &[]),
        (Root, &["BEGIN CERTIFICATE"]),
        (TimedOut, &[]),
        (Unusable(std::sync::Arc::new(CertificateError::Make("odd".into()))), &["odd"]),
        (Certificate(std::sync::Arc::new(CertificateError::Make("odd".into()))), &["odd"]),
        (Files(std::sync::Arc::new(FileError::TooLarge { path: "/x.pem".into(), limit: 1 << 20 })), &["/x.pem"]),
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
            Certificate(_) => 11,
            Files(_) => 12,
            NotOrdered(_) => 13,
        }),
        14,
    );
    for (trouble, parts) in &troubles {
        said(parts, |words| wording::order_trouble(words, trouble));
    }
}
