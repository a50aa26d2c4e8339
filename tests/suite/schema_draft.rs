//! A schema while it is edited: what it becomes, and what becomes of the records that name it.

use hashiye::{
    edit::{RecordOutcome, SchemaDraft, SchemaEdit, key_from_words},
    model::{Schema, SchemaPart, schema::Label},
};

fn draft() -> SchemaDraft {
    SchemaDraft::of(&Schema::standard())
}

/// The serial of a label.
fn serial_of(draft: &SchemaDraft, label: &str) -> u32 {
    draft.labels.iter().find(|it| it.now.id == label).expect("the label is there").serial
}

/// Gives a label another key.
fn rename(draft: &mut SchemaDraft, label: &str, key: &str) {
    let found = draft.labels.iter_mut().find(|it| it.now.id == label);
    key.clone_into(&mut found.expect("the label is there").now.id);
}

#[test]
fn a_schema_comes_back_as_it_was() {
    let schema = Schema::standard();
    assert_eq!(draft().schema(), *schema);
    assert!(draft().edits(&schema).is_empty());
}

#[test]
fn an_attribute_of_two_labels_is_edited_once() {
    let mut draft = draft();
    let note = draft.attributes.iter_mut().find(|it| it.now.id == "note").expect("it is there");
    "remark".clone_into(&mut note.now.id);
    let schema = draft.schema();
    let has = |it: &&Label| it.attribute("remark").is_some_and(|it| it.former == ["note"]);
    assert_eq!(schema.labels.iter().filter(has).count(), 2);
}

#[test]
fn what_is_removed_and_renamed_is_known() {
    let present = Schema::standard();
    let mut draft = draft();
    rename(&mut draft, "claim", "statement");
    draft.remove(serial_of(&draft, "date"));
    let edits = draft.edits(&present);
    let renamed = (SchemaPart::Label("claim".into()), SchemaEdit::Renamed("statement".to_owned()));
    assert_eq!(edits.first(), Some(&renamed));
    assert!(edits.contains(&(SchemaPart::Label("date".into()), SchemaEdit::Removed)));
    let schema = draft.schema();
    assert_eq!(schema.label_now("claim"), "statement");
    assert_eq!(schema.relation("pair"), None, "it led from dates to dates");
    assert!(schema.faults().is_empty(), "{:?}", schema.faults());
}

#[test]
fn records_of_a_label_that_is_gone_stay_move_or_go() {
    let mut draft = draft();
    draft.remove(serial_of(&draft, "date"));
    let date = SchemaPart::Label("date".into());
    let settled = |outcome| draft.settled([(&date, &outcome)]);

    let (kept, discards) = settled(RecordOutcome::Keep);
    assert_eq!((kept.label_ever("date"), discards.as_slice()), (None, [].as_slice()));

    let (moved, discards) = settled(RecordOutcome::Move("claim".to_owned()));
    assert_eq!((moved.label_now("date"), discards.as_slice()), ("claim", [].as_slice()));

    let (left, discards) = settled(RecordOutcome::Discard);
    assert_eq!((left.label_ever("date"), discards.as_slice()), (None, [date.clone()].as_slice()));
}

#[test]
fn keys_come_from_words() {
    assert_eq!(key_from_words("Check worthy!").as_deref(), Some("check_worthy"));
    assert_eq!(key_from_words("محل وقوع").as_deref(), Some("محل_وقوع"));
    assert_eq!(key_from_words(" ! "), None);
}
