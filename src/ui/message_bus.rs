//! The message bus is this machine's. Screen readers are reached and light or dark is asked for through it, by
//! crates that would open a connection to wherever the environment says that it is.

use std::process::ExitCode;

/// Where the environment says which bus to use.
#[cfg(all(unix, not(target_os = "macos")))]
const ADDRESSES: [&str; 2] = ["DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS"];

/// Sees to it that no bus but one of this machine is asked. Where the environment says another, the program
/// begins anew without that, since a process can't safely change what its own environment says.
///
/// Fails with the exit code, after saying why, where it can't be begun anew.
pub(super) fn keep_to_this_machine() -> Result<(), ExitCode> {
    #[cfg(all(unix, not(target_os = "macos")))]
    {
        unix::begin_without(&ADDRESSES)
    }
    #[cfg(not(all(unix, not(target_os = "macos"))))]
    {
        Ok(())
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
mod unix {
    use std::{
        env,
        os::unix::process::CommandExt as _,
        process::{Command, ExitCode},
    };

    use crate::cli;

    pub(super) fn begin_without(addresses: &[&'static str]) -> Result<(), ExitCode> {
        let value = |name: &str| env::var_os(name).map(|it| it.to_string_lossy().into_owned());
        let far = addresses.iter().filter(|it| value(it).is_some_and(|it| leads_away(&it)));
        let far: Vec<&str> = far.copied().collect();
        if far.is_empty() {
            return Ok(());
        }
        let program = env::current_exe().map_err(|why| cli::no_display(&why.to_string()))?;
        let mut again = Command::new(program);
        again.args(env::args_os().skip(1));
        for name in far {
            cli::report_far_bus(name);
            again.env_remove(name);
        }
        // It comes back only where it failed.
        Err(cli::no_display(&again.exec().to_string()))
    }

    /// True where any of the addresses that are tried in turn is something else than a socket in the file
    /// system: another machine, or a program that may lead to one.
    fn leads_away(addresses: &str) -> bool {
        let mut each = addresses.split(';').map(str::trim).filter(|it| !it.is_empty());
        each.any(|it| !it.starts_with("unix:"))
    }
}
