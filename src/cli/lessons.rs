//! `hashiye suggest --jsonl --learn`: a line in, a line out, in order; what is taught in one is known
//! in the next.

use std::{
    collections::BTreeMap,
    io::{self, BufRead as _, BufWriter, Read as _, Write as _},
};

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Done, Failure, Outcome,
    finder::{Finder, FoundMention, line_of},
    out,
    stream::{LONGEST, LineFault, gone, read_day},
};
use crate::{
    learn::{ArticleWork, LabeledRange, Learner, OutsideFinding, ReadArticle},
    messages::Message,
    session::external_lesson,
    store::ExternalQuestion,
    text::{Text, escape_json_line_ends},
};

/// A line that asks, or one that teaches.
#[derive(Deserialize)]
struct LessonRecord {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    spans: Vec<LessonSpan>,
    #[serde(default)]
    rejected: Vec<LessonSpan>,
    #[serde(default)]
    learn: Option<LessonExtent>,
}

/// How far the analyst has come in an article.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
enum LessonExtent {
    #[serde(rename = "so far")]
    SoFar,
    #[serde(rename = "done")]
    Done,
}

/// A tag, with offsets in code points.
#[derive(Deserialize)]
struct LessonSpan {
    start: usize,
    end: usize,
    label: String,
}

/// Answers every line of standard input on standard output.
pub(super) fn run(finder: &Finder) -> Done {
    let mut school = School::new(finder);
    let mut input = io::stdin().lock();
    let mut output = BufWriter::new(io::stdout().lock());
    for number in 1.. {
        let mut line = Vec::new();
        let read = input.by_ref().take(LONGEST).read_until(b'\n', &mut line);
        if read.map_err(|error| Failure::unreadable(&out::unread(&error)))? == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = school.answer(number, &line);
        let answer = answer.map_err(|message| Failure { outcome: Outcome::Unreadable, message })?;
        // Who asks waits for the answer.
        let written = writeln!(output, "{}", escape_json_line_ends(&answer));
        if gone(written.and_then(|()| output.flush()))? {
            break;
        }
    }
    Ok(Outcome::Done)
}

/// What was taught so far.
struct School<'a> {
    finder: &'a Finder,
    learner: Learner,
    /// What the learner knows, in the order in which it was taken in.
    lessons: Vec<Lesson>,
    /// Where the lesson of an article is among them, by its `id` as JSON.
    places: BTreeMap<String, usize>,
    /// The article at hand.
    current: Option<CurrentArticle>,
}

/// An article with the work on it.
struct Lesson {
    text: Text,
    published: Option<jiff::civil::Date>,
    work: ArticleWork,
    found: FoundOutside,
}

/// What rules and programs found in an article; these are asked once.
#[derive(Clone, Default)]
struct FoundOutside {
    mentions: Vec<FoundMention>,
    outside: Vec<OutsideFinding>,
}

/// The article that was asked of last. Until another one comes, or it is done, the learner does not
/// know it: everything in it is seen as it comes.
struct CurrentArticle {
    id: String,
    lesson: Lesson,
    read: ReadArticle,
}

impl<'a> School<'a> {
    fn new(finder: &'a Finder) -> Self {
        let (learner, lessons) = (Learner::new(), Vec::new());
        Self { finder, learner, lessons, places: BTreeMap::new(), current: None }
    }

    fn answer(&mut self, number: usize, line: &[u8]) -> Result<String, Message> {
        let line = line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(line);
        let record: LessonRecord =
            serde_json::from_slice(line).map_err(|it| LineFault::no_document(&it).at(number))?;
        let published = read_day(record.published.as_deref(), self.finder.published);
        let published = published.map_err(|it| it.at(number))?;
        let text = Text::new(record.text.as_str());
        let key = record.id.to_string();
        self.turn_to(&key, text, published);
        match record.learn {
            None => Ok(self.suggest(&record.id)),
            Some(extent) => {
                let text = self.current.as_ref().map(|it| it.lesson.text.clone());
                let text = text.unwrap_or_else(|| Text::new(""));
                let work = ArticleWork {
                    tags: ranges(&text, &record.spans, number)?,
                    rejected: ranges(&text, &record.rejected, number)?,
                    is_done: extent == LessonExtent::Done,
                    ..ArticleWork::default()
                };
                self.teach(work);
                let learned = self.lessons.len() + usize::from(self.current.is_some());
                Ok(json!({ "id": record.id, "learned": learned }).to_string())
            }
        }
    }

