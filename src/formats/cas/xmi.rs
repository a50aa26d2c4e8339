//! UIMA CAS in XMI: a file a document, and the type system they share.

use std::fmt::Write as _;

use super::{
    self as cas, FeatureNames, FeatureValue, ReadFeature, ReadStructure, SEGMENTATION, SOFA,
    StructureKind,
};
use crate::formats::{
    Cannot, DocumentFault, DocumentView, Export, Format, FormatError, FormatFault, Input,
    OffsetUnit, Options, Output, RowFault,
    intake::{DocumentDraft, Intake},
    syntax::xml,
};

pub(in crate::formats) const FORMAT: Format = Format {
    id: "cas-xmi",
    title: "UIMA CAS XMI",
    extension: "xmi",
    offset_unit: OffsetUnit::Utf16,
    cannot_carry: &[Cannot::Metadata],
    export: Some(Export::All(export)),
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
    for structure in cas::structures(view, features) {
        let tag = match structure.kind {
            StructureKind::Document => "tcas:DocumentAnnotation",
            StructureKind::Sentence => "type:Sentence",
            StructureKind::Token => "type:Token",
            StructureKind::Span => "custom:Span",
            StructureKind::Relation => "custom:Relation",
        };
        let (id, begin, end) = (structure.id, structure.begin, structure.end);
        let _infallible =
            write!(out, "<{tag} xmi:id=\"{id}\" sofa=\"{SOFA}\" begin=\"{begin}\" end=\"{end}\"");
        for (key, feature) in &structure.features {
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

fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    for input in inputs.iter().filter(|it| it.has_extension("xmi")) {
        let Some(source) = intake.file(input.text(), options)? else { continue };
        let Some(tree) = intake.file(xml::parse(input, &source), options)? else { continue };
        let elements = || tree.root_element().children().filter(roxmltree::Node::is_element);
        let sofas: Vec<_> =
            elements().filter(|it| it.has_tag_name("Sofa") || is_sofa(it)).collect();
        if sofas.is_empty() {
            let error = FormatError::at(&input.name, 1, 1, FormatFault::NoSofa);
            intake.row(Err(error), options)?;
            continue;
        }
        let structures: Vec<(Option<&str>, ReadStructure)> = elements()
            .filter(|it| !cas::is_infrastructure(&package(it), it.tag_name().name()))
            .filter(|it| !is_sofa(it))
            .map(|it| (it.attribute("sofa"), structure(&it)))
            .collect();
        for (at, sofa) in sofas.iter().enumerate() {
            let text = sofa.attribute("sofaString").unwrap_or_default();
            let name = view_name(input, sofa.attribute("sofaID"), at);
            let mut draft = DocumentDraft::new(name, text, &input.name, 0);
            let number = id_of(sofa);
            let is_here = |sofa: Option<&str>| sofa.is_none_or(|it| Some(it) == number);
            let has_spans = structures
                .iter()
                .any(|(sofa, it)| sofa.is_some() && is_here(*sofa) && it.is_span());
            if text.is_empty() {
                let lost = draft.left_out(DocumentFault::NoText);
                let read = if has_spans || sofas.len() == 1 {
                    Err(FormatError::row(&input.name, 0, RowFault::NoText))
                } else {
                    intake.warnings.push(lost);
                    Ok(())
                };
                intake.row(read, options)?;
                continue;
            }
            let of_view = structures.iter().filter(|(sofa, _)| is_here(*sofa));
            let of_view: Vec<ReadStructure> = of_view.map(|(_, it)| it.clone()).collect();
            let warnings = cas::take(&of_view, &mut draft);
            intake.warnings.extend(warnings);
            intake.drafts.push(draft);
        }
    }
    if intake.drafts.is_empty() && intake.warnings.is_empty() {
        return Err(FormatError::new("", FormatFault::NoFiles(".xmi")));
    }
    Ok(intake)
}

fn is_sofa(node: &roxmltree::Node<'_, '_>) -> bool {
    node.has_attribute("sofaString") || node.has_attribute("sofaNum")
}

/// The id of an element, also where it has no namespace.
fn id_of<'a>(node: &roxmltree::Node<'a, '_>) -> Option<&'a str> {
    node.attribute((XMI, "id")).or(node.attribute("id"))
}

/// What an element says: its attributes, and lists as elements inside it.
fn structure(node: &roxmltree::Node<'_, '_>) -> ReadStructure {
    let attributes = node.attributes().filter(|it| it.namespace().is_none() && it.name() != "id");
    let mut features: Vec<(String, ReadFeature)> = attributes
        .map(|it| (it.name().to_owned(), ReadFeature::Words(it.value().to_owned())))
        .collect();
    for inner in node.children().filter(roxmltree::Node::is_element) {
        let words = inner.text().unwrap_or_default().to_owned();
        let name = inner.tag_name().name();
        match features.iter_mut().find(|(key, _)| key == name) {
            Some((_, ReadFeature::List(list))) => list.push(words),
            _ => features.push((name.to_owned(), ReadFeature::List(vec![words]))),
        }
    }
    let kind = node.tag_name().name().to_owned();
    ReadStructure { id: id_of(node).unwrap_or_default().to_owned(), kind, features }
}

/// What the text of a view is called: as the file, with the view's name where there are several.
fn view_name(input: &Input, view: Option<&str>, at: usize) -> String {
    match view {
        Some(view) if at > 0 => format!("{}-{view}", input.stem()),
        _ => input.stem().to_owned(),
    }
}

/// The package that a namespace such as `http:///uima/tcas.ecore` stands for.
fn package(node: &roxmltree::Node<'_, '_>) -> String {
    let namespace = node.tag_name().namespace().unwrap_or_default();
    let path = namespace.trim_start_matches("http:///").trim_end_matches(".ecore");
    // A type without a package has a namespace of this name.
    if path == "uima/noNamespace" { String::new() } else { path.replace('/', ".") }
}
