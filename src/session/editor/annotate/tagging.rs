//! Giving a label: to words, to the active annotation, to the suggestion that is being corrected.

use super::{
    accepting::tag_mention,
    dating,
    linking::{link_to_active, tag_words},
};
use crate::{
    model::Name,
    recognize::Context,
    session::{
        Reason,
        editor::{
            CorrectAction, Editor, recognition,
            tagging::{TagTarget, Tagging},
        },
    },
    text::TextRange,
};

pub(super) fn tag(editor: &mut Editor, tagging: Tagging, context: Context) -> Result<(), Reason> {
    let Tagging { label, target, .. } = editor.tagging_now(tagging)?;
    let label = &label;
    match target {
        TagTarget::Relabel(id) => {
            let change = dating::relabel(editor.document(), id, label, context);
            editor.commit_change(change)
        }
        TagTarget::Activate(id) => {
            if !link_to_active(editor, id, label)? {
                editor.activate(Some(id));
            }
            Ok(())
        }
        TagTarget::Suggested => editor.correct(CorrectAction::SetLabel(label.clone())),
        TagTarget::LinkSuggested => {
            let relation = editor.link_of_draft(label).ok_or(Reason::NoSuggestionCurrent)?;
            editor.correct(CorrectAction::Link(relation))
        }
        TagTarget::New(range) => tag_new(editor, range, label, context),
    }
}

/// Tags words that have no such tag yet. It is what is at work from then on: the suggestion that was looked at
/// comes later.
fn tag_new(
    editor: &mut Editor,
    range: TextRange,
    label: &Name,
    context: Context,
) -> Result<(), Reason> {
    let byte = editor.selection().head;
    // Without a selection the whole expression at the caret is meant, not just a word.
    let known = recognition::known_as(editor.document().schema(), label.as_str());
    let is_whole = editor.selected().is_none();
    let whole = is_whole
        .then(|| recognition::at_caret(known, editor.document().text(), byte, context))
        .flatten();
    match whole {
        Some(mention) => tag_mention(editor, &mention, context)?,
        None => tag_words(editor, range, label, context)?,
    }
    editor.suggestions.set_current(None);
    Ok(())
}
