//! Fixing what was found, where that is certain, as one step.

use crate::{
    check::{self, Finding},
    edit,
    model::{AnnotationId, Document, Transaction},
    recognize::Context,
    session::{
        Reason,
        editor::{Editor, action::Fix},
    },
};

impl Editor {
    /// Whether something at the active annotation can be fixed.
    pub fn may_fix_active(&self) -> Result<AnnotationId, Reason> {
        let active = self.active().ok_or(Reason::NoTag)?;
        let context = self.context();
        let can = |it: &Finding| check::fix(self.document(), &context, it).is_some();
        let found = check::tag(self.document(), active, &context);
        found.iter().any(can).then_some(active.id).ok_or(Reason::NothingToFix)
    }
}

/// Fixes findings as one step.
pub(super) fn fix(editor: &mut Editor, what: Fix, context: Context) -> Result<(), Reason> {
    let mut after = editor.document().clone();
    let list = editor.findings().list();
    let steps = match what {
        Fix::One(index) => fixed(&mut after, context, list.get(index)),
        Fix::All(code) => fixed(&mut after, context, list.iter().filter(|it| it.code() == code)),
        Fix::Tag(id) => fixed_tag(&mut after, context, id),
    };
    if steps.is_empty() {
        return Err(Reason::NothingToFix);
    }
    editor.commit(edit::merge(steps))?;
    // The list says so at once.
    match what {
        Fix::One(index) => editor.findings.fixed(index),
        Fix::All(code) => editor.findings.all_fixed(code),
        Fix::Tag(_) => {}
    }
    Ok(())
}

/// Fixes what still can be, one after the other.
fn fixed<'a>(
    document: &mut Document,
    context: Context,
    findings: impl IntoIterator<Item = &'a Finding>,
) -> Vec<Transaction> {
    let mut steps = Vec::new();
    for finding in findings {
        if let Some(step) = check::fix(document, &context, finding)
            && document.apply(&step).is_ok()
        {
            steps.push(step);
        }
    }
    steps
}

/// Fixes an annotation until nothing certain is left.
fn fixed_tag(document: &mut Document, context: Context, id: AnnotationId) -> Vec<Transaction> {
    /// More than one annotation can have.
    const MOST: usize = 32;
    let mut steps = Vec::new();
    while let Some(annotation) = document.annotation(id).filter(|_| steps.len() < MOST).cloned() {
        let found = check::tag(document, &annotation, &context);
        let step = found.iter().find_map(|it| check::fix(document, &context, it));
        let Some(step) = step.filter(|it| document.apply(it).is_ok()) else { break };
        steps.push(step);
    }
    steps
}
