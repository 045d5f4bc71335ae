### Words of the articles: mail programs, tests, terms.

oe-outlook-express = Outlook Express
oe-accounts = Accounts
oe-mail-tab = Mail
oe-servers-tab = Servers
oe-advanced-tab = Advanced
oe-logon-spa = Log on using Secure Password Authentication
oe-outgoing = Outgoing mail (SMTP)
oe-requires-ssl = This server requires a secure connection (SSL)
oe-outgoing-auth-settings = Outgoing mail server authentication settings

test-network-monitor = Network Monitor
test-capture = Capture
test-packet = Packet
test-port = Port
test-session = SMTP session
test-title = Test the virtual server settings
test-encrypted = Encrypted

doc-troubleshooting = Troubleshooting
doc-references = References
doc-summary = Summary
doc-back-to-top = Back to top
doc-configure-ip = Configure IP address restrictions
doc-configure-access = Configure access control
doc-configure-encryption = Configure encryption
doc-configure-relay = Configure relaying
doc-additional-vs = Create an additional SMTP virtual server

net-isp = Internet service provider (ISP)
net-firewall = Firewall
net-domain-controller = Domain controller
net-pop3 = Post Office Protocol 3 (POP3)
net-imap4 = Internet Message Access Protocol 4 (IMAP4)
net-active-directory = Active Directory
