//! Deciding on suggestions without taking them: wrong, never, later.

use crate::{
    edit,
    model::{Dismissal, DismissalKind, DismissalTarget, DismissedPlace, Document, Name},
    session::{
        Reason,
        editor::{Editor, StepDirection, draft::target_of},
    },
};

/// For which words a decision on a suggestion holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DismissalReach {
    /// For these in their place.
    Here,
    /// For the same words with the same label, wherever they stand.
    Everywhere,
}

/// A suggestion that was decided on without being taken, for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DismissedSuggestion {
    /// What was decided, and on what.
    pub dismissal: Dismissal,
    /// Its words, the pieces of a discontinuous one joined by « … ».
    pub words: String,
    /// Which suggestion it is, where it is found still.
    pub index: Option<usize>,
}

impl Editor {
    /// What was decided on suggestions that were not taken, in text order.
    pub fn dismissed(&self) -> Vec<DismissedSuggestion> {
        let document = self.document();
        let listed = |it: &Dismissal| DismissedSuggestion {
            words: words_of(document, &it.target),
            index: self.suggestions().index_of(document, &it.target),
            dismissal: it.clone(),
        };
        document.dismissals().map(listed).collect()
    }
}

/// Decides on the current suggestion and goes on to the next one.
pub(super) fn dismiss_current(
    editor: &mut Editor,
    kind: DismissalKind,
    reach: DismissalReach,
) -> Result<(), Reason> {
    let (index, _) = editor.suggestion_in_hand()?;
    dismiss(editor, &[index], kind, reach)?;
    editor.step_suggestion(StepDirection::After);
    Ok(())
}

/// Decides on suggestions as one step.
pub(super) fn dismiss(
    editor: &mut Editor,
    indices: &[usize],
    kind: DismissalKind,
    reach: DismissalReach,
) -> Result<(), Reason> {
    let everywhere = reach == DismissalReach::Everywhere;
    let document = editor.document();
    let mut after = document.clone();
    let mut steps = Vec::new();
    for mention in indices.iter().filter_map(|it| editor.suggestions.open(document, *it)) {
        let Some(target) = target_of(document, mention) else { continue };
        let (rule, at) = (Name::from(&*mention.rule), editor.at.clone());
        let step = edit::dismiss(&after, Dismissal { target, kind, rule, at, everywhere });
        if let Some(step) = step {
            after.apply(&step)?;
            steps.push(step);
        }
    }
    editor.commit(edit::merge(steps))
}

/// Takes back what was decided on a suggestion, which is the current one then.
pub(super) fn take_back(editor: &mut Editor, target: &DismissalTarget) -> Result<(), Reason> {
    let step = edit::take_back(editor.document(), target).ok_or(Reason::NothingToTakeBack)?;
    editor.commit(step)?;
    if let Some(index) = editor.suggestions.index_of(editor.document(), target) {
        editor.show_suggestion(Some(index));
    }
    Ok(())
}

fn words_of(document: &Document, target: &DismissalTarget) -> String {
    match &target.place {
        DismissedPlace::At(extent) => document.text().quote(extent.pieces()),
        DismissedPlace::Gone { words, .. } => words.clone(),
    }
}
