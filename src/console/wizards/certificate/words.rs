//! What can be found on each page of the wizard: labels and their controls, and the way there.

use super::Page;
use crate::console::find::places::Words;

/// What can be found on a page.
pub fn of_page(page: Page) -> Words {
    match page {
        Page::Welcome => &[("cert-wizard", "certificate-welcome.next"), ("cert-wizard-welcome", "certificate-welcome.next")],
        Page::Kind => &[
            ("cert-page-server-certificate", "certificate-kind.create"),
            ("cert-create-new", "certificate-kind.create"),
            ("cert-assign-existing", "certificate-kind.assign"),
            ("cert-import-pfx", "certificate-kind.import"),
        ],
        Page::When => &[
            ("cert-page-delayed", "certificate-when.later"),
            ("cert-prepare-later", "certificate-when.later"),
            ("cert-send-now", "certificate-when.online"),
            ("cert-issue-now", "certificate-when.office"),
        ],
        Page::Name => &[
            ("cert-page-name-security", "certificate-name.name"),
            ("cert-friendly-name", "certificate-name.name"),
            ("cert-bit-length", "certificate-name.key"),
            ("cert-key-too-long", "certificate-name.key"),
        ],
        Page::Organization => &[
            ("cert-page-organization", "certificate-organization.name"),
            ("cert-organization", "certificate-organization.name"),
            ("cert-organizational-unit", "certificate-organization.unit"),
        ],
        Page::CommonName => &[
            ("cert-page-common-name", "certificate-common-name.name"),
            ("cert-common-name", "certificate-common-name.name"),
            ("cert-further-names", "certificate-common-name.further"),
        ],
        Page::Place => &[
            ("cert-page-geographical", "certificate-place.country"),
            ("cert-country", "certificate-place.country"),
            ("cert-state", "certificate-place.state"),
            ("cert-city", "certificate-place.city"),
        ],
        Page::File => &[("cert-page-request-file", "certificate-file.name"), ("cert-file-name", "certificate-file.name")],
        Page::Authority => &[
            ("cert-page-choose-ca", "certificate-authority.which"),
            ("cert-authority", "certificate-authority.which"),
            ("cert-contact", "certificate-authority.contact"),
            ("cert-proof-http", "certificate-authority.http"),
            ("cert-proof-dns", "certificate-authority.dns"),
            ("cert-agree", "certificate-authority.agree"),
        ],
        Page::Submission => &[("cert-page-submission", "certificate-submission.next"), ("cert-ca", "certificate-submission.next")],
        Page::Available => &[
            ("cert-page-available", "certificate-available.list"),
            ("cert-col-issued-to", "certificate-available.list"),
            ("cert-col-issued-by", "certificate-available.list"),
            ("cert-col-expires", "certificate-available.list"),
            ("cert-col-purpose", "certificate-available.list"),
        ],
        Page::Import => &[
            ("cert-page-import", "certificate-import.file"),
            ("cert-path-file-name", "certificate-import.file"),
            ("cert-key-file", "certificate-import.key"),
            ("cert-mark-exportable", "certificate-import.exportable"),
        ],
        Page::Pending => &[
            ("cert-page-pending", "certificate-pending.process"),
            ("cert-process-pending", "certificate-pending.process"),
            ("cert-save-pending", "certificate-pending.save"),
            ("cert-delete-pending", "certificate-pending.delete"),
        ],
        Page::Answer => &[("cert-page-process", "certificate-answer.file"), ("cert-path-file-name", "certificate-answer.file")],
        Page::Modify => &[
            ("cert-page-modify", "certificate-modify.renew"),
            ("cert-renew", "certificate-modify.renew"),
            ("cert-remove", "certificate-modify.remove"),
            ("cert-replace", "certificate-modify.replace"),
            ("cert-export-pfx", "certificate-modify.export"),
        ],
        Page::Export => &[
            ("cert-page-export", "certificate-export.file"),
            ("cert-pfx-modern", "certificate-export.modern"),
            ("cert-pfx-legacy", "certificate-export.legacy"),
        ],
        _ => &[],
    }
}

/// From which page one comes to this one, and what one chooses there.
pub fn way_of(page: Page) -> (Page, &'static [&'static str]) {
    match page {
        Page::When => (Page::Kind, &["cert-create-new"]),
        Page::Name => (Page::When, &["btn-next"]),
        Page::Organization => (Page::Name, &["btn-next"]),
        Page::CommonName => (Page::Organization, &["btn-next"]),
        Page::Place => (Page::CommonName, &["btn-next"]),
        Page::File => (Page::Place, &["btn-next"]),
        Page::Authority => (Page::Place, &["btn-next"]),
        Page::Submission => (Page::Place, &["btn-next"]),
        Page::Available => (Page::Kind, &["cert-assign-existing"]),
        Page::Import => (Page::Kind, &["cert-import-pfx"]),
        Page::Answer => (Page::Pending, &["cert-process-pending"]),
        Page::Export => (Page::Modify, &["cert-export-pfx"]),
        _ => (Page::Welcome, &["btn-next"]),
    }
}
