//! Files encrypted under an empty password, as programs write them that only restrict what may be done with a file: every
//! viewer opens them (ISO 32000-2, 7.6, the standard security handler, revisions 2 to 6).

use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use md5::Md5;
use rc4::{KeyInit, Rc4, StreamCipher};
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::object::{Dict, Object, Stream};

/// What an empty password is filled up with (7.6.4.3.2).
const PAD: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E, 0x2E, 0x00,
    0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];

/// How strings or streams are encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    /// Not at all.
    Plain,
    /// RC4 with a key for each object.
    Rc4,
    /// AES in CBC mode with a key of 128 bits for each object.
    Aes128,
    /// AES in CBC mode with one key of 256 bits.
    Aes256,
}

/// The key of a file whose password is empty.
#[derive(Clone, Debug)]
pub(super) struct FileKey {
    key: Vec<u8>,
    strings: Method,
    streams: Method,
    /// Whether metadata are encrypted too.
    metadata: bool,
}

impl FileKey {
    /// The key by the encryption dictionary and the first identifier of the file; `None` where the password is not empty
    /// or the encryption is another.
    pub(super) fn of(encrypt: &Dict, id: &[u8]) -> Option<Self> {
        if encrypt.name("Filter") != Some(b"Standard") {
            return None;
        }
        let version = encrypt.int("V")?;
        let metadata = encrypt.get("EncryptMetadata") != Some(&Object::Bool(false));
        let method = |key: &str| -> Option<Method> {
            let named = match encrypt.name(key) {
                None | Some(b"Identity") => return Some(Method::Plain),
                Some(name) => String::from_utf8_lossy(name).into_owned(),
            };
            match encrypt.get("CF")?.dict()?.get(&named)?.dict()?.name("CFM")? {
                b"None" => Some(Method::Plain),
                b"V2" => Some(Method::Rc4),
                b"AESV2" => Some(Method::Aes128),
                b"AESV3" => Some(Method::Aes256),
                _ => None,
            }
        };
        let (strings, streams) = match version {
            1 | 2 => (Method::Rc4, Method::Rc4),
            4 | 5 => (method("StrF")?, method("StmF")?),
            _ => return None,
        };
        let key = match encrypt.int("R")? {
            revision @ 2..=4 => old_key(encrypt, id, revision, version, metadata)?,
            revision @ 5..=6 => new_key(encrypt, revision)?,
            _ => return None,
        };
        Some(Self { key, strings, streams, metadata })
    }

    /// Decrypts an object of the file, with its number and generation.
    pub(super) fn decrypt(&self, object: &mut Object, number: u32, generation: u32) {
        match object {
            Object::Str(bytes) => *bytes = self.bytes(self.strings, bytes, number, generation),
            Object::Array(list) => list.iter_mut().for_each(|one| self.decrypt(one, number, generation)),
            Object::Dict(dict) => self.dict(dict, number, generation),
            Object::Stream(Stream { dict, data }) => {
                self.dict(dict, number, generation);
                let kind = dict.name("Type");
                let plain = kind == Some(b"XRef") || kind == Some(b"Metadata") && !self.metadata || own_filter(dict);
                if !plain && self.streams != Method::Plain {
                    *data = self.bytes(self.streams, data, number, generation).into();
                }
            }
            Object::Null | Object::Bool(_) | Object::Int(_) | Object::Real(_) | Object::Name(_) | Object::Ref(_) => {}
        }
    }

    fn dict(&self, dict: &mut Dict, number: u32, generation: u32) {
        dict.values_mut().for_each(|value| self.decrypt(value, number, generation));
    }

    fn bytes(&self, method: Method, bytes: &[u8], number: u32, generation: u32) -> Vec<u8> {
        // The key of an object is made of its number and generation (7.6.3.2).
        let own = |salt: &[u8]| {
            let (number, generation) = (number.to_le_bytes(), generation.to_le_bytes());
            let hash = Md5::new().chain_update(&self.key).chain_update(&number[..3]).chain_update(&generation[..2]);
            let length = (self.key.len() + 5).min(16);
            hash.chain_update(salt).finalize()[..length].to_vec()
        };
        match method {
            Method::Plain => bytes.to_vec(),
            Method::Rc4 => rc4_stream(&own(b""), bytes),
            Method::Aes128 => aes_cbc(&own(b"sAlT"), bytes),
            Method::Aes256 => aes_cbc(&self.key, bytes),
        }
    }
}

/// Whether a stream says itself that it is not encrypted (`Crypt`, 7.4.10).
fn own_filter(dict: &Dict) -> bool {
    let is = |object: &Object| *object == Object::name("Crypt");
    dict.get("Filter").is_some_and(|filter| is(filter) || filter.array().is_some_and(|list| list.iter().any(is)))
}

