//! By which way mail leaves: remote domains, directly before the smart host, and the sender it leaves with.

use crate::dns::Dns;
use crate::office::{Office, delivered, directory};
use crate::peer::{Fault, Peer, Script};
use crate::smart_host::{smart, through};
use postkontor::config::{LocalDomain, RemoteDomain, RemoteDomains, Route, Scope, Settings, SmartHostTls, VirtualServer};
use postkontor::delivery::{Context, Happening, Trouble};
use postkontor::mail::{Address, Channel, Domain, ServerId, Span};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::{TcpListener, TcpSocket, TcpStream};

const MESSAGE: &[u8] = b"Subject: x\r\nFrom: Anna <anna@office.test>\r\n\r\nHello from anna@office.test\r\n";

fn d(text: &str) -> Domain {
    Domain::parse(text).unwrap()
}

fn entry(scope: Scope, route: Route) -> RemoteDomain {
    RemoteDomain { scope, relay: false, helo: false, require_tls: None, route }
}

fn to(peer: &Peer) -> Route {
    Route::SmartHost(smart(peer, SmartHostTls::None, false))
}

impl Office {
    fn remote(&self, domains: Vec<RemoteDomain>) {
        self.change(|context| {
            let mut settings = Settings::clone(&context.settings);
            settings.remote_domains = RemoteDomains::new(domains);
            context.settings = Arc::new(settings);
        });
    }
}

/// Recipients by their domain, at a server.
fn recipients(peer: &Peer) -> Vec<String> {
    let mut found: Vec<String> =
        peer.commands().iter().filter_map(|c| Some(c.strip_prefix("RCPT TO:<")?.split('>').next()?.to_owned())).collect();
    found.sort();
    found
}

#[tokio::test]
async fn a_remote_domain_goes_its_own_way_and_the_most_specific_one_counts() {
    let (provider, branch, lab) = (Script::good().start().await, Script::good().start().await, Script::good().at("127.0.0.6:0").await);
    let dns = Dns::start("eu.partner 60 IN MX 10 lab\nlab 60 IN A 127.0.0.6").await;
    let mut office = Office::closed(|server| {
        through(smart(&provider, SmartHostTls::None, false))(server);
        server.delivery.dns_servers = vec![dns.address];
        server.delivery.outbound.port = lab.address.port();
    });
    office.remote(vec![entry(Scope::Below(d("partner.test")), to(&branch)), entry(Scope::Domain(d("eu.partner.test")), Route::Direct)]);
    office.start();
    let all = ["a@far.test", "b@us.partner.test", "c@eu.partner.test", "d@x.eu.partner.test", "e@partner.test"];
    office.send("anna@office.test", &all, MESSAGE).await;
    office.empty().await;
    assert_eq!(recipients(&provider), ["a@far.test", "e@partner.test"]);
    assert_eq!(recipients(&branch), ["b@us.partner.test", "d@x.eu.partner.test"]);
    assert_eq!(recipients(&lab), ["c@eu.partner.test"]);
}

