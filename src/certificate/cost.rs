//! What opening a .pfx file costs (RFC 7292): how often a password is hashed for it says the file itself. It is added up before
//! the library begins, also for what lies encrypted within encrypted parts and shows only when those are open.
//!
//! Parts in the old encryption (RFC 7292 §C) are looked into with the very ciphers and the derivation of keys that the library
//! has, so that nothing opens there that stays closed here. Of that encryption it knows RC2 with 40 bits and triple DES with
//! three keys; every other one is refused.

use super::der::{self, CONTEXT_0, Element, INTEGER, OBJECT, OCTETS, SEQUENCE};
use super::error::PfxFault;
use crate::mail::Secret;
use aws_lc_rs::cipher::{AES_128, AES_192, AES_256, Algorithm, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey};
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::pbkdf2;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt, KeyInit, KeyIvInit};
use pkcs12::kdf::{self, Pkcs12KeyType};
use std::num::NonZeroU32;

/// Whether the file asks for no more than files of this kind need. Derives the key of each encrypted part once.
///
/// # Errors
/// [`PfxFault::TooManyParts`], [`PfxFault::TooMuchWork`], [`PfxFault::Scrypt`]; [`PfxFault::UnknownEncryption`] for what cannot be looked into.
pub(super) fn affordable(file: &[u8], password: &Secret<String>) -> Result<(), PfxFault> {
    let mut bill = Bill::default();
    bill.add(mac_rounds(file), 1)?;
    bill.charge(file)?;
    let contents: Vec<Element<'_>> = contents(file).into_iter().flatten().take(MOST_CONTENTS + 1).collect();
    if contents.len() > MOST_CONTENTS {
        return Err(PfxFault::TooManyParts);
    }
    for (algorithm, ciphered) in contents.into_iter().filter_map(encrypted) {
        let plain = if algorithm.body.starts_with(PKCS12_PBE) {
            OldScheme::of(algorithm).ok_or(PfxFault::UnknownEncryption)?.decrypted(ciphered, password)
        } else {
            Scheme::of(algorithm).ok_or(PfxFault::UnknownEncryption)?.decrypted(ciphered, password)
        };
        // What a wrong password makes of it is the library's to tell.
        if let Some(plain) = plain {
            bill.charge(plain.expose())?;
        }
    }
    Ok(())
}

/// What there is to be done so far.
#[derive(Debug, Default)]
struct Bill {
    parts: usize,
    rounds: u64,
}

impl Bill {
    fn add(&mut self, rounds: u64, times: u64) -> Result<(), PfxFault> {
        self.rounds = self.rounds.saturating_add(rounds.saturating_mul(times));
        if rounds > MOST_ROUNDS_EACH || self.rounds > MOST_ROUNDS { Err(PfxFault::TooMuchWork) } else { Ok(()) }
    }

    /// Adds all that is encrypted among these octets. It is not read by their structure but looked for everywhere: how often
    /// stands right behind the name of what encrypts.
    fn charge(&mut self, octets: &[u8]) -> Result<(), PfxFault> {
        for at in 0..octets.len() {
            let here = octets.get(at..).unwrap_or_default();
            let (rounds, times) = if let Some(parameters) = here.strip_prefix(PBES2) {
                (pbes2_rounds(parameters), 1)
            } else if let Some(parameters) = here.strip_prefix(PKCS12_PBE) {
                // The key, in two steps where it is long, and the initial vector.
                (second_integer(parameters.get(1..).unwrap_or_default()), 3)
            } else if here.starts_with(SCRYPT) {
                return Err(PfxFault::Scrypt);
            } else {
                continue;
            };
            self.parts += 1;
            if self.parts > MOST_ENCRYPTED {
                return Err(PfxFault::TooManyParts);
            }
            // Parameters that cannot be read are refused by the library before it derives anything.
            self.add(rounds.unwrap_or(0), times)?;
        }
        Ok(())
    }
}