/// The bytes of a string in a dictionary.
fn string<'a>(dict: &'a Dict, key: &str) -> Option<&'a [u8]> {
    match dict.get(key)? {
        Object::Str(bytes) => Some(bytes),
        _ => None,
    }
}

/// The key of revisions 2 to 4, if it opens the file (7.6.4.3.2 and 7.6.4.4).
fn old_key(encrypt: &Dict, id: &[u8], revision: i64, version: i64, metadata: bool) -> Option<Vec<u8>> {
    let (owner, user) = (string(encrypt, "O")?.get(..32)?, string(encrypt, "U")?);
    let bits = if version == 1 { 40 } else { encrypt.int("Length").unwrap_or(if version == 4 { 128 } else { 40 }) };
    let length = usize::try_from(bits / 8).ok().filter(|n| (5..=16).contains(n))?;
    let permissions = (encrypt.int("P")? as i32).to_le_bytes();
    let mut hash = Md5::new().chain_update(PAD).chain_update(owner).chain_update(permissions).chain_update(id);
    if revision >= 4 && !metadata {
        hash.update([0xFF; 4]);
    }
    let mut key = hash.finalize().to_vec();
    if revision >= 3 {
        for _ in 0..50 {
            key = Md5::digest(&key[..length]).to_vec();
        }
    }
    key.truncate(length);
    let opens = if revision == 2 {
        rc4_stream(&key, &PAD) == user.get(..32)?
    } else {
        let mut check = rc4_stream(&key, &Md5::new().chain_update(PAD).chain_update(id).finalize());
        for round in 1..20u8 {
            let turned: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
            check = rc4_stream(&turned, &check);
        }
        check == user.get(..16)?
    };
    opens.then_some(key)
}

/// The key of revisions 5 and 6, if it opens the file (7.6.4.3.3).
fn new_key(encrypt: &Dict, revision: i64) -> Option<Vec<u8>> {
    let (user, sealed) = (string(encrypt, "U")?.get(..48)?, string(encrypt, "UE")?.get(..32)?);
    let hash = |salt: &[u8]| if revision == 5 { Sha256::digest(salt).to_vec() } else { hardened(salt) };
    if hash(&user[32..40]) != user[..32] {
        return None;
    }
    let mut key = sealed.to_vec();
    cbc::Decryptor::<aes::Aes256>::new_from_slices(&hash(&user[40..48]), &[0; 16])
        .ok()?
        .decrypt_padded::<NoPadding>(&mut key)
        .ok()?;
    Some(key)
}

/// The hash of an empty password in revision 6 (7.6.4.3.4).
fn hardened(salt: &[u8]) -> Vec<u8> {
    let mut key = Sha256::digest(salt).to_vec();
    for round in 0.. {
        let mut data = key.repeat(64);
        let length = data.len();
        let encryptor = cbc::Encryptor::<aes::Aes128>::new_from_slices(&key[..16], &key[16..32]);
        if encryptor.ok().and_then(|e| e.encrypt_padded::<NoPadding>(&mut data, length).ok().map(|_| ())).is_none() {
            return Vec::new();
        }
        let sum: u32 = data[..16].iter().map(|byte| u32::from(*byte)).sum();
        key = match sum % 3 {
            0 => Sha256::digest(&data).to_vec(),
            1 => Sha384::digest(&data).to_vec(),
            _ => Sha512::digest(&data).to_vec(),
        };
        let last = data.last().copied().unwrap_or_default();
        if round >= 63 && u32::from(last) <= round - 31 {
            break;
        }
    }
    key.truncate(32);
    key
}

fn rc4_stream(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    if let Ok(mut cipher) = Rc4::new_from_slice(key) {
        cipher.apply_keystream(&mut out);
    }
    out
}

/// Bytes after their initial block, without their padding; what is cut off is decrypted as far as whole blocks go.
fn aes_cbc(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let Some((start, rest)) = bytes.split_at_checked(16) else { return Vec::new() };
    let mut out = rest[..rest.len() / 16 * 16].to_vec();
    let done = if key.len() == 16 {
        let cipher = cbc::Decryptor::<aes::Aes128>::new_from_slices(key, start).ok();
        cipher.and_then(|c| c.decrypt_padded::<NoPadding>(&mut out).ok().map(|_| ()))
    } else {
        let cipher = cbc::Decryptor::<aes::Aes256>::new_from_slices(key, start).ok();
        cipher.and_then(|c| c.decrypt_padded::<NoPadding>(&mut out).ok().map(|_| ()))
    };
    if done.is_none() {
        return Vec::new();
    }
    let pad = out.last().map_or(0, |n| usize::from(*n));
    if (1..=16).contains(&pad) && pad <= out.len() {
        out.truncate(out.len() - pad);
    }
    out
}
