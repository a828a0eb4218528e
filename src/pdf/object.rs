//! x
pub(super) fn set_producer(bytes: &[u8], _producer: &str) -> Result<Vec<u8>, String> {
    Ok(bytes.to_vec())
}