#[tokio::test]
async fn domains_with_other_terms_never_share_a_connection() {
    let peer = Script::good().offer("STARTTLS").start().await;
    let mut office = Office::closed(through(smart(&peer, SmartHostTls::None, false)));
    let one = |name, helo, require_tls| RemoteDomain { helo, require_tls, ..entry(Scope::Domain(d(name)), to(&peer)) };
    office.remote(vec![one("safe.test", false, Some(true)), one("old.test", true, None)]);
    office.start();
    office.send("anna@office.test", &["a@far.test", "b@safe.test", "c@old.test"], MESSAGE).await;
    office.empty().await;
    assert_eq!((peer.connections(), peer.messages().len()), (3, 3));
    let commands = peer.commands();
    let said = |what: &str| commands.iter().filter(|c| c.starts_with(what)).count();
    // In clear as the smart host is set; encrypted, which begins twice; and without any extension.
    assert_eq!((said("EHLO"), said("STARTTLS"), said("HELO")), (3, 1, 1), "{commands:?}");
    let used: Vec<bool> = office
        .events()
        .iter()
        .map(|event| match event {
            Happening::Delivered { reply, .. } => {
                assert!(reply.contains("in clear") || reply.contains("TLSv1.3 TLS13_"), "{reply}");
                reply.contains("TLSv1.3")
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(used.iter().filter(|tls| **tls).count(), 1);
}

#[tokio::test]
async fn what_was_used_is_kept_with_the_message_that_waits() {
    let peer = Script::good().offer("STARTTLS").offer("AUTH PLAIN").fault("RCPT", Fault::Say("451 4.2.0 later")).start().await;
    let office = Office::open(through(smart(&peer, SmartHostTls::StartTls, true))).await;
    office.send("anna@office.test", &["bob@far.test"], MESSAGE).await;
    office.happened(1).await;
    let queue = office.queue().await;
    let kept = format!("{:?}", queue[0]);
    assert!(kept.contains("TLSv1.3 TLS13_") && kept.contains("AUTH PLAIN") && kept.contains("451 4.2.0 later"), "{kept}");
}

/// Directly first; what is refused there goes through the provider.
async fn direct_first(receiving: Script) -> (Office, Peer, Peer, Dns) {
    let (far, provider) = (receiving.at("127.0.0.6:0").await, Script::good().start().await);
    let (port, way) = (far.address.port(), smart(&provider, SmartHostTls::None, false));
    let dns = Dns::start("far 60 IN A 127.0.0.6\nnull 60 IN MX 0 .").await;
    let office = Office::open(|server| {
        through(way)(server);
        server.delivery.direct_first = true;
        server.delivery.dns_servers = vec![dns.address];
        server.delivery.outbound.port = port;
    })
    .await;
    (office, far, provider, dns)
}

#[tokio::test]
async fn directly_first_and_through_the_smart_host_what_is_not_taken() {
    let (office, far, provider, _dns) =
        direct_first(Script::good().fault("RCPT b@far.test", Fault::Say("550 5.7.1 dynamic address"))).await;
    office.send("anna@office.test", &["a@far.test", "b@far.test"], MESSAGE).await;
    office.empty().await;
    assert_eq!((recipients(&provider), provider.messages().len(), far.messages().len()), (vec!["b@far.test".to_owned()], 1, 1));
    assert_eq!(delivered(&office.events()), 2);
}

#[tokio::test]
async fn directly_first_the_smart_host_helps_where_nobody_answers_and_not_where_nobody_is() {
    let (office, far, provider, _dns) =
        direct_first(Script::good().fault("greeting", Fault::Say("554 no")).fault("RCPT", Fault::Say("550 5.1.1 unknown"))).await;
    office.send("anna@office.test", &["a@far.test", "b@null.test", "c@none.test"], MESSAGE).await;
    office.empty().await;
    assert_eq!(recipients(&provider), ["a@far.test"]);
    assert_eq!(far.messages().len(), 0);
    let failed = office
        .events()
        .iter()
        .filter(|e| matches!(e, Happening::Failed { trouble: Trouble::NullMx(_) | Trouble::NoSuchDomain(_), .. }))
        .count();
    assert_eq!(failed, 2);
    // Who is unknown there is unknown.
    let (office, _far, provider, _dns) = direct_first(Script::good().fault("RCPT", Fault::Say("550 5.1.1 unknown"))).await;
    office.send("anna@office.test", &["a@far.test"], MESSAGE).await;
    office.empty().await;
    assert_eq!((recipients(&provider), office.mail_of(1).len()), (vec![], 1));
}

fn masquerade(server: &mut VirtualServer) {
    server.delivery.masquerade = Some(d("public.test"));
}

#[tokio::test]
async fn the_masquerade_domain_stands_in_envelope_and_from_of_submissions_only() {
    let peer = Script::good().start().await;
    let way = smart(&peer, SmartHostTls::None, false);
    let office = Office::open(|server| {
        through(way)(server);
        masquerade(server);
    })
    .await;
    let big = [MESSAGE, &b"x".repeat(200_000)].concat();
    office.send("anna@office.test", &["bob@far.test"], &big).await;
    office.empty().await;
    let said = peer.commands().into_iter().find(|c| c.starts_with("MAIL")).unwrap();
    let message = String::from_utf8(peer.messages().remove(0)).unwrap();
    assert!(said.starts_with("MAIL FROM:<anna@public.test> "), "{said}");
    // What SIZE promises is what comes.
    assert!(said.contains(&format!("SIZE={}", message.len() - 2)), "{said} {}", message.len());
    assert!(
        message.starts_with("Received: from test\r\nSubject: x\r\nFrom: Anna <anna@public.test>\r\n\r\nHello from anna@office.test\r\n")
    );
    assert_eq!(message.len() - 2, "Received: from test\r\n".len() + big.len() + "public".len() - "office".len());

    // What another server sent is passed on as it is.
    let mut transfer = office.envelope("anna@office.test", &["bob@far.test"]);
    transfer.origin.channel = Channel::Transfer;
    office.accept(transfer, MESSAGE).await;
    office.empty().await;
    assert!(peer.commands().iter().any(|c| c.starts_with("MAIL FROM:<anna@office.test>")));
    assert!(peer.messages()[1].windows(23).any(|w| w == b"Anna <anna@office.test>"));
    // And what stays here keeps its name.
    office.send("bo@office.test", &["anna@office.test"], MESSAGE).await;
    office.empty().await;
    assert!(office.mail_of(1)[0].1.windows(23).any(|w| w == b"Anna <anna@office.test>"));
}

#[tokio::test]
async fn reports_about_masqueraded_mail_go_where_its_sender_is_known() {
    let peer = Script::good().fault("RCPT gone@far.test", Fault::Say("550 5.1.1 nobody")).start().await;
    let way = smart(&peer, SmartHostTls::None, false);
    let office = Office::open(|server| {
        through(way)(server);
        masquerade(server);
    })
    .await;
    office.send("anna@office.test", &["gone@far.test"], MESSAGE).await;
    office.empty().await;
    assert_eq!((recipients(&peer), office.mail_of(1).len()), (vec!["anna@public.test".to_owned(), "gone@far.test".to_owned()], 0));
    // Where that name is ours as well and nobody has it, the sender hears under the own one.
    let before = office.context.borrow().clone();
    office.change(|context| {
        let mut settings = Settings::clone(&context.settings);
        let public = LocalDomain { name: d("public.test"), ..settings.local_domains[0].clone() };
        settings.local_domains.push(public);
        context.directory = Arc::new(directory(&settings, |_| ()));
        context.settings = Arc::new(settings);
    });
    office.send("anna@office.test", &["gone@far.test"], MESSAGE).await;
    office.empty().await;
    assert_eq!(office.mail_of(1).len(), 1);
    office.change(|context| *context = Context::clone(&before));
    // About a mailbox here the sender hears here.
    office.send("anna@office.test", &["nobody@office.test"], MESSAGE).await;
    office.empty().await;
    assert_eq!(office.mail_of(1).len(), 2);
}

#[tokio::test]
async fn a_smart_host_with_a_sender_gets_everything_as_that() {
    let peer = Script::good().start().await;
    let mut way = smart(&peer, SmartHostTls::None, false);
    way.sender = Some(Address::parse("box@isp.test").unwrap());
    let office = Office::open(|server| {
        through(way)(server);
        masquerade(server);
    })
    .await;
    office.send("anna@office.test", &["bob@far.test"], MESSAGE).await;
    office.empty().await;
    let message = String::from_utf8(peer.messages().remove(0)).unwrap();
    assert!(peer.commands().iter().any(|c| c.starts_with("MAIL FROM:<box@isp.test>")));
    let wanted = "Received: from test\r\nFrom: <box@isp.test>\r\nReply-To: Anna <anna@office.test>\r\nSubject: x\r\n\r\nHello";
    assert!(message.starts_with(wanted), "{message}");
    // The null sender of reports stays (RFC 5321 §6.1).
    office.send("", &["bob@far.test"], MESSAGE).await;
    office.empty().await;
    assert!(peer.commands().iter().any(|c| c.starts_with("MAIL FROM:<>")));
}

/// A server that takes no connection any more: whoever calls hears nothing at all.
struct Deaf {
    _listener: TcpListener,
    _callers: Vec<tokio::task::JoinHandle<Option<TcpStream>>>,
}

async fn deaf(address: SocketAddr) -> (Deaf, SocketAddr) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(address).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut callers = vec![];
    // As many as the system lets wait, and then some who wait to be let in.
    for _ in 0..12 {
        callers.push(tokio::spawn(async move { TcpStream::connect(address).await.ok() }));
    }
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert!(callers.iter().any(|c| !c.is_finished()), "nobody waits");
    (Deaf { _listener: listener, _callers: callers }, address)
}

#[tokio::test]
async fn three_receiving_servers_that_are_silent_tell_that_the_port_is_blocked_until_one_answers() {
    let good = Script::good().at("127.0.0.9:0").await;
    let port = good.address.port();
    let mut silent = vec![];
    for host in 3..=5 {
        silent.push(deaf(SocketAddr::from(([127, 0, 0, host], port))).await.0);
    }
    let dns = Dns::start("one 60 IN A 127.0.0.3\ntwo 60 IN A 127.0.0.4\nthree 60 IN A 127.0.0.5\ngood 60 IN A 127.0.0.9").await;
    let office = Office::open(|server| {
        server.delivery.dns_servers = vec![dns.address];
        server.delivery.outbound.port = port;
        server.delivery.outbound.timeout = Span::seconds(1);
    })
    .await;
    let unheard = |office: &Office| office.handle.as_ref().unwrap().unheard();
    office.send("anna@office.test", &["a@one.test", "a@two.test"], MESSAGE).await;
    office.happened(2).await;
    assert_eq!(unheard(&office), []);
    office.send("anna@office.test", &["a@three.test"], MESSAGE).await;
    office.happened(3).await;
    assert_eq!(unheard(&office), [ServerId(1)]);
    office.send("anna@office.test", &["a@good.test"], MESSAGE).await;
    office.happened(4).await;
    assert_eq!((unheard(&office), good.messages().len()), (vec![], 1));
}