/// PBES2 (RFC 8018 §A.4) with PBKDF2 and AES in CBC mode, as far as it is needed to look inside.
struct Scheme<'a> {
    salt: &'a [u8],
    rounds: NonZeroU32,
    hash: pbkdf2::Algorithm,
    cipher: &'static Algorithm,
    octets: usize,
    vector: [u8; 16],
}

impl<'a> Scheme<'a> {
    fn of(algorithm: Element<'a>) -> Option<Self> {
        let (_, parameters) = named(algorithm)?;
        let [derivation, encryption] = all(parameters?)?.try_into().ok()?;
        let parts = all(named(derivation)?.1?)?;
        let salt = parts.first().filter(|salt| salt.tag == OCTETS)?.body;
        let rounds = NonZeroU32::new(u32::try_from(number(*parts.get(1)?)?).ok()?)?;
        // Where none is named it is SHA-1, which the library does not take.
        let hash = match named(*parts.iter().find(|part| part.tag == SEQUENCE)?)?.0 {
            HMAC_SHA256 => pbkdf2::PBKDF2_HMAC_SHA256,
            HMAC_SHA384 => pbkdf2::PBKDF2_HMAC_SHA384,
            HMAC_SHA512 => pbkdf2::PBKDF2_HMAC_SHA512,
            _ => return None,
        };
        let (cipher, vector) = named(encryption)?;
        let (cipher, octets) = match cipher {
            AES_128_CBC => (&AES_128, 16),
            AES_192_CBC => (&AES_192, 24),
            AES_256_CBC => (&AES_256, 32),
            _ => return None,
        };
        Some(Self { salt, rounds, hash, cipher, octets, vector: vector?.body.try_into().ok()? })
    }

    /// Nothing where the password is another one.
    fn decrypted(&self, ciphered: &[u8], password: &Secret<String>) -> Option<Secret<Vec<u8>>> {
        let mut key = zeroize::Zeroizing::new(vec![0; self.octets]);
        pbkdf2::derive(self.hash, self.rounds, self.salt, password.expose().as_bytes(), &mut key);
        let key = PaddedBlockDecryptingKey::cbc_pkcs7(UnboundCipherKey::new(self.cipher, &key).ok()?).ok()?;
        let mut octets = ciphered.to_vec();
        let plain = key.decrypt(&mut octets, DecryptionContext::Iv128(FixedLength::from(self.vector))).ok()?.len();
        octets.truncate(plain);
        Some(Secret::new(octets))
    }
}

/// The encryption of the first days (RFC 7292 §C): key and initial vector come from the password, hashed with SHA-1 (§B).
struct OldScheme<'a> {
    salt: &'a [u8],
    rounds: i32,
    cipher: OldCipher,
}

#[derive(Clone, Copy)]
enum OldCipher {
    TripleDes,
    Rc2,
}

impl<'a> OldScheme<'a> {
    fn of(algorithm: Element<'a>) -> Option<Self> {
        let (name, parameters) = named(algorithm)?;
        let cipher = match name {
            SHA_TRIPLE_DES => OldCipher::TripleDes,
            SHA_RC2_40 => OldCipher::Rc2,
            _ => return None,
        };
        let [salt, rounds] = all(parameters?)?.try_into().ok()?;
        let salt = Some(salt).filter(|salt| salt.tag == OCTETS)?.body;
        // The bill has refused by now what is more than a million.
        Some(Self { salt, rounds: i32::try_from(number(rounds)?).ok()?, cipher })
    }

    /// Nothing where the password is another one.
    fn decrypted(&self, ciphered: &[u8], password: &Secret<String>) -> Option<Secret<Vec<u8>>> {
        match self.cipher {
            OldCipher::TripleDes => self.with::<des::TdesEde3>(24, ciphered, password),
            OldCipher::Rc2 => self.with::<rc2::Rc2>(5, ciphered, password),
        }
    }

