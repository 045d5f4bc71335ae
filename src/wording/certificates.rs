//! Certificates: why one cannot be had, what is to be said against one, what is wrong with a request.

use super::{about, file_error, joined, sentence};
use crate::certificate::CertificateError;
use crate::certificate::chain::ChainError;
use crate::certificate::error::{Given, ImportFault, Instead, PfxFault};
use crate::engine::command::{Finding, OrderTrouble, SubjectFault, SubjectField};
use crate::i18n::Words;
use crate::tr;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Why a certificate cannot be used, with the cure.
pub fn certificate_error(words: &Words, error: &CertificateError) -> String {
    match error {
        CertificateError::Chain { file, error } => return chain_error(words, &file.display().to_string(), error),
        CertificateError::Given { what, error } => return given_error(words, *what, error),
        CertificateError::Missing { server, thumbprint, .. } => {
            tr!(words, "certificate-missing", server = server, thumbprint = thumbprint.to_string())
        }
        CertificateError::Gone(thumbprint) => tr!(words, "certificate-gone", thumbprint = thumbprint.to_string()),
        CertificateError::Make(reason) => tr!(words, "certificate-make", reason = sentence(words, reason)),
        CertificateError::Generate { fqdn, what } => {
            tr!(words, "certificate-temporary-failed", fqdn = fqdn.as_str(), reason = sentence(words, what))
        }
        CertificateError::Subject { faults } => {
            let each: Vec<String> = faults
                .iter()
                .map(|(field, fault)| about(words, &words.text(label(*field)), &subject_fault(words, *fault)).into_owned())
                .collect();
            return joined(words, &each);
        }
        CertificateError::RequestPending => tr!(words, "certificate-request-pending"),
        CertificateError::NoRequest => tr!(words, "certificate-no-request"),
        CertificateError::NotTheAnswer => {
            return joined(words, &[tr!(words, "cert-pending-mismatch"), tr!(words, "certificate-not-the-answer")]);
        }
        CertificateError::NotACertificate(what) => match what {
            Instead::PrivateKey => tr!(words, "certificate-is-key"),
            Instead::EncryptedKey => tr!(words, "certificate-is-encrypted-key"),
            Instead::Request => tr!(words, "certificate-is-request"),
            Instead::Pfx => tr!(words, "certificate-is-pfx"),
            Instead::Unknown => tr!(words, "certificate-is-unknown"),
            Instead::TooLarge => tr!(words, "certificate-is-too-large"),
        },
        CertificateError::WrongPassword => tr!(words, "certificate-wrong-password"),
        CertificateError::WrongKeyPassword => tr!(words, "certificate-wrong-key-password"),
        CertificateError::Import(fault) => match fault {
            ImportFault::NoKey => tr!(words, "certificate-import-no-key"),
            ImportFault::NoKeyInKeyFile => tr!(words, "certificate-import-no-key-in-key-file"),
            ImportFault::KeyAlone => tr!(words, "certificate-import-key-alone"),
            ImportFault::Request => tr!(words, "certificate-import-request"),
            ImportFault::Unknown => tr!(words, "certificate-import-unknown"),
            ImportFault::TooLarge => tr!(words, "certificate-import-too-large"),
            ImportFault::TooManyKeys => tr!(words, "certificate-import-too-many-keys"),
            ImportFault::OldEncryption => tr!(words, "certificate-import-old-encryption"),
            ImportFault::KeyEncryption => tr!(words, "certificate-import-key-encryption"),
            ImportFault::DamagedKey => tr!(words, "certificate-import-damaged-key"),
            ImportFault::KeyBesidePfx => tr!(words, "certificate-import-key-beside-pfx"),
        },
        CertificateError::NoPassword => tr!(words, "certificate-no-password"),
        CertificateError::Pfx(fault) => match fault {
            PfxFault::NotOne => tr!(words, "certificate-pfx-not-one"),
            PfxFault::TooLarge => tr!(words, "certificate-pfx-too-large"),
            PfxFault::OldForm => tr!(words, "certificate-pfx-old-form"),
            PfxFault::TooManyParts => tr!(words, "certificate-pfx-too-many-parts"),
            PfxFault::TooMuchWork => tr!(words, "certificate-pfx-too-much-work"),
            PfxFault::TooManyCertificates => tr!(words, "certificate-pfx-too-many-certificates"),
            PfxFault::Scrypt => tr!(words, "certificate-pfx-scrypt"),
            PfxFault::UnknownEncryption => tr!(words, "certificate-pfx-unknown-encryption"),
            PfxFault::NoCertificate => tr!(words, "certificate-pfx-no-certificate"),
            PfxFault::Other(reason) => tr!(words, "certificate-pfx", reason = sentence(words, reason)),
        },
        CertificateError::PfxWithoutKey => tr!(words, "certificate-pfx-without-key"),
        CertificateError::NotExportable => tr!(words, "cert-not-exportable"),
        CertificateError::NotForServers => tr!(words, "finding-not-for-servers"),
        CertificateError::RenewsByHand => tr!(words, "certificate-renews-by-hand"),
        CertificateError::PfxTooSlow => tr!(words, "certificate-pfx-too-slow"),
        CertificateError::RenewsByRecords => tr!(words, "certificate-renews-by-records"),
        CertificateError::OrderUnderWay => tr!(words, "certificate-order-under-way"),
        CertificateError::File(error) => return file_error(words, error),
    }
    .into_owned()
}

