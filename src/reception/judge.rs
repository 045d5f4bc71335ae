//! Answers the questions of a session: collects the facts, lets `policy` decide, and says so in the log.

use super::Reception;
use super::entrance::{Opening, Place};
use super::happening::{Happening, What};
use super::registry::Attendance;
use super::rules::Rules;
use super::trace::Reverse;
use crate::accounts::{Outcome, Resolution, Target, Unavailable};
use crate::mail::{Address, AddressError, Host};
use crate::net::Found;
use crate::policy::past::{Deed, Past};
use crate::policy::{
    AccountFacts, Client, ConnectFacts, Locality, Names, RecipientFacts, RuleId, SlowFacts, State, SubmitFacts, Tls, Verdict,
};
use crate::smtp::body::LineEndings;
use crate::smtp::command::Path;
use crate::smtp::sasl::ntlm::filetime;
use crate::smtp::sasl::scram::Keys;
use crate::smtp::sasl::{Claim, Credentials, Inquiry, Material, encode_base64};
use crate::smtp::session::{Account, Forward, Sender};
use crate::smtp::{Admission, Answer, Question, Reply, Session};
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// Decides for one session.
pub(super) struct Judge<'a> {
    reception: &'a Arc<Reception>,
    rules: &'a Rules,
    client: IpAddr,
    attendance: &'a Attendance,
    connect: ConnectFacts<'static>,
    /// What the DNS calls the client; looked up at most once, and only where something depends on it.
    found: OnceLock<Found>,
    place: &'a Place,
}

impl<'a> Judge<'a> {
    pub(super) fn new(
        reception: &'a Arc<Reception>,
        rules: &'a Rules,
        client: IpAddr,
        attendance: &'a Attendance,
        place: &'a Place,
        opening: Opening,
    ) -> Self {
        let state = match opening {
            Opening::Open => State::Running,
            Opening::Paused => State::Paused,
            Opening::Closing => State::Stopping,
        };
        let blocked_until = reception.failures().blocked(client, rules.policy.limits(), Instant::now());
        let blocked_by_hand = reception.blocks().until(client, (reception.clock)()).is_some();
        let connect = ConnectFacts {
            client,
            names: Names::default(),
            blocked_by_hand,
            blocked_until,
            state,
            sessions: place.sessions,
            sessions_of_address: place.from_address,
        };
        Self { reception, rules, client, attendance, connect, found: OnceLock::new(), place }
    }