    /// Makes an article the one at hand: one that the learner knows is unlearned for as long.
    fn turn_to(&mut self, key: &str, text: Text, published: Option<jiff::civil::Date>) {
        if let Some(current) = &self.current
            && current.id == key
            && current.lesson.text == text
            && current.lesson.published == published
        {
            return;
        }
        self.put_down();
        let mut known = None;
        if let Some(place) = self.places.remove(key) {
            let lesson = self.lessons.remove(place);
            for other in self.places.values_mut() {
                *other -= usize::from(*other > place);
            }
            known = Some(lesson).filter(|it| it.text == text);
            self.learn_anew();
        }
        let is_same_day = known.as_ref().is_some_and(|it| it.published == published);
        let (work, found) = known.map(|it| (it.work, it.found)).unwrap_or_default();
        let found = if is_same_day { found } else { self.find(key, &text, published) };
        let lesson = Lesson { text, published, work, found };
        let read = self.read(&lesson);
        self.current = Some(CurrentArticle { id: key.to_owned(), lesson, read });
    }

    fn find(&self, key: &str, text: &Text, published: Option<jiff::civil::Date>) -> FoundOutside {
        let finder = self.finder.published_on(published).at(key.to_owned());
        let (mentions, outside) = finder.outside(text);
        FoundOutside { mentions, outside }
    }

    fn read(&self, lesson: &Lesson) -> ReadArticle {
        self.learner.experience().read(&lesson.text, lesson.found.outside.clone(), None)
    }

    fn suggest(&self, id: &Value) -> String {
        let Some(current) = &self.current else { return String::new() };
        let suggestions = self.learner.experience().suggest(&current.read, &current.lesson.work);
        let found = self.finder.shown(&current.lesson.found.mentions, suggestions);
        line_of(id, &current.lesson.text, &found)
    }

    fn teach(&mut self, work: ArticleWork) {
        let is_done = work.is_done;
        if let Some(current) = &mut self.current {
            current.lesson.work = work;
        }
        if is_done {
            self.put_down();
        }
    }

    /// Has the learner take in the article at hand.
    fn put_down(&mut self) {
        let Some(current) = self.current.take() else { return };
        if current.lesson.work == ArticleWork::default() {
            return;
        }
        self.learner.learn(&current.read, &current.lesson.work);
        self.teach_programs(&current);
        self.places.insert(current.id, self.lessons.len());
        self.lessons.push(current.lesson);
    }

    /// Says what was done in a finished article to the programs that learn.
    fn teach_programs(&self, current: &CurrentArticle) {
        let Lesson { text, published, work, .. } = &current.lesson;
        if work.is_done {
            let article = ExternalQuestion { text, published: *published, schema: None };
            let lesson = external_lesson(text, work);
            for program in &self.finder.programs {
                program.teach(article, &lesson, &current.id);
            }
        }
    }

    fn learn_anew(&mut self) {
        self.learner = Learner::new();
        for at in 0..self.lessons.len() {
            let Some(lesson) = self.lessons.get(at) else { break };
            let read = self.read(lesson);
            self.learner.learn(&read, &lesson.work);
        }
    }
}

fn ranges(text: &Text, spans: &[LessonSpan], number: usize) -> Result<Vec<LabeledRange>, Message> {
    let range = |it: &LessonSpan| {
        let range = text.range_of_chars(it.start, it.end).map_err(|_outside| {
            let what = Message::new("terminal-no-span").with("start", it.start);
            LineFault::new(what.with("end", it.end), None).at(number)
        })?;
        Ok(LabeledRange { range, label: it.label.as_str().into() })
    };
    spans.iter().map(range).collect()
}
