//! What the work on articles looks like to people without the program: pages, and pictures of it.
//!
//! Everything is bytes or plain shapes; nothing here opens a file or asks a network.

mod agreement;
mod canvas;
mod cards;
mod each;
mod error;
mod escape;
mod facts;
mod flow;
mod html;
mod key_list;
mod network;
mod network_scene;
mod pages;
mod palette;
mod pdf;
mod people;
mod phrases;
mod scene;
mod set_text;
mod sheet;
mod svg;
mod timeline;
mod timeline_scene;
mod typesetter;

pub use agreement::{AgreementPhrase, AgreementReport};
pub use error::ReportError;
pub use facts::{AnalystWork, ArticleFacts, ClaimFact, DateFact, DateLink, NamedClaimants};
pub use key_list::KeyList;
pub use palette::{InkRole, PaperShade, ReportPalette, RgbColor};
pub use people::{PeoplePhrase, PeopleReport};
pub use phrases::{Language, ReportPhrase};
pub use scene::{FigureScene, RectFill, SceneItem, SceneShape, SceneTarget};
pub use timeline::{ArticleTimeline, TimelineMoment};
pub use typesetter::{LetterSource, ReportTypesetter};
