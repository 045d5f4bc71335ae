//! Check DNS and DNS Lookup.

use crate::dns::Dns;
use postkontor::advice::job::NotFound;
use postkontor::advice::{check_dns, look_up};
use std::net::IpAddr;

async fn zone() -> Dns {
    Dns::start(
        "mail 60 IN A 192.0.2.1\nmail 60 IN AAAA 2001:db8::1\nalias 60 IN CNAME mail.test.\ntext 60 IN TXT \"no address\"\nlone 60 IN A 127.0.0.9",
    )
    .await
}

/// A DNS server that takes every question and answers none.
async fn silent() -> (tokio::net::UdpSocket, String) {
    let socket = tokio::net::UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap().to_string();
    (socket, address)
}

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

#[tokio::test]
async fn a_name_is_found_with_both_families_and_compared_with_the_bindings() {
    let dns = zone().await;
    let servers = [dns.address.to_string()];
    for (binding, reaches) in [("192.0.2.1", Some(true)), ("192.0.2.99", Some(false)), ("*", None)] {
        let found = check_dns(" Mail.test ", &servers, &[binding.to_owned()]).await;
        assert_eq!(found.addresses, Ok(vec![(ip("192.0.2.1"), None), (ip("2001:db8::1"), None)]));
        assert_eq!((found.reaches_us, found.alias_of, &found.asked[..]), (reaches, None, &servers[..]));
        assert!(!found.took.is_zero());
    }
}

#[tokio::test]
async fn an_address_is_followed_back_to_its_name() {
    let reverse = Dns::of("2.0.192.in-addr.arpa.", "1 60 IN PTR mail.test.").await;
    let resolver = postkontor::net::Resolver::new(&[reverse.address]).unwrap();
    assert_eq!(resolver.reverse(ip("192.0.2.1")).await.unwrap().as_str(), "mail.test");
    assert!(resolver.reverse(ip("192.0.2.2")).await.is_err());
    let both = Dns::with("2.0.192.in-addr.arpa.", "1 60 IN PTR out.provider.test.", "mail 60 IN A 192.0.2.1").await;
    let found = check_dns("mail.test", &[both.address.to_string()], &[]).await;
    assert_eq!(found.addresses, Ok(vec![(ip("192.0.2.1"), Some("out.provider.test".to_owned()))]));
}

#[tokio::test]
async fn an_alias_is_told_with_its_target() {
    let dns = zone().await;
    let found = check_dns("alias.test", &[dns.address.to_string()], &[]).await;
    assert_eq!(found.alias_of.as_deref(), Some("mail.test"));
    assert_eq!(found.addresses.unwrap().len(), 2);
}

#[tokio::test]
async fn missing_names_names_without_address_and_no_names_are_told_apart_from_silence() {
    let dns = zone().await;
    let servers = [dns.address.to_string()];
    assert_eq!(check_dns("nowhere.test", &servers, &[]).await.addresses, Err(NotFound::NoSuchHost));
    assert_eq!(check_dns("text.test", &servers, &[]).await.addresses, Err(NotFound::NoSuchHost));
    let none = check_dns("no name", &servers, &[]).await;
    assert_eq!((none.addresses, none.asked), (Err(NotFound::NoName), vec![]));
}

#[tokio::test]
async fn a_silent_server_is_named_and_the_next_one_asked() {
    let (dns, (_socket, silent)) = (zone().await, silent().await);
    let servers = [silent.clone(), dns.address.to_string()];
    let found = check_dns("lone.test", &servers, &["127.0.0.9".into()]).await;
    assert_eq!((found.reaches_us, &found.asked[..]), (Some(true), &servers[..]));
    let alone = check_dns("lone.test", std::slice::from_ref(&silent), &[]).await;
    assert!(matches!(&alone.addresses, Err(NotFound::NoAnswer(said)) if said.contains(&silent)), "{alone:?}");
}

#[tokio::test]
async fn the_computers_own_names_are_looked_up() {
    assert!(look_up("localhost").await.unwrap().iter().all(|address| address.is_loopback()));
    assert_eq!(look_up(" ::ffff:192.0.2.1 ").await, Ok(vec![ip("192.0.2.1")]));
    assert_eq!(look_up("no name").await, Err(NotFound::NoName));
}
