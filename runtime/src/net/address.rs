//! What a program dials or listens on: an address, or the name of a host with a port.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

/// Where to dial or to listen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Known addresses, tried in this order.
    Addrs(Vec<SocketAddr>),
    /// A host's name, or nothing for all interfaces or this machine, and a port.
    Host(String, u16),
}

/// What names a [`Target`]: `"host:port"` as in Go, `("host", port)`, [`SocketAddr`], and slices of
/// those.
///
/// `"[::1]:80"` is IPv6. `":80"` listens on every interface, and dials this machine.
///
/// # Examples
///
/// ```
/// use goroutines::net::{Target, ToTarget};
///
/// assert_eq!("example.org:80".to_target().unwrap(), Target::Host("example.org".to_owned(), 80));
/// assert!("example.org".to_target().is_err());
/// ```
pub trait ToTarget {
    /// The target.
    ///
    /// # Errors
    ///
    /// `missing port in address` and `invalid port`, of kind `InvalidInput`.
    fn to_target(&self) -> io::Result<Target>;
}

impl ToTarget for str {
    fn to_target(&self) -> io::Result<Target> {
        if let Ok(addr) = self.parse::<SocketAddr>() {
            return Ok(Target::Addrs(vec![addr]));
        }
        let (host, port) = self.rsplit_once(':').ok_or_else(|| invalid(self, "missing port in address"))?;
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        if self.ends_with(']') {
            return Err(invalid(self, "missing port in address"));
        }
        if host.contains(':') && !self.starts_with('[') {
            return Err(invalid(self, "too many colons in address"));
        }
        let port = port.parse().map_err(|_| invalid(self, "invalid port"))?;
        (host, port).to_target()
    }
}

impl ToTarget for (&str, u16) {
    fn to_target(&self) -> io::Result<Target> {
        let (host, port) = *self;
        Ok(match host.parse::<IpAddr>() {
            Ok(ip) => Target::Addrs(vec![(ip, port).into()]),
            Err(_) => Target::Host(host.to_owned(), port),
        })
    }
}

macro_rules! known {
    ($($Type:ty),*) => { $(impl ToTarget for $Type {
        fn to_target(&self) -> io::Result<Target> {
            Ok(Target::Addrs(vec![(*self).into()]))
        }
    })* };
}

known! { SocketAddr, SocketAddrV4, SocketAddrV6, (IpAddr, u16), (Ipv4Addr, u16), (Ipv6Addr, u16) }

impl ToTarget for [SocketAddr] {
    fn to_target(&self) -> io::Result<Target> {
        Ok(Target::Addrs(self.to_vec()))
    }
}

impl ToTarget for Vec<SocketAddr> {
    fn to_target(&self) -> io::Result<Target> {
        self.as_slice().to_target()
    }
}

impl ToTarget for String {
    fn to_target(&self) -> io::Result<Target> {
        self.as_str().to_target()
    }
}

impl ToTarget for Target {
    fn to_target(&self) -> io::Result<Target> {
        Ok(self.clone())
    }
}

impl<T: ToTarget + ?Sized> ToTarget for &T {
    fn to_target(&self) -> io::Result<Target> {
        (**self).to_target()
    }
}

fn invalid(address: &str, why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("address {address}: {why}"))
}

#[cfg(test)]
mod tests {
    use super::{Target, ToTarget};

    #[test]
    fn addresses_are_read_as_in_go() {
        let host = |text: &str| match text.to_target().unwrap() {
            Target::Host(host, port) => (host, port),
            other => panic!("{text} is {other:?}"),
        };
        assert_eq!(host(":80"), (String::new(), 80));
        assert_eq!(host("localhost:0"), ("localhost".to_owned(), 0));
        for known in ["127.0.0.1:80", "[::1]:80"] {
            assert_eq!(known.to_target().unwrap(), Target::Addrs(vec![known.parse().unwrap()]));
        }
        let refused = |text: &str| text.to_target().unwrap_err().to_string();
        assert_eq!(refused("localhost"), "address localhost: missing port in address");
        assert_eq!(refused("[::1]"), "address [::1]: missing port in address");
        assert_eq!(refused("::1:80"), "address ::1:80: too many colons in address");
        assert_eq!(refused("a:http"), "address a:http: invalid port");
        assert_eq!(refused("a:70000"), "address a:70000: invalid port");
    }
}
