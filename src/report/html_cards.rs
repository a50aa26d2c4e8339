//! Cards as HTML.

use std::fmt::Write as _;

use super::{
    ReportTypesetter,
    cards::{CardRow, NEXT, TagCard},
    escape::escaped,
    phrases::digits,
};

impl TagCard {
    /// Writes the card behind `out`.
    pub(super) fn html(&self, out: &mut String, press: &ReportTypesetter) {
        let (id, number) = (self.id, digits(&self.number.to_string(), press.language));
        let label = self.label.map_or(String::new(), |it| format!(" c{it}"));
        let _infallible = writeln!(
            out,
            "<div class=\"card{label}\" id=\"n{id}\"><p class=\"what\"><a href=\"#{id}\">{number}</a> {}</p>",
            escaped(&self.title)
        );
        self.claimants(out);
        let words = escaped(&self.words);
        let _infallible = writeln!(out, "<p class=\"words\" dir=\"auto\">{words}</p>");
        for (index, line) in self.told.iter().enumerate() {
            let class = if index + 1 == self.told.len() { "value" } else { "told" };
            let line = escaped(line);
            let _infallible = writeln!(out, "<p class=\"{class}\"><bdi>{line}</bdi></p>");
        }
        if !self.rows.is_empty() {
            *out += "<dl>";
            for row in &self.rows {
                row_html(out, row);
            }
            *out += "</dl>\n";
        }
        *out += "</div>\n";
    }

    /// Who says it → by which words →.
    fn claimants(&self, out: &mut String) {
        if self.frame.is_empty() {
            return;
        }
        *out += "<p class=\"frame\">";
        for (title, words) in &self.frame {
            let (title, words) = (escaped(title), escaped(words));
            let _infallible = write!(
                out,
                "<span title=\"{title}\"><bdi>{words}</bdi></span> <i aria-hidden=\"true\">{NEXT}</i> "
            );
        }
        *out += "</p>\n";
    }
}

fn row_html(out: &mut String, row: &CardRow) {
    let (name, value) = (escaped(&row.name), escaped(&row.value));
    let value = match (row.target, &row.link) {
        (Some(target), _) => format!("<a href=\"#{target}\">{value}</a>"),
        (None, Some(link)) => {
            format!("<a href=\"{}\" rel=\"noreferrer noopener\">{value}</a>", escaped(link))
        }
        (None, None) => value,
    };
    let _infallible = write!(out, "<div><dt>{name}</dt><dd dir=\"auto\">{value}</dd></div>");
}