fn chain_error(words: &Words, file: &str, error: &ChainError) -> String {
    match error {
        ChainError::NoCertificate => tr!(words, "chain-no-certificate", file = file).into_owned(),
        ChainError::NoKey => tr!(words, "chain-no-key", file = file).into_owned(),
        other => about(words, file, &chain_problem(words, other)).into_owned(),
    }
}

/// Of something that was handed over: it has no name of its own.
fn given_error(words: &Words, what: Given, error: &ChainError) -> String {
    let what = match what {
        Given::Certificate => tr!(words, "certificate-given-certificate"),
        Given::Issued => tr!(words, "certificate-given-issued"),
        Given::Answer => tr!(words, "certificate-given-answer"),
        Given::Pfx => tr!(words, "certificate-given-pfx"),
    };
    about(words, &what, &chain_problem(words, error)).into_owned()
}

fn chain_problem(words: &Words, error: &ChainError) -> String {
    match error {
        ChainError::NoCertificate => tr!(words, "certificate-given-no-certificate"),
        ChainError::NoKey => tr!(words, "certificate-given-no-key"),
        ChainError::ForeignKey => tr!(words, "chain-foreign-key"),
        ChainError::Key(reason) => tr!(words, "chain-key", reason = sentence(words, reason)),
        ChainError::UnknownKey => tr!(words, "chain-unknown-key"),
        ChainError::Certificate(reason) => tr!(words, "chain-certificate", reason = sentence(words, reason)),
        ChainError::Damaged => tr!(words, "chain-damaged"),
    }
    .into_owned()
}

/// The label of a field of a request.
fn label(field: SubjectField) -> &'static str {
    match field {
        SubjectField::FriendlyName => "cert-friendly-name",
        SubjectField::Organization => "cert-organization",
        SubjectField::Unit => "cert-organizational-unit",
        SubjectField::CommonName => "cert-common-name",
        SubjectField::MoreNames(_) => "cert-further-names",
        SubjectField::Country => "cert-country",
        SubjectField::State => "cert-state",
        SubjectField::City => "cert-city",
    }
}

/// What is wrong with a field of a request.
pub fn subject_fault(words: &Words, fault: SubjectFault) -> String {
    match fault {
        SubjectFault::Missing => tr!(words, "val-required"),
        SubjectFault::TooLong { most } => tr!(words, "issue-too-long", max = most),
        SubjectFault::Character(c) if c.is_control() => tr!(words, "subject-control"),
        SubjectFault::Character(c) => tr!(words, "subject-character", character = c.to_string()),
        SubjectFault::NoHostName => tr!(words, "subject-no-host-name"),
        SubjectFault::Wildcard => tr!(words, "subject-wildcard"),
        SubjectFault::NoCountry => tr!(words, "subject-no-country"),
    }
    .into_owned()
}

/// Whether it is about the name of a server, which is told where the server is chosen.
pub fn is_about_a_name(finding: &Finding) -> bool {
    matches!(finding, Finding::NameNotCovered { .. })
}

/// What is to be said against a certificate, with the cure.
pub fn finding(words: &Words, finding: &Finding) -> String {
    let day = |at: &Timestamp| words.date(at.to_zoned(TimeZone::system()).date());
    match finding {
        Finding::Expired(at) => tr!(words, "finding-expired", date = day(at)),
        Finding::NotYetValid(at) => tr!(words, "finding-not-yet", date = day(at)),
        Finding::SelfSigned => tr!(words, "finding-self-signed"),
        Finding::Incomplete => tr!(words, "finding-incomplete"),
        Finding::UnknownRoot => tr!(words, "finding-unknown-root"),
        Finding::BrokenChain(name) => tr!(words, "finding-broken-chain", name = name),
        Finding::NameNotCovered { server, fqdn } => tr!(words, "cert-not-covered", server = server, fqdn = fqdn),
        Finding::NotForServers => tr!(words, "finding-not-for-servers"),
        Finding::WeakKey => tr!(words, "finding-weak-key"),
    }
    .into_owned()
}

/// Why an order at an online authority came to nothing.
pub fn order_trouble(words: &Words, trouble: &OrderTrouble) -> String {
    match trouble {
        OrderTrouble::Unreachable(authority, reason) => {
            tr!(words, "order-unreachable", authority = authority, reason = sentence(words, reason))
        }
        OrderTrouble::Port80(port, reason) => tr!(words, "order-port", port = port.to_string(), reason = sentence(words, reason)),
        OrderTrouble::ProofNotOffered(name) => tr!(words, "order-proof-not-offered", name = name),
        OrderTrouble::NotOrdered(name) => tr!(words, "order-not-ordered", name = name),
        OrderTrouble::NotProved(name, said) => tr!(words, "order-not-proved", name = name, answer = said),
        OrderTrouble::Refused(said) => tr!(words, "order-refused", answer = said),
        OrderTrouble::NeedsAccount => tr!(words, "order-needs-account"),
        OrderTrouble::AccountKey => tr!(words, "order-account-key"),
        OrderTrouble::Root => tr!(words, "order-root"),
        OrderTrouble::TimedOut => tr!(words, "order-timed-out"),
        OrderTrouble::Unusable(error) => tr!(words, "order-unusable", reason = certificate_error(words, error)),
        OrderTrouble::Certificate(error) => return certificate_error(words, error),
        OrderTrouble::Files(error) => return file_error(words, error),
        OrderTrouble::System(reason) => tr!(words, "refused-system", reason = sentence(words, reason)),
    }
    .into_owned()
}
