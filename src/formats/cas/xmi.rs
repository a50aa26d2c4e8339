//! UIMA CAS in XMI: a file a document, and the type system they share.

use std::fmt::Write as _;

use super::{
    self as cas, FeatureNames, FeatureValue, ReadStructure, SEGMENTATION, SOFA, StructureKind,
};
use crate::formats::{
    Cannot, DocumentView, Format, FormatError, Input, OffsetUnit, Options, Output,
    intake::{DocumentDraft, Intake},
    xml,
};

pub(in crate::formats) const FORMAT: Format = Format {
    id: "cas-xmi",
    title: "UIMA CAS XMI",
    extension: "xmi",
    offset_unit: OffsetUnit::Utf16,
    cannot_carry: &[Cannot::Metadata],
    export: Some(export),
    import: Some(import),
    read_from: &["xmi"],
    ..Format::BARE
};

const XMI: &str = "http://www.omg.org/XMI";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI \
    xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" \
    xmlns:tcas=\"http:///uima/tcas.ecore\" \
    xmlns:type=\"http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore\" \
    xmlns:custom=\"http:///custom.ecore\" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n";

fn export(views: &[DocumentView<'_>], _options: &Options) -> Output {
    let features = FeatureNames::of(views);
    let mut output = Output::file("TypeSystem.xml", type_system(&features));
    for view in views {
        output.files.push((format!("{}.xmi", view.id()), document(view, &features).into_bytes()));
        output.losses.extend(xml::losses(view));
        output.losses.extend(features.losses(view));
    }
    output
}

fn type_system(features: &FeatureNames<'_>) -> String {
    const ANNOTATION: &str = "uima.tcas.Annotation";
    const STRING: &str = "uima.cas.String";
    let feature = |name: &str, range: &str| {
        format!(
            "<featureDescription><name>{name}</name><description/>\
             <rangeTypeName>{range}</rangeTypeName></featureDescription>"
        )
    };
    let kind = |name: &str, features: &[String]| {
        format!(
            "<typeDescription><name>{name}</name><description/>\
             <supertypeName>{ANNOTATION}</supertypeName><features>{}</features></typeDescription>",
            features.concat()
        )
    };
    let mut span = vec![feature("label", STRING)];
    span.extend(features.in_order().into_iter().map(|it| feature(it.1, STRING)));
    let relation = [
        feature("Dependent", ANNOTATION),
        feature("Governor", ANNOTATION),
        feature("label", STRING),
    ];
    let kinds = [
        kind(&format!("{SEGMENTATION}.Sentence"), &[feature("id", STRING)]),
        kind(&format!("{SEGMENTATION}.Token"), &[]),
        kind("custom.Span", &span),
        kind("custom.Relation", &relation),
    ];
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<typeSystemDescription \
         xmlns=\"http://uima.apache.org/resourceSpecifier\"><types>\n{}\n</types>\
         </typeSystemDescription>\n",
        kinds.join("\n")
    )
}

/// Writing to a string cannot fail.
fn document(view: &DocumentView<'_>, features: &FeatureNames<'_>) -> String {
    let mut out = HEAD.to_owned();
    let mut members = String::new();
    for it in cas::structures(view, features) {
        let tag = match it.kind {
            StructureKind::Document => "tcas:DocumentAnnotation",
            StructureKind::Sentence => "type:Sentence",
            StructureKind::Token => "type:Token",
            StructureKind::Span => "custom:Span",
            StructureKind::Relation => "custom:Relation",
        };
        let (id, begin, end) = (it.id, it.begin, it.end);
        let _infallible =
            write!(out, "<{tag} xmi:id=\"{id}\" sofa=\"{SOFA}\" begin=\"{begin}\" end=\"{end}\"");
        for (key, feature) in &it.features {
            let _infallible = match feature {
                FeatureValue::Words(words) => write!(out, " {key}=\"{}\"", xml::attribute(words)),
                FeatureValue::Reference(id) => write!(out, " {key}=\"{id}\""),
            };
        }
        out += "/>\n";
        let separator = if members.is_empty() { "" } else { " " };
        let _infallible = write!(members, "{separator}{id}");
    }
    let text = xml::attribute(view.source());
    let _infallible = writeln!(
        out,
        "<cas:Sofa xmi:id=\"{SOFA}\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text\" \
         sofaString=\"{text}\"/>\n<cas:View sofa=\"{SOFA}\" members=\"{members}\"/>\n</xmi:XMI>"
    );
    out
}

fn import(inputs: &[Input], _options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    for input in inputs.iter().filter(|it| it.has_extension("xmi")) {
        let source = input.text()?;
        let tree = xml::parse(input, &source)?;
        let elements = || tree.root_element().children().filter(roxmltree::Node::is_element);
        let sofa = elements().find(|it| it.has_tag_name("Sofa") && it.has_attribute("sofaString"));
        let sofa = sofa.ok_or_else(|| {
            FormatError::at(&input.name, 1, 1, "there is no Sofa with a sofaString; not a CAS")
        })?;
        let text = sofa.attribute("sofaString").unwrap_or_default();
        let mut draft = DocumentDraft::new(input.stem(), text, &input.name, 0);
        let number = sofa.attribute((XMI, "id"));
        let structures = elements()
            .filter(|it| !cas::is_infrastructure(&package(it)) && it.has_attribute("begin"))
            .filter(|it| it.attribute("sofa") == number)
            .map(|it| ReadStructure {
                id: it.attribute((XMI, "id")).unwrap_or_default().to_owned(),
                kind: it.tag_name().name().to_owned(),
                features: it
                    .attributes()
                    .filter(|it| it.namespace().is_none())
                    .map(|it| (it.name().to_owned(), it.value().to_owned()))
                    .collect(),
            })
            .collect();
        cas::take(structures, &mut draft, &mut intake.warnings);
        intake.drafts.push(draft);
    }
    if intake.drafts.is_empty() {
        return Err(FormatError::new("", "there are no .xmi files"));
    }
    Ok(intake)
}

/// The package that a namespace such as `http:///uima/tcas.ecore` stands for.
fn package(node: &roxmltree::Node<'_, '_>) -> String {
    let namespace = node.tag_name().namespace().unwrap_or_default();
    let path = namespace.trim_start_matches("http:///").trim_end_matches(".ecore");
    path.replace('/', ".")
}
