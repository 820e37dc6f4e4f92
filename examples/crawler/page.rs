//! What a page says: its links, and what `robots.txt` forbids.

use std::collections::BTreeSet;

/// The paths that `href="/…"` names, each once, without what stands behind `#`.
pub(crate) fn links(body: &str) -> Vec<String> {
    let named = body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let local = named.filter(|link| link.starts_with('/') && !link.starts_with("//"));
    let paths: BTreeSet<_> = local.map(|link| link.split('#').next().unwrap_or(link).to_owned()).collect();
    paths.into_iter().collect()
}

/// The rules for everybody.
pub(crate) struct Robots {
    forbidden: Vec<String>,
}

impl Robots {
    /// Reads the rules of the group `User-agent: *`.
    pub(crate) fn read(text: &str) -> Robots {
        let (mut applies, mut forbidden) = (false, Vec::new());
        for line in text.lines() {
            let Some((name, value)) = line.split('#').next().unwrap_or("").split_once(':') else { continue };
            match (name.trim().to_ascii_lowercase().as_str(), value.trim()) {
                ("user-agent", agent) => applies = agent == "*",
                ("disallow", path) if applies && !path.is_empty() => forbidden.push(path.to_owned()),
                _ => {}
            }
        }
        Robots { forbidden }
    }

    /// Returns true if the page may be visited.
    pub(crate) fn allow(&self, path: &str) -> bool {
        !self.forbidden.iter().any(|start| path.starts_with(start.as_str()))
    }
}
