//! Which layer names which: they point one way.

use super::{
    module_files::named_paths,
    source::{Fault, Source, hold, sources},
};

/// Which layers a layer may use besides itself.
enum LayerUses {
    /// These.
    Only(&'static [&'static str]),
    /// Those above it in the table but these.
    AllAboveBut(&'static [&'static str]),
}

use LayerUses::{AllAboveBut, Only};

/// The layers from the ground up.
const LAYERS: &[(&str, LayerUses)] = &[
    ("text", Only(&[])),
    ("language", Only(&["text"])),
    ("timex", Only(&["text", "language"])),
    ("model", Only(&["text", "language"])),
    ("messages", Only(&["text", "language", "timex", "model"])),
    ("edit", Only(&["text", "language", "model"])),
    ("anchor", Only(&["text", "language", "model"])),
    ("compare", Only(&["text", "language", "timex", "model", "edit"])),
    ("typeset", Only(&["text", "language"])),
    ("recognize", Only(&["text", "language", "timex"])),
    ("learn", Only(&["text", "language", "model"])),
    ("check", Only(&["text", "language", "timex", "model", "messages", "edit", "recognize"])),
    (
        "formats",
        Only(&["text", "language", "timex", "model", "messages", "anchor", "compare", "recognize"]),
    ),
    ("people", Only(&["text", "language", "model", "messages"])),
    ("store", AllAboveBut(&["typeset", "learn", "check", "formats"])),
    (
        "report",
        Only(&["text", "language", "timex", "model", "messages", "compare", "people", "typeset"]),
    ),
    (
        "dataset",
        Only(&["text", "language", "timex", "model", "messages", "edit", "formats", "store"]),
    ),
    ("session", AllAboveBut(&["typeset"])),
    ("cli", AllAboveBut(&["typeset"])),
    ("ui", AllAboveBut(&[])),
];

/// True where `layer` may use `other`, both of the table.
fn may_use(layer: &str, other: &str) -> bool {
    let place = |name: &str| LAYERS.iter().position(|it| it.0 == name);
    let Some((_, uses)) = LAYERS.iter().find(|it| it.0 == layer) else { return false };
    match uses {
        Only(allowed) => allowed.contains(&other),
        AllAboveBut(barred) => place(other) < place(layer) && !barred.contains(&other),
    }
}

#[test]
fn layers_point_one_way() {
    hold(
        "a layer uses one that it may not use",
        sources("src").iter().flat_map(|source| {
            let own = source.layer().to_owned();
            // The crate's root, which is no layer, names them all.
            let is_root = source.layer().contains('.');
            layers_used(source).into_iter().filter_map(move |(line, name)| {
                let known = LAYERS.iter().any(|it| it.0 == name);
                let fits = is_root || !known || name == own || may_use(&own, &name);
                (!fits).then(|| Fault::new(source, line, &format!("`{own}` uses `{name}`")))
            })
        }),
    );
}

#[test]
fn every_folder_is_a_layer() {
    for entry in std::fs::read_dir("src").expect("tests run in the package's root") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_name().and_then(|it| it.to_str()).unwrap_or_default();
        let is_layer = LAYERS.iter().any(|it| it.0 == name);
        assert!(!path.is_dir() || is_layer, "src/{name} is missing from the table of layers");
        let is_root = ["lib.rs", "main.rs"].contains(&name);
        assert!(path.is_dir() || is_root, "src/{name} belongs into a layer");
    }
}

/// The first segments of everything named from the crate's root, with their lines.
fn layers_used(source: &Source) -> Vec<(usize, String)> {
    let code = source.whole_code();
    let named = named_paths(&code, &["crate"]);
    named.into_iter().filter_map(|it| Some((it.line, it.segments.get(1)?.clone()))).collect()
}

#[test]
fn groups_of_names_are_read() {
    let text = "use crate::{\n    edit::{self, Draft},\n    text,\n};\nlet a = crate::model::A;\n";
    let source = Source { path: "src/x/y.rs".to_owned(), text: text.to_owned() };
    let found = layers_used(&source);
    let expected = [(2, "edit"), (2, "edit"), (3, "text"), (5, "model")];
    assert_eq!(found, expected.map(|(line, name)| (line, name.to_owned())));
}

#[test]
fn layers_are_allowed_by_name_or_by_their_place() {
    assert!(may_use("check", "recognize") && !may_use("check", "formats"));
    assert!(may_use("session", "dataset") && !may_use("session", "typeset"));
    assert!(!may_use("session", "ui") && !may_use("store", "report"));
}
