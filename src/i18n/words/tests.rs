use super::*;
use crate::tr;

#[test]
fn polish_has_one_few_and_many() {
    let words = Words::of(Language::Polish);
    for (count, shown) in [
        (0, "0 minut"),
        (1, "1 minuta"),
        (2, "2 minuty"),
        (5, "5 minut"),
        (12, "12 minut"),
        (22, "22 minuty"),
        (25, "25 minut"),
        (102, "102 minuty"),
        (112, "112 minut"),
    ] {
        assert_eq!(tr!(words, "unit-minutes", count = count), shown);
    }
}

#[test]
fn numbers_in_texts_are_grouped_but_ports_are_not() {
    let words = Words::of(Language::German);
    assert_eq!(tr!(words, "common-range", min = 1, max = 99_999), "1 bis 99.999");
    assert_eq!(tr!(words, "wiz-vs-use-port", port = 2525_u16), "Stattdessen Port 2525 verwenden");
}

#[test]
fn texts_come_without_the_mnemonic_and_labels_with_it() {
    let words = Words::of(Language::English);
    assert_eq!(tr!(words, "acc-btn-relay"), "Relay…");
    assert_eq!(words.label("acc-btn-relay").mnemonic, Some('l'));
    assert_eq!(words.label("tree-root"), Label::plain("Postkontor"));
    assert_eq!(Words::of(Language::Chinese).text("acc-btn-relay"), "中继…");
    assert_eq!(Words::of(Language::Chinese).title("acc-btn-relay"), "中继");
    assert_eq!(words.title("acc-btn-authentication"), "Authentication");
    let chinese = Words::of(Language::Chinese).label("acc-btn-relay");
    assert_eq!((chinese.text.as_str(), chinese.mnemonic), ("中继(L)…", Some('l')));
}

#[test]
fn a_caption_keeps_the_mnemonic_before_the_colon() {
    assert_eq!(Words::of(Language::English).caption("gen-ip-address").text, "IP address:");
    assert_eq!(Words::of(Language::Chinese).caption("gen-ip-address").text, "IP 地址(I):");
    assert_eq!(Words::of(Language::German).caption("gen-ip-address").mnemonic, Some('i'));
}

#[test]
fn an_ampersand_in_a_name_is_not_a_mnemonic() {
    let words = Words::of(Language::English);
    let mut arguments = Arguments::new();
    arguments.set("change", "Relay of Berg&Dal");
    let label = words.label_with("menu-undo-change", &arguments);
    assert_eq!(label.text, "Undo: Relay of Berg&Dal");
    assert_ne!(label.mnemonic, Some('d'));
    assert_eq!(tr!(words, "account-properties-title", name = "Berg&Dal"), "Berg&Dal Properties");
}

#[test]
fn the_english_name_and_the_name_of_the_article_stand_beside_the_label() {
    let words = Words::with_english_names(Language::Polish);
    assert_eq!(words.name("tab-delivery").second.as_deref(), Some("Delivery"));
    assert_eq!(words.label("acc-btn-relay").second.as_deref(), Some("Relay"));
    assert_eq!(words.caption("gen-ip-address").second.as_deref(), Some("IP address"));
    assert_eq!(words.heading("acc-btn-authentication").second.as_deref(), Some("Authentication"));
    assert_eq!(words.article_name("tab-delivery"), Some("Delivery"));
    assert_eq!(words.article_name("tab-messages"), None);
    assert_eq!(words.second_name("tab-delivery"), Some("Delivery"));
    assert_eq!((words.article_name("common-error"), words.second_name("common-error")), (Some("komunikat o błędzie"), None));
    assert_eq!(words.label("btn-ok").second, None);
    assert_eq!(Words::of(Language::Polish).name("tab-delivery").second, None);
    assert_eq!(Words::with_english_names(Language::English).name("tab-delivery").second, None);
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "has no no-such-key")]
fn an_unknown_key_is_noticed() {
    let _ = Words::of(Language::English).text("no-such-key");
}