    fn with<C: BlockCipherDecrypt + KeyInit>(&self, octets: usize, ciphered: &[u8], password: &Secret<String>) -> Option<Secret<Vec<u8>>> {
        let key = self.derived(Pkcs12KeyType::EncryptionKey, octets, password)?;
        let vector = self.derived(Pkcs12KeyType::Iv, 8, password)?;
        let cipher = cbc::Decryptor::<C>::new_from_slices(key.expose(), vector.expose()).ok()?;
        cipher.decrypt_padded_vec::<Pkcs7>(ciphered).ok().map(Secret::new)
    }

    /// Nothing where the password has characters that do not exist in the alphabet of its time.
    fn derived(&self, kind: Pkcs12KeyType, octets: usize, password: &Secret<String>) -> Option<Secret<Vec<u8>>> {
        kdf::derive_key_utf8::<sha1::Sha1>(password.expose(), self.salt, kind, self.rounds, octets).ok().map(Secret::new)
    }
}

/// How often the password is hashed for the MAC.
fn mac_rounds(file: &[u8]) -> u64 {
    let mac = der::first(file).and_then(|(outer, _)| outer.children().nth(2));
    mac.and_then(|mac| mac.children().nth(2)).and_then(number).unwrap_or(1)
}

/// The `ContentInfo`s of a file.
fn contents(file: &[u8]) -> Option<der::Children<'_>> {
    let content = der::first(file)?.0.children().nth(1)?;
    let octets = content.children().nth(1).filter(|content| content.tag == CONTEXT_0)?.children().next()?;
    Some(der::first(octets.body)?.0.children())
}

/// What encrypts a `ContentInfo`, and what is encrypted, where it is an `EncryptedData` (RFC 5652 §8).
fn encrypted(content: Element<'_>) -> Option<(Element<'_>, &[u8])> {
    let (kind, data) = named(content)?;
    let data = data.filter(|_| kind == ENCRYPTED_DATA)?.children().next()?;
    let info = data.children().nth(1)?;
    let parts = all(info)?;
    Some((*parts.get(1)?, parts.get(2)?.body))
}

/// An object identifier and what stands behind it.
fn named(element: Element<'_>) -> Option<(&[u8], Option<Element<'_>>)> {
    let mut parts = element.children();
    let name = parts.next().filter(|name| name.tag == OBJECT)?;
    Some((name.body, parts.next()))
}