    pub(super) fn rules(&self) -> &'a Rules {
        self.rules
    }

    pub(super) fn client_address(&self) -> IpAddr {
        self.client
    }

    /// Tells whoever watches what happened in this session.
    pub(super) fn tell(&self, what: What) {
        let (server, session, client) = (self.rules.server.id, self.attendance.id(), self.client);
        (self.reception.told.watcher)(Happening { server, session, client, what });
    }

    /// Keeps what the client was allowed to do, for *Who is affected?*.
    fn remember(&self, session: Option<&Session>, deed: Deed) {
        let bits = session.and_then(|session| session.client().tls.as_ref()).map(|tls| tls.bits);
        (self.reception.told.facts)(Past { server: self.rules.server.id, client: self.client, bits, deed });
    }

    /// The verdict that refuses the client because there are too many, and for no other reason.
    pub(super) fn over_a_limit(&self) -> Option<Verdict> {
        let verdict = self.rules.policy.connect(&self.connect);
        let over = !verdict.accepted() && matches!(verdict.rule, RuleId::ConnectionLimit | RuleId::ConnectionLimitPerAddress);
        over.then_some(verdict)
    }

    pub(super) fn is_submission(&self, session: &Session) -> bool {
        self.rules.policy.is_submission(&self.client(session, None))
    }

    pub(super) async fn answer(&self, question: Question, session: &Session) -> Answer {
        match question {
            Question::Connect => Box::pin(self.connect()).await,
            Question::Inquire(inquiry) => self.inquire(&inquiry, session),
            // Seldom, and big: it must not make the room of every idle session bigger.
            Question::Authenticate(claim) => Box::pin(self.authenticate(claim, session)).await,
            Question::Sender(sender) => self.sender(&sender, session),
            Question::Recipient(forward) => {
                let full = self.rules.standing.directory.has_quotas() && Box::pin(self.is_full(&forward)).await;
                self.recipient(&forward, session, full)
            }
            Question::Slow => self.slow(session),
        }
    }

    /// The sender of everything the client sends, where it is such a device.
    pub(super) fn fixed_sender(&self) -> Option<&Address> {
        self.rules.policy.device(self.client).and_then(|(_, device)| device.sender.as_ref())
    }

    /// What the DNS says to the name that the client gave itself.
    pub(super) fn reverse(&self, helo: &str) -> Reverse {
        match self.found.get().filter(|_| self.rules.server.delivery.reverse_lookup) {
            None => Reverse::NotAsked,
            Some(found) if found.confirmed.iter().any(|name| name.as_str().eq_ignore_ascii_case(helo)) => Reverse::Same,
            Some(found) if found.complete => Reverse::Other,
            Some(_) => Reverse::Failed,
        }
    }

    async fn connect(&self) -> Answer {
        let (server, client) = (&self.rules.server, self.client);
        if self.rules.policy.wants_names(&self.connect) {
            let found = self.reception.names.of(client, &server.delivery.dns_servers).await;
            if let Some(name) = self.found.get_or_init(|| found).confirmed.first() {
                self.attendance.set_name(name);
            }
        }
        let verdict = self.rules.policy.connect(&ConnectFacts { names: self.names(), ..self.connect });
        if verdict.rule == RuleId::ConnectionNameUnanswered {
            tracing::warn!(server = %server.name, %client, admitted = verdict.accepted(), "the DNS does not say what this client is called, and the connection list has domains");
        }
        if let Some(refusal) = self.refused(&verdict, None, "connect") {
            return refusal;
        }
        self.remember(None, Deed::Connected);
        Answer::Admit(self.admission())
    }

    fn admission(&self) -> Admission {
        let Some((_, device)) = self.rules.policy.device(self.client) else { return Admission::default() };
        Admission {
            line_endings: if device.correct_line_endings { LineEndings::Correct } else { LineEndings::Strict },
            may_send_in_clear: device.may_send_in_clear,
            max_size: device.max_size,
        }
    }

    fn names(&self) -> Names<'_> {
        self.found.get().map_or_else(Names::default, |found| Names { confirmed: &found.confirmed, complete: found.complete })
    }

    /// What a mechanism must know: of the account the name means, or made up so that nobody can tell.
    fn inquire(&self, inquiry: &Inquiry, session: &Session) -> Answer {
        let verdict = self.rules.policy.log_on_integrated(self.deemed(session));
        if let Some(refusal) = self.refused(&verdict, None, "log on") {
            return refusal;
        }
        let standing = &self.rules.standing;
        let find = |name: &str| standing.accounts.find(name, &self.rules.domains);
        Answer::Material(match inquiry {
            Inquiry::Scram { name } => {
                let keys = find(name).and_then(|account| account.scram.clone());
                let known = keys.is_some();
                let keys = keys.unwrap_or_else(|| {
                    let stand_in = standing.accounts.stand_in(name, &self.rules.domains);
                    let iterations = standing.accounts.usual_iterations().unwrap_or(standing.settings.scram_iterations());
                    Keys::decoy(self.reception.decoys.expose(), &stand_in, iterations)
                });
                let nonce = encode_base64(&rand::random::<[u8; 18]>()).into();
                Material::Scram { keys, known, nonce }
            }
            Inquiry::NtlmChallenge => {
                let time = filetime((self.reception.clock)());
                Material::NtlmChallenge { challenge: rand::random(), time }
            }
            Inquiry::NtHash { name } => Material::NtHash(find(name).and_then(|account| account.nt.clone())),
        })
    }

    /// The channel as the rules see it: a device that may send in clear may log on in clear.
    fn deemed(&self, session: &Session) -> Option<Tls> {
        self.rules.policy.deemed(self.client, tls(session))
    }

    async fn authenticate(&self, claim: Claim, session: &Session) -> Answer {
        let (policy, tls) = (&self.rules.policy, self.deemed(session));
        let (verdict, name, authzid) = match &claim {
            Claim::Password(given) => (policy.log_on(tls), given.authcid.clone(), &given.authzid),
            Claim::Proof(given) => (policy.log_on_integrated(tls), given.authcid.clone(), &given.authzid),
        };
        if let Some(refusal) = self.refused(&verdict, None, "log on") {
            return refusal;
        }
        // An identity to act for may be named, but only one's own.
        if !authzid.is_empty() && !authzid.eq_ignore_ascii_case(&name) {
            return self.failed(&name, "asked to act for another account");
        }
        let outcome = match claim {
            Claim::Password(given) => self.verify(given).await,
            Claim::Proof(given) => match given.verdict {
                Ok(()) => match self.rules.standing.accounts.find(&name, &self.rules.domains) {
                    Some(account) if account.enabled => Ok(Outcome::Granted(account.id)),
                    Some(_) => Ok(Outcome::Disabled),
                    None => Ok(Outcome::Wrong),
                },
                Err(denial) => return self.failed(&name, &denial.to_string()),
            },
        };
        let (server, client) = (&self.rules.server.name, self.client);
        match outcome {
            Ok(Outcome::Granted(id)) => {
                self.reception.failures().record_success(self.client, Instant::now());
                let shown = self.rules.standing.accounts.account(id).map_or(name, |a| a.name.clone().into());
                tracing::info!(%server, %client, account = %shown, "logged on");
                self.tell(What::LoggedOn { account: id });
                self.remember(Some(session), Deed::LoggedOn(id));
                Answer::LoggedOn(Account { id, name: shown })
            }
            Ok(Outcome::Wrong) => self.failed(&name, "wrong name or password"),
            Ok(Outcome::Disabled) => {
                tracing::info!(%server, %client, account = ?name, "log-on refused: the account is disabled");
                self.tell(What::LogOnFailed {
                    account: self.rules.standing.accounts.find(&name, &self.rules.domains).map(|a| a.id),
                    blocked: false,
                });
                Answer::Refuse(Reply::account_disabled())
            }
            Err(error @ (Unavailable::Busy | Unavailable::Broken)) => {
                tracing::warn!(%server, %client, %error, "log-on not verified");
                Answer::Refuse(Reply::authentication_unavailable())
            }
        }
    }

    /// Verifies a password, and makes the keys from it that could not be made without.
    async fn verify(&self, given: Credentials) -> Result<Outcome, Unavailable> {
        let standing = &self.rules.standing;
        let (reception, iterations) = (self.reception.clone(), standing.settings.scram_iterations());
        let learner = standing.accounts.find(&given.authcid, &self.rules.domains).filter(|a| reception.learning.wants(a, iterations));
        let learner = learner.map(|account| (account.clone(), given.password.clone()));
        let outcome = reception
            .verifier
            .verify(&standing.accounts, &self.rules.domains, self.client, &given.authcid, given.password, Instant::now())
            .await?;
        if let (Outcome::Granted(_), Some((account, password))) = (outcome, learner) {
            tokio::task::spawn_blocking(move || reception.learning.learn(&account, &password, iterations));
        }
        Ok(outcome)
    }

    fn failed(&self, name: &str, why: &str) -> Answer {
        let blocked = self.reception.failures().record_failure(self.client, self.rules.policy.limits(), Instant::now());
        // What was typed as a name may be a password typed into the wrong field: only known names are written down.
        let account = self.rules.standing.accounts.find(name, &self.rules.domains);
        let known = account.map_or("(unknown)", |a| &a.name);
        self.tell(What::LogOnFailed { account: account.map(|a| a.id), blocked: blocked.is_some() });
        tracing::warn!(server = %self.rules.server.name, client = %self.client, account = %known, blocked = blocked.is_some(), "log-on failed: {why}");
        // Row 18: the failure that spends the budget is the last one.
        if blocked.is_some() { Answer::RefuseAndClose(Reply::too_many_failures()) } else { Answer::WrongCredentials }
    }

    fn sender(&self, sender: &Sender, session: &Session) -> Answer {
        let qualified = match &sender.path {
            _ if self.fixed_sender().is_some() => self.fixed_sender().cloned(),
            Path::Null => None,
            Path::Mailbox(address) => Some(address.clone()),
            Path::Unqualified(local) => match self.complete(local, session, false) {
                Ok(address) => Some(address),
                Err(answer) => return answer,
            },
            Path::Postmaster => return Answer::Refuse(Reply::unqualified_sender()),
        };
        let client = self.client(session, qualified.as_ref());
        let facts = SubmitFacts {
            client,
            null_sender: qualified.is_none(),
            size: sender.size,
            has_room: self.reception.spool.has_room(self.rules.server.disk_reserve),
            is_well: self.reception.spool.trouble().is_none(),
        };
        let verdict = self.rules.policy.submit(&facts);
        self.refused(&verdict, qualified.as_ref(), "send").unwrap_or(Answer::Sender(qualified))
    }

    /// Whether all the mailboxes behind an address are full.
    async fn is_full(&self, forward: &Forward) -> bool {
        let Path::Mailbox(address) = &forward.path else { return false };
        let standing = &self.rules.standing;
        for target in standing.directory.expand(address) {
            let Target::Account(id) = target else { return false };
            let Some(quota) = standing.directory.quota(id) else { return false };
            if standing.usage.octets(id, RECOUNT).await < quota.octets() {
                return false;
            }
        }
        true
    }

    fn recipient(&self, forward: &Forward, session: &Session, full: bool) -> Answer {
        let directory = &self.rules.standing.directory;
        let (address, resolution) = match &forward.path {
            Path::Mailbox(address) => (address.clone(), directory.resolve(address)),
            Path::Postmaster => {
                let Some(address) = self.postmaster() else { return Answer::Refuse(Reply::unknown_recipient()) };
                (address, directory.resolve_postmaster())
            }
            Path::Unqualified(local) => match self.complete(local, session, true) {
                Ok(address) => {
                    let resolution = directory.resolve(&address);
                    (address, resolution)
                }
                Err(answer) => return answer,
            },
            Path::Null => return Answer::Refuse(Reply::unqualified_recipient()),
        };
        let locality = match resolution {
            _ if full => Locality::Full,
            Resolution::Account(_) => Locality::Account,
            Resolution::Alias(_) => Locality::Alias,
            Resolution::CatchAll(_) => Locality::CatchAll,
            Resolution::Postmaster(_) => Locality::Postmaster,
            Resolution::Unknown => Locality::Unknown,
            Resolution::NotLocal => self.elsewhere(&address),
        };
        let null_sender = session.transaction().is_some_and(|t| t.sender.is_none());
        let facts = RecipientFacts { client: self.client(session, None), locality, null_sender, accepted: forward.index };
        let verdict = self.rules.policy.recipient(&facts);
        if let Some(refusal) = self.refused(&verdict, Some(&address), "send to") {
            return refusal;
        }
        let sender = session.transaction().and_then(|t| t.sender.clone());
        let account = session.facts().account.map(|account| account.id);
        self.remember(Some(session), Deed::Sent { account, sender, recipient: address.clone() });
        Answer::Recipient(address)
    }

    /// An address of other people: perhaps anybody may send to their domain through us.
    fn elsewhere(&self, address: &Address) -> Locality {
        let remote = &self.rules.standing.settings.remote_domains;
        match address.domain().and_then(|domain| remote.find(domain)) {
            Some((at, entry)) if entry.relay => Locality::Relayed(at),
            _ => Locality::NotLocal,
        }
    }

    fn slow(&self, session: &Session) -> Answer {
        let facts = SlowFacts { client: self.client(session, None), sessions: self.place.sessions_now(), room: self.reception.room };
        let verdict = self.rules.policy.slow(&facts);
        self.refused(&verdict, None, "go on sending so slowly").unwrap_or(Answer::GoOn)
    }

    /// RFC 5321 §4.1.1.3: `<postmaster>` without a domain is that of this host: of the default domain.
    fn postmaster(&self) -> Option<Address> {
        let domain = self.rules.standing.settings.default_domain()?.name.clone();
        Address::new("postmaster", Host::Domain(domain)).ok()
    }

    /// An address without a domain gets the default domain, if the client may leave it out (row 42).
    fn complete(&self, local: &str, session: &Session, recipient: bool) -> Result<Address, Answer> {
        let refusal = || Answer::Refuse(if recipient { Reply::unqualified_recipient() } else { Reply::unqualified_sender() });
        match self.rules.policy.completion(&self.client(session, None), recipient) {
            Ok(domain) => Address::new(local, Host::Domain(domain.clone())).map_err(|_: AddressError| refusal()),
            Err(verdict) => Err(self.refused(&verdict, None, "send").unwrap_or_else(refusal)),
        }
    }

    fn client(&self, session: &Session, sender: Option<&Address>) -> Client<'_> {
        let standing = &self.rules.standing;
        // An account removed since it logged on has no permission left.
        let account = session.facts().account.map(|logged_on| {
            let account = standing.accounts.account(logged_on.id);
            AccountFacts {
                id: logged_on.id,
                submit: account.is_some_and(|a| a.submit),
                relay: account.is_some_and(|a| a.relay),
                rights: self.rules.policy.rights(logged_on.id, standing.accounts.groups_of(logged_on.id)),
                sender_check: account.is_none_or(|a| a.sender_check),
                owns_sender: standing.directory.owns_sender(logged_on.id, sender),
            }
        });
        Client { address: self.client, tls: tls(session), account, names: self.names() }
    }

    /// The answer of a refusal, after it was written down with its rule.
    fn refused(&self, verdict: &Verdict, address: Option<&Address>, what: &str) -> Option<Answer> {
        let answer = verdict.answer(address)?;
        tracing::info!(server = %self.rules.server.name, client = %self.client, rule = %verdict.rule, address = ?address, "refused to {what}");
        self.tell(What::Refused { rule: verdict.rule, address: address.cloned() });
        Some(answer)
    }
}

fn tls(session: &Session) -> Option<Tls> {
    session.client().tls.as_ref().map(|tls| Tls { bits: tls.bits })
}

/// How long the counted size of a mailbox is good for: its reader may have made room meanwhile.
const RECOUNT: Duration = Duration::from_secs(60);
