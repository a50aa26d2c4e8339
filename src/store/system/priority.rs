//! Work that nobody waits for gives way to what somebody does.

/// How far: to about a tenth of what others get of a processor that all want.
#[cfg(target_os = "linux")]
const NICE: i32 = 10;

/// Has the calling thread give way to all others, for as long as it lives. Where the system has this for
/// whole programs alone, its own sharing has to do.
pub fn lower_thread_priority() {
    #[cfg(target_os = "linux")]
    {
        // Refused, the work is done all the same.
        let _refused = rustix::process::setpriority_process(None, NICE);
    }
}