/// All elements in one; nothing where some of it cannot be read.
fn all(element: Element<'_>) -> Option<Vec<Element<'_>>> {
    let parts: Vec<Element<'_>> = element.children().collect();
    (parts.iter().map(|part| part.whole.len()).sum::<usize>() == element.body.len()).then_some(parts)
}

/// What is negative counts as nothing: the library does so too.
fn number(element: Element<'_>) -> Option<u64> {
    let octets = Some(element).filter(|element| element.tag == INTEGER)?.body;
    match octets.first() {
        Some(0x80..) => Some(0),
        _ => Some(octets.iter().fold(0, |sum: u64, octet| sum.saturating_mul(256).saturating_add(u64::from(*octet)))),
    }
}

/// Of `SEQUENCE { salt, rounds }` at the beginning of these octets.
fn second_integer(parameters: &[u8]) -> Option<u64> {
    number(der::first(parameters)?.0.children().nth(1)?)
}

/// Of the parameters of PBES2 at the beginning of these octets.
fn pbes2_rounds(parameters: &[u8]) -> Option<u64> {
    let derivation = der::first(parameters)?.0.children().next()?;
    number(named(derivation)?.1?.children().nth(1)?)
}

const MOST_CONTENTS: usize = 16;
/// A key and its chain are two.
const MOST_ENCRYPTED: usize = 8;
/// What the library takes at most.
const MOST_ROUNDS_EACH: u64 = 1_000_000;
/// A second or two.
const MOST_ROUNDS: u64 = 10_000_000;

/// 1.2.840.113549.1.7.6
const ENCRYPTED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x06];
/// 1.2.840.113549.1.5.13 (RFC 8018 §A.4), as an object identifier in DER.
const PBES2: &[u8] = &[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d];
/// 1.2.840.113549.1.12.1.x (RFC 7292 §C), without its last number.
pub(super) const PKCS12_PBE: &[u8] = &[0x06, 0x0a, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01];
/// 1.2.840.113549.1.12.1.3 and .6 (RFC 7292 §C)
const SHA_TRIPLE_DES: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01, 0x03];
const SHA_RC2_40: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01, 0x06];
/// 1.3.6.1.4.1.11591.4.11 (RFC 7914 §7): it may ask for any amount of memory.
const SCRYPT: &[u8] = &[0x06, 0x09, 0x2b, 0x06, 0x01, 0x04, 0x01, 0xda, 0x47, 0x04, 0x0b];
/// 1.2.840.113549.2.9, .10 and .11 (RFC 8018 §B.1.2)
const HMAC_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x09];
const HMAC_SHA384: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x0a];
const HMAC_SHA512: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x0b];
/// 2.16.840.1.101.3.4.1.2, .22 and .42 (RFC 3565 §4.1)
const AES_128_CBC: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x02];
const AES_192_CBC: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x16];
const AES_256_CBC: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2a];

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::cipher::{EncryptionContext, PaddedBlockEncryptingKey};
    use cbc::cipher::{BlockCipherEncrypt, BlockModeEncrypt};
    use p12_keystore::{Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, Pkcs12Archive};

    const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];

    fn sequence(parts: &[&[u8]]) -> Vec<u8> {
        der::wrap(SEQUENCE, parts)
    }

    fn integer(value: u32) -> Vec<u8> {
        der::wrap(INTEGER, &[&[0], &value.to_be_bytes()])
    }

    fn object(name: &[u8]) -> Vec<u8> {
        der::wrap(OBJECT, &[name])
    }

    fn pbes2(rounds: u32) -> Vec<u8> {
        let hash = sequence(&[&object(HMAC_SHA256), &[5, 0]]);
        let derived = sequence(&[&der::wrap(OCTETS, &[b"salt"]), &integer(rounds), &hash]);
        let pbkdf2 = sequence(&[&object(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0c]), &derived]);
        let cipher = sequence(&[&object(AES_256_CBC), &der::wrap(OCTETS, &[&[0; 16]])]);
        sequence(&[PBES2, &sequence(&[&pbkdf2, &cipher])])
    }

    fn old(rounds: u32) -> Vec<u8> {
        old_of(3, rounds)
    }

    /// The old encryption of this number, with all that belongs to it.
    fn old_of(last: u8, rounds: u32) -> Vec<u8> {
        sequence(&[PKCS12_PBE, &[last], &sequence(&[&der::wrap(OCTETS, &[b"salt"]), &integer(rounds)])])
    }

    /// A key that is said to be encrypted so.
    fn bag(algorithm: &[u8]) -> Vec<u8> {
        let key = sequence(&[algorithm, &der::wrap(OCTETS, &[&[0; 16]])]);
        sequence(&[&object(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01, 0x02]), &der::wrap(CONTEXT_0, &[&key])])
    }

    fn plain(bags: &[u8]) -> Vec<u8> {
        sequence(&[&object(DATA), &der::wrap(CONTEXT_0, &[&der::wrap(OCTETS, &[&sequence(&[bags])])])])
    }

    fn closed(bags: &[u8], rounds: u32) -> Vec<u8> {
        let mut key = [0; 32];
        pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, NonZeroU32::new(rounds).unwrap(), b"salt", b"x", &mut key);
        let key = PaddedBlockEncryptingKey::cbc_pkcs7(UnboundCipherKey::new(&AES_256, &key).unwrap()).unwrap();
        let mut octets = sequence(&[bags]);
        key.less_safe_encrypt(&mut octets, EncryptionContext::Iv128(FixedLength::from([0; 16]))).unwrap();
        encrypted_data(&pbes2(rounds), &octets)
    }

    /// Closed in the old manner, with triple DES or RC2.
    fn closed_old(bags: &[u8], rounds: u32, triple_des: bool) -> Vec<u8> {
        fn ciphered<C: BlockCipherEncrypt + KeyInit>(octets: usize, rounds: u32, plain: &[u8]) -> Vec<u8> {
            let derived =
                |kind, octets| kdf::derive_key_utf8::<sha1::Sha1>("x", b"salt", kind, rounds.try_into().unwrap(), octets).unwrap();
            let (key, vector) = (derived(Pkcs12KeyType::EncryptionKey, octets), derived(Pkcs12KeyType::Iv, 8));
            cbc::Encryptor::<C>::new_from_slices(&key, &vector).unwrap().encrypt_padded_vec::<Pkcs7>(plain)
        }
        let plain = sequence(&[bags]);
        match triple_des {
            true => encrypted_data(&old_of(3, rounds), &ciphered::<des::TdesEde3>(24, rounds, &plain)),
            false => encrypted_data(&old_of(6, rounds), &ciphered::<rc2::Rc2>(5, rounds, &plain)),
        }
    }

    fn encrypted_data(algorithm: &[u8], octets: &[u8]) -> Vec<u8> {
        let info = sequence(&[&object(DATA), algorithm, &der::wrap(0x80, &[octets])]);
        sequence(&[&object(ENCRYPTED_DATA), &der::wrap(CONTEXT_0, &[&sequence(&[&der::wrap(INTEGER, &[&[0]]), &info])])])
    }

    fn file(contents: &[Vec<u8>], mac: u32) -> Vec<u8> {
        let safe = sequence(&contents.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let content = sequence(&[&object(DATA), &der::wrap(CONTEXT_0, &[&der::wrap(OCTETS, &[&safe])])]);
        sequence(&[&der::wrap(INTEGER, &[&[3]]), &content, &sequence(&[&sequence(&[]), &der::wrap(OCTETS, &[b"s"]), &integer(mac)])])
    }

    fn asked(contents: &[Vec<u8>], mac: u32) -> Result<(), PfxFault> {
        affordable(&file(contents, mac), &Secret::from("x"))
    }

    #[test]
    fn what_every_program_writes_is_affordable() {
        let usual = [plain(&bag(&pbes2(100_000))), closed(&bag(&old(2048)), 100_000)];
        assert_eq!(asked(&usual, 100_000), Ok(()));
        assert_eq!(asked(&[plain(&bag(&old(2048)))], 1), Ok(()));
        assert_eq!(affordable(b"", &Secret::from("x")), Ok(()));
    }

    #[test]
    fn keys_that_lie_encrypted_within_an_encrypted_part_are_counted_before_any_of_them_is_derived() {
        let many = bag(&pbes2(1_000_000)).repeat(5000);
        assert_eq!(asked(&[closed(&many, 1)], 1), Err(PfxFault::TooManyParts));
        let dear = bag(&pbes2(1_000_001));
        assert_eq!(asked(&[closed(&dear, 1)], 1), Err(PfxFault::TooMuchWork));
        assert_eq!(asked(&[closed(&bag(&old(u32::MAX)), 1)], 1), Err(PfxFault::TooMuchWork));
        // Each of them may be, all together not: three times as often in the old manner.
        let several = bag(&old(900_000)).repeat(4);
        assert_eq!(asked(&[closed(&several[..several.len() / 4 * 3], 1)], 1), Ok(()));
        assert_eq!(asked(&[closed(&several, 1)], 1), Err(PfxFault::TooMuchWork));
        assert_eq!(asked(&[plain(&several)], 1), Err(PfxFault::TooMuchWork));
        // With another password nothing of it is seen, and nothing of it is derived by anybody.
        assert_eq!(affordable(&file(&[closed(&many, 1)], 1), &Secret::from("y")), Ok(()));
    }

    #[test]
    fn what_lies_in_a_part_in_the_old_encryption_is_counted_too() {
        for triple_des in [true, false] {
            let asked = |bags: &[u8]| asked(&[closed_old(bags, 2048, triple_des)], 1);
            assert_eq!(asked(&bag(&pbes2(100_000))), Ok(()));
            // Keys of which each may ask for so much by itself.
            let dear = bag(&pbes2(1_000_000));
            assert_eq!(asked(&dear.repeat(7)), Ok(()));
            assert_eq!(asked(&dear.repeat(5000)), Err(PfxFault::TooManyParts));
            assert_eq!(asked(&bag(&old(900_000)).repeat(4)), Err(PfxFault::TooMuchWork));
            assert_eq!(asked(&bag(&pbes2(1_000_001))), Err(PfxFault::TooMuchWork));
            assert_eq!(asked(&bag(&sequence(&[PBES2, &sequence(&[&sequence(&[SCRYPT])])]))), Err(PfxFault::Scrypt));
        }
        // With less than one round it is hashed once all the same, here and by the library.
        let dear = bag(&pbes2(1_000_001));
        assert_eq!(asked(&[closed_old(&dear, 0, true)], 1), Err(PfxFault::TooMuchWork));
        // How dear the part itself is counts before its key is derived.
        assert_eq!(asked(&[encrypted_data(&old_of(6, u32::MAX), &[0; 16])], 1), Err(PfxFault::TooMuchWork));
        // RC4, triple DES with two keys and RC2 with 128 bits open neither here nor in the library.
        for last in [1, 2, 4, 5, 7] {
            assert_eq!(asked(&[encrypted_data(&old_of(last, 1), &[0; 16])], 1), Err(PfxFault::UnknownEncryption), "{last}");
        }
    }

    #[test]
    fn the_old_encryption_opens_here_as_in_the_library() {
        let key = rcgen::KeyPair::generate().unwrap();
        let made = rcgen::CertificateParams::new(vec!["mail.example.test".to_owned()]).unwrap().self_signed(&key).unwrap();
        let mut store = KeyStore::new();
        store.add_entry("x", KeyStoreEntry::Certificate(Certificate::from_der(made.der()).unwrap()));
        let password = Secret::from("p\u{e4}ss");
        for algorithm in [EncryptionAlgorithm::PbeWithShaAnd3KeyTripleDesCbc, EncryptionAlgorithm::PbeWithShaAnd40BitRc4Cbc] {
            let writer = store.writer(password.expose()).encryption_algorithm(algorithm).encryption_iterations(2048);
            let file = writer.mac_iterations(1).write().unwrap();
            let parts: Vec<_> = contents(&file).unwrap().filter_map(encrypted).collect();
            let [(algorithm, ciphered)] = parts.as_slice() else { panic!("{} encrypted parts", parts.len()) };
            let plain = OldScheme::of(*algorithm).unwrap().decrypted(ciphered, &password).unwrap();
            assert!(plain.expose().windows(made.der().len()).any(|part| part == &made.der()[..]));
            assert_eq!(affordable(&file, &password), Ok(()));
            assert_eq!(Pkcs12Archive::from_pkcs12(&file, password.expose()).unwrap().certs.len(), 1);
        }
    }

    #[test]
    fn the_mac_the_number_of_parts_and_what_cannot_be_looked_into_count_too() {
        assert_eq!(asked(&[], 1_000_001), Err(PfxFault::TooMuchWork));
        let empty = plain(&[]);
        assert_eq!(asked(&vec![empty.clone(); MOST_CONTENTS], 1), Ok(()));
        assert_eq!(asked(&vec![empty; MOST_CONTENTS + 1], 1), Err(PfxFault::TooManyParts));
        let mut unknown = closed(&[], 1);
        let at = unknown.windows(AES_256_CBC.len()).position(|part| part == AES_256_CBC).unwrap() + AES_256_CBC.len() - 1;
        unknown[at] = 0x2e;
        assert_eq!(asked(&[unknown], 1), Err(PfxFault::UnknownEncryption));
    }
}
