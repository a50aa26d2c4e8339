//! The program uses no network: nothing in its source does, and no crate that is there for it.

use std::collections::BTreeMap;

use super::source::{Fault, hold, sources};

/// Crates that speak to other machines, or look up their names. What they need is in `Cargo.lock`, too,
/// so that a client that is not listed here brings one that is.
const OF_THE_NETWORK: &[&str] = &[
    "async-net",
    "attohttpc",
    "curl",
    "dns-lookup",
    "ehttp",
    "h2",
    "hickory-resolver",
    "http",
    "http-body",
    "httparse",
    "hyper",
    "isahc",
    "minreq",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "ring",
    "rustls",
    "schannel",
    "security-framework",
    "smoltcp",
    "socket2",
    "tokio-rustls",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "webbrowser",
    "webpki",
];

/// Who may use the system's message bus, whose crate can speak TCP where the bus's address says so
/// (`docs/design.md`, No network).
const OF_THE_BUS: &[&str] = &[
    "accesskit_unix",
    "atspi-common",
    "atspi-proxies",
    "dark-light",
    "zbus",
    "zbus-lockstep",
    "zbus-lockstep-macros",
    "zbus_macros",
    "zbus_names",
    "zbus_xml",
];

/// Every crate of the lock file with the crates it needs.
fn locked() -> BTreeMap<String, Vec<String>> {
    let lock = std::fs::read_to_string("Cargo.lock").expect("tests run in the package's root");
    let quoted = |line: &str| line.split('"').nth(1).unwrap_or_default().to_owned();
    let mut found = BTreeMap::<String, Vec<String>>::new();
    let mut name = String::new();
    for line in lock.lines() {
        if line.starts_with("name = ") {
            name = quoted(line);
            found.entry(name.clone()).or_default();
        } else if line.starts_with(" \"") {
            // `"name version"` where there are several versions.
            let needed = quoted(line).split(' ').next().unwrap_or_default().to_owned();
            found.entry(name.clone()).or_default().push(needed);
        }
    }
    found
}

#[test]
fn no_crate_is_there_for_the_network() {
    let locked = locked();
    assert!(locked.len() > 300 && locked["hashiye"].iter().any(|it| it == "eframe"), "{locked:?}");
    let there: Vec<&&str> = OF_THE_NETWORK.iter().filter(|it| locked.contains_key(**it)).collect();
    assert!(there.is_empty(), "{there:?}");
    let of_bus: Vec<&String> = locked
        .iter()
        .filter(|(name, needs)| {
            needs.iter().any(|it| it == "zbus") && !OF_THE_BUS.contains(&name.as_str())
        })
        .map(|it| it.0)
        .collect();
    assert!(of_bus.is_empty(), "{of_bus:?} use the message bus, too");
}

#[test]
fn no_source_speaks_of_the_network() {
    let words =
        ["std::net", "TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs", "UnixStream"];
    let mut faults = Vec::new();
    for source in sources("src") {
        for (line, code) in source.code() {
            if let Some(word) = words.iter().find(|it| code.contains(**it)) {
                faults.push(Fault::new(&source, line, &format!("names `{word}`")));
            }
        }
    }
    hold("the program uses no network", faults);
}
