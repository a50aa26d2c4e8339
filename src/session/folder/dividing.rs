//! Who works on which article of the open folder, as `tasks.ron` says, and what follows when it is changed
//! while the folder is open.

use std::path::Path;

use crate::{
    compare::TaskPlan,
    messages::Worded as _,
    session::{NoticeKind, Reason, Session},
    store::{self, StoreError},
};

impl Session {
    /// Takes into the list whose each article is; where that can't be read it stays as it was, and is said.
    /// Gives back how many are the analyst's, where that is news.
    pub(in crate::session) fn take_tasks(&mut self) -> Option<usize> {
        let folder = self.workspace.folder.as_mut()?;
        match store::tasks_of(folder.path()) {
            Ok(plan) => {
                self.notices.forget(|it| matches!(it, NoticeKind::TasksNotRead(_)));
                let plan = plan.unwrap_or_default();
                let own = folder.take_tasks(&plan, &self.workspace.analyst);
                self.report_not_among(&plan);
                own
            }
            Err(error) => {
                self.post_notice(NoticeKind::TasksNotRead(error), []);
                None
            }
        }
    }

    /// Says it where the articles are divided and the person is not among those who work on them or decide: a
    /// name written otherwise than in the plan begins work that nobody expects. It is over once it is so no more.
    fn report_not_among(&mut self, plan: &TaskPlan) {
        let name = &self.workspace.analyst;
        if plan.assigned.is_empty() || plan.knows(name.as_str()) {
            self.notices.forget(|it| matches!(it, NoticeKind::NotAmongAnalysts { .. }));
            return;
        }
        let analysts = plan.analysts().into_iter().map(str::to_owned).collect();
        let kind = NoticeKind::NotAmongAnalysts { name: name.clone(), analysts };
        let is_said = |it: &NoticeKind| it.message() == kind.message();
        if !self.notices.knows(is_said) {
            self.notices.forget(|it| matches!(it, NoticeKind::NotAmongAnalysts { .. }));
            self.post_notice(kind, []);
        }
    }

    /// The name of what is decided where the open articles' analysts are compared.
    pub(in crate::session) fn gold_name(&self) -> String {
        let folder = self.workspace.folder.as_ref().map(|it| it.path().to_owned());
        let article = || {
            self.workspace.article.as_ref().and_then(|it| it.path().parent().map(Path::to_owned))
        };
        let plan = folder.or_else(article).and_then(|it| plan_of(&it).ok());
        plan.unwrap_or_default().gold
    }

    /// Somebody divided the articles anew.
    pub(in crate::session) fn on_tasks_changed(&mut self) {
        if let Some(own) = self.take_tasks() {
            self.post_notice(NoticeKind::TasksChanged(own), []);
        }
    }
}

/// Who works on what in a folder, and who may see what.
///
/// Fails where it can't be read: then nobody else's work is shown, since nobody knows to whom it may be.
pub(in crate::session) fn plan_of(folder: &Path) -> Result<TaskPlan, Reason> {
    let known = |_why: StoreError| Reason::TasksNotRead;
    store::tasks_of(folder).map(Option::unwrap_or_default).map_err(known)
}
