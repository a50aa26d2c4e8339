//! What is done with the folder of the open article: opened, listed anew, divided, its table, its people.

pub(super) mod cataloging;
pub(super) mod dividing;
pub(super) mod moves;
pub(super) mod opening;
pub(super) mod people;
pub(super) mod relisting;
