//! Articles in office documents: Word's `.docx` and `OpenDocument`'s `.odt`, a paragraph a line.

use super::{
    FormatError, Input,
    syntax::{xml, zip},
};

/// The text of a document; `None` for a file that is none.
pub(super) fn text_of(input: &Input) -> Result<Option<String>, FormatError> {
    const PARTS: [&str; 2] = ["word/document.xml", "content.xml"];
    if !zip::is_zip(input) {
        return Ok(None);
    }
    let files = zip::unpack(input, |name| PARTS.contains(&name))?;
    let Some(part) = files.first() else { return Ok(None) };
    let part = Input::new(input.name.clone(), part.bytes.as_slice());
    let source = part.text()?;
    let tree = xml::parse(&part, &source)?;
    let mut text = String::new();
    for paragraph in tree.descendants().filter(|it| {
        ["p", "h"].contains(&it.tag_name().name()) && it.is_element() && !is_inside_another(it)
    }) {
        let mut line = String::new();
        read(paragraph, &mut line);
        text += line.trim_end();
        text.push('\n');
    }
    Ok((!text.trim().is_empty()).then_some(text))
}

/// True for a paragraph in a note or a frame inside another.
fn is_inside_another(node: &roxmltree::Node<'_, '_>) -> bool {
    node.ancestors().skip(1).any(|it| ["p", "h"].contains(&it.tag_name().name()))
}

fn read(node: roxmltree::Node<'_, '_>, line: &mut String) {
    // In Word only `t` holds words, in OpenDocument every text does.
    let is_word = node.tag_name().namespace().is_some_and(|it| it.contains("wordprocessingml"));
    for descendant in node.descendants().skip(1) {
        if descendant.is_text() {
            let holds =
                descendant.parent().is_some_and(|it| !is_word || it.tag_name().name() == "t");
            line.push_str(descendant.text().filter(|_| holds).unwrap_or_default());
            continue;
        }
        match descendant.tag_name().name() {
            "tab" => line.push('\t'),
            "br" | "line-break" | "cr" => line.push('\n'),
            "noBreakHyphen" => line.push('\u{2011}'),
            "s" if !is_word => {
                let count = descendant.attributes().find(|it| it.name() == "c");
                let count = count.and_then(|it| it.value().parse().ok()).unwrap_or(1);
                line.extend(std::iter::repeat_n(' ', count.min(1000)));
            }
            _ => {}
        }
    }
}
