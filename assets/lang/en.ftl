# Every sentence of window, reports and findings, in English; the terminal says these too, and what is in
# terminal.ftl besides.
command-open = Open article…
command-open-folder = Open folder…
command-paste = New article from pasted text…
command-save = Save now
command-save-as-ron = Save as RON
command-save-as-json = Save as JSON
command-export = Export dataset…
command-import = Import dataset…
command-catalog = Table of the articles…
command-publication = Set the publication date…
command-done = Mark as done and open the next article
command-not-done = Not done after all: back to in progress
command-next-article = Open the next article of the list
command-previous-article = Open the previous article of the list
command-close = Close article
command-undo = Undo
would-undo = Undo: { $step }
would-redo = Redo: { $step }
step-tagged = tag { $label } on «{ $words }»
step-tagged-several = { $n ->
    [one] tag { $label } on «{ $words }» and one more tag
   *[other] tag { $label } on «{ $words }» and { $n } more tags
 }
step-removed = removal of { $label } from «{ $words }»
step-removed-several = { $n ->
    [one] removal of { $label } from «{ $words }» and of one more tag
   *[other] removal of { $label } from «{ $words }» and of { $n } more tags
 }
step-changed = change of { $label } on «{ $words }»
step-changed-several = { $n ->
    [one] change of { $label } on «{ $words }» and of one more tag
   *[other] change of { $label } on «{ $words }» and of { $n } more tags
 }
step-linked = links of { $label } «{ $words }»
step-decided = decision on the suggestion «{ $words }»
step-schema = change of the labels
step-article = change of the article’s details
step-correction = correction of this suggestion
command-redo = Redo
command-copy = Copy
command-select-all = Select all
command-find = Find in the article
command-find-all = Find in all articles
command-find-next = Next match
command-find-previous = Previous match
command-occurrences = Tag every occurrence
command-end-after = Move the tag’s end one word forward
command-end-before = Move the tag’s end one word back
command-start-before = Move the tag’s start one word back
command-start-after = Move the tag’s start one word forward
command-add-piece = Add the selected words to the tag as a piece
command-next-tag = Next tag
command-previous-tag = Previous tag
command-edit-tag = Edit the tag
command-remove = Remove the tag
command-remove-with-parts = Remove the tag and the parts that only it uses
command-let-go = Deselect
command-next-suggestion = Next suggestion
command-previous-suggestion = Previous suggestion
command-accept-suggestion = Accept the suggestion, or edit the tag
command-accept-all = Accept all of one kind…
command-dismiss-suggestion = Reject the suggestion
command-postpone-suggestion = Leave the suggestion for later
command-never-suggest = Never suggest these words with this label
command-findings = Show or hide the issues
command-next-finding = Next issue
command-previous-finding = Previous issue
command-fix = Fix the issue at the tag
command-zoom-in = Larger text
command-zoom-out = Smaller text
command-zoom-reset = Actual size
command-invisibles = Show invisible characters
command-articles = Show or hide the list of articles
command-guideline = Show or hide the guideline
command-schema = Edit the schema…
command-next-pane = Next pane
command-language = فارسی / English
command-theme = Light or dark
command-settings = Settings…
command-guide = Guide
command-tour = Tour: the first four steps
command-palette = All commands
command-keys = Keyboard shortcuts
short-open = Open
short-undo = Undo
short-redo = Redo
short-find = Find
short-export = Export
short-settings = Settings
short-schema = Schema
short-keys = Shortcuts
short-theme = Theme
short-language = فارسی
short-remove = Remove
short-accept = Accept
short-fix = Fix
short-next = Next
key-ctrl = Ctrl
key-alt = Alt
key-shift = Shift
key-enter = Enter
key-tab = Tab
key-backspace = Backspace
key-delete = Del
key-escape = Esc
suggestions-under-way = Looking for dates and claims…
suggestions-still-looked-for = Suggestions are still being looked for.
suggestions-hidden = hidden
suggestions-left = { $n ->
    [one] { $n } suggestion
   *[other] { $n } suggestions
 } left
suggestions-for-later = { $n } for later
publication-date = Publication date
publication-unknown = Published: ?
publication-how = The day the article was published. Relative dates such as «دیروز» are counted from it.
publication-hint = 1400/10/10 or 2021-12-31
publication-set = Set
publication-weekday = It is not a { $day }.
publication-not-read = This cannot be read as a date.
publication-proposed = Published: { $value }? · { $reason }
publication-shown = Published: { $value }
count-tags = Tags: { $n }
count-findings = Issues: { $n }
guideline-title = Guideline
guideline-of = Guideline for { $label }
guideline-examples = Examples
guideline-empty = This label has no guideline yet. Write one in the schema.
guideline-none = The schema has no labels.
count-selected = { $n ->
    [one] { $n } character
   *[other] { $n } characters
 } selected
count-characters = { $n ->
    [one] { $n } character
   *[other] { $n } characters
 }
percent = { $n }%
position = Paragraph { $here } of { $all }
status-folded = { $n ->
    [one] { $n } warning
   *[other] { $n } warnings
 }
status-without-place = { $n } without a place
state-untouched = Nothing to save yet
state-saved = Saved
state-saving = Saving…
state-loading-long = Reading the tags ({ $n } s so far)…
state-loading = Reading…
state-read-only = Read-only
state-stopped = Needs your decision
state-failed = Not saved; try again
find-field = Words to find
find-hint = Find words in any spelling
find-places = { $here } of { $all }
find-count = { $n ->
    [one] { $n } match
   *[other] { $n } matches
 }
find-all-hint = Words in any spelling
places-field = Words to find
places-in-all = All articles
places-in-this = This article
places-close = Close the list of matches
places-tick = Tick
places-tick-all = { $n ->
    [one] Tick the one match
   *[other] Tick all { $n }
}
places-tick-none = Untick all
places-as = Label as { $label }
places-how = Tick matches to give them a label.
places-choose-label = { $n } ticked; choose a label
places-tag = Tag { $n } in { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}
find-all-found = { $n ->
    [one] { $n } match
   *[other] { $n } matches
 } in { $all ->
    [one] { $all } article
   *[other] { $all } articles
 }
find-all-under-way = Matches so far: { $n } ({ $done } of { $all } articles searched)
find-all-cut = Only the first { $n } matches are shown; add more words to narrow the search.
find-all-unread = { $n ->
    [one] { $n } article
   *[other] { $n } articles
 } could not be read
find-exact = Exact spelling
find-close = Close the find bar
start-what = Tag claims and dates in Persian news
start-sample = Try the sample articles
start-drop = You can also drop a file or a folder here.
start-offline = Nothing leaves this machine: the program has no network code.
start-recent = Recently opened
start-recent-folder = Folder { $name }
start-recent-article = { $name }
start-recent-within = { $name } in { $folder }
guide-of-dialog = What the guide says about this
guide-previous = Previous part
guide-next = Next part
guide-parts = All parts
tour-step = Step { $here } of { $all }
tour-suggestion = Dotted lines are suggestions. Press Tab: the strip below says what the first one would tag. Enter accepts it, Backspace rejects it.
tour-own-tag = Now words that nobody suggested: drag over some, then press D for a date or C for a claim.
tour-details = Click a tag and press E: there you say what kind of claim it is and who makes it, or what day a date means.
tour-dataset = That is all. Ctrl+E shows the dataset made from this, in the format you need.
tour-next = Next
tour-end = Finish
tour-leave = Leave the tour
dismiss-notice = Dismiss
page-name = Article
suggestion-of = Suggested: { $label }
value-typed = value typed by hand
value-not-read = This cannot be read as a date.
value-no-number = This is no number.
value-no-address = This is no web address.
found-by-rule = rule { $rule }
slot-empty = Select the words
slot-armed = Select the words, or click a tag
slot-other = Other words
card-of = { $tag }
linked-from = “{ $relation }” of
link-as = Link as { $relation }
tag-as = Tag as { $label }
go-to = Go to { $what }
unlink = Remove the link to { $what }
no-value = No value
yes = Yes
no = No
browse-file = Choose a file…
browse-folder = Choose a folder…
open-path = Path of an article or folder
open-hint = /home/…/article.txt
no-chooser = This computer showed no window to choose files; type the path.
open-now = Open
cancel = Cancel
close-dialog = Close

failure-title = The program failed
failure-what = This report says where in the program that was, and what was asked for before, by name. There is no word of your articles and no name of your files in it. Nothing was sent.
failure-send = To have it fixed, copy the report and send it to whoever gave you the program.
failure-send-to = To have it fixed, copy the report and post it here: { $address }
failure-file = It is also in the file { $path }
failure-copy = Copy the report
failure-copied = Copied
failure-gone = The report is not there any more.
paste-how = Copy the article’s text, then paste it here.
paste-now = Paste
paste-nothing = The clipboard has no text that this program can read
paste-page = Paste as a web page
paste-name = File name
paste-folder = It will be saved as a text file in { $path }
paste-keep = Save and open
export-article = This article
export-folder = { $n ->
    [one] The { $n } article
   *[other] All { $n } articles
 }
export-path = Save as
export-now = Export
export-replace-now = Replace what is there
export-cannot = This format cannot hold { $what }.
export-path-folder = Save in folder
export-part-format = Format
export-part-filters = What is exported (filters: { $n })
export-part-losses = What is lost
export-counting = Counting…
export-without-place = { $n ->
    [one] { $n } tag has no place: its words are no longer in its article.
   *[other] { $n } tags have no place: their words are no longer in their articles.
}
export-holds = { $documents ->
    [one] { $documents } article
   *[other] { $documents } articles
 }, { $spans ->
    [one] { $spans } tag
   *[other] { $spans } tags
 }, { $relations ->
    [one] { $relations } link
   *[other] { $relations } links
 }
export-holds-of = { $documents ->
    [one] { $documents } article
   *[other] { $documents } articles
 }, { $spans } of { $all_spans ->
    [one] { $all_spans } tag
   *[other] { $all_spans } tags
 }, { $relations } of { $all_relations ->
    [one] { $all_relations } link
   *[other] { $all_relations } links
 }
export-left-out = The filters leave out { $documents ->
    [one] { $documents } article
   *[other] { $documents } articles
 }, { $spans ->
    [one] { $spans } tag
   *[other] { $spans } tags
 } and { $relations ->
    [one] { $relations } link
   *[other] { $relations } links
 }.
export-left-out-dismissals = { $n ->
    [one] They leave out { $n } decision on a suggestion of another label.
   *[other] They leave out { $n } decisions on suggestions of other labels.
}
export-whole = Nothing is lost.
export-loses = What is lost: { $what }.
export-replaces = A dataset with this name is there already and would be replaced.
export-new-folder = A new folder is made: { $path }
export-split = Train { $train }, validation { $validation }, test { $test }
export-split-kept = as before: { $n }
export-split-moved = moved for balance: { $n }
detail-analyst = whose work it is
detail-dismissed = rejected suggestions
detail-later = suggestions left for later
detail-published = publication date
detail-source = source
detail-status = how far the work is
detail-suggestions = whether suggestions were shown
detail-title = title
detail-url = address
export-unsaid = The format has no place for these details of the articles: { $keys }
export-unreadable = { $n ->
    [one] { $n } article cannot be read and is left out.
   *[other] { $n } articles cannot be read and are left out.
}
export-leaks = { $n ->
    [one] { $n } pair of near-duplicates is divided between splits.
   *[other] { $n } pairs of near-duplicates are divided between splits.
}
export-leak = { $one } and { $other } share { $n }% of their words but are in different splits
export-loss = { $document } · «{ $words }» · { $what }
export-layout = Layout
layout-tags = Tags
layout-soft-labels = Tags with who said what
layout-entities = Spans and links
layout-text-label = Text and labels
import-how = Articles with their tags from another tool, or plain text files. They are written to a folder of their own; the dataset is not changed.
import-from = Dataset (a file or a folder)
import-hint = /home/…/dataset.jsonl
import-to = Write the articles to folder
import-format = Format
import-any = Detect
import-columns = Columns of the table
import-column = { $of }: { $column }
import-column-none = none
column-text = Text
column-title = Title
column-published = Publication date
column-source = Source
column-url = Address
column-id = ID
import-look = Check
import-looking = Checking…
import-now = Import
import-holds = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
 }, { $spans ->
    [one] { $spans } tag
   *[other] { $spans } tags
 }, { $relations ->
    [one] { $relations } link
   *[other] { $relations } links
 }; format: { $format }
import-holds-works = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
 }, { $works ->
    [one] { $works } annotation file
   *[other] { $works } annotation files
 }, { $spans ->
    [one] { $spans } tag
   *[other] { $spans } tags
 }, { $relations ->
    [one] { $relations } link
   *[other] { $relations } links
 }; format: { $format }
import-adds = Added to the folder’s schema: { $what }
import-table-adds = Added to articles.csv, which every analyst uses: { $days ->
    [one] { $days } publication date
   *[other] { $days } publication dates
 }; titles, sources and addresses: { $details }
import-table-keeps = { $n ->
    [one] { $n } article keeps the publication date of articles.csv, which differs from the dataset’s.
   *[other] { $n } articles keep the publication dates of articles.csv, which differ from the dataset’s.
}
import-table-several = { $n ->
    [one] { $n } article has several publication dates in the dataset; articles.csv gets none of them.
   *[other] { $n } articles have several publication dates in the dataset; articles.csv gets none of them.
}
import-whole = Nothing is lost.
import-odd = Changed or left out: { $n }
lost-spans = { $n ->
    [one] { $n } tag
   *[other] { $n } tags
}
lost-attributes = { $n ->
    [one] { $n } attribute
   *[other] { $n } attributes
}
lost-links = { $n ->
    [one] { $n } link
   *[other] { $n } links
}
lost-other = { $n ->
    [one] { $n } other detail
   *[other] { $n } other details
}
loss-overlaps = the tag, since it overlaps a longer one
loss-untrimmed = the tag, since it starts or ends with white space
loss-edges = the white space at its edges
loss-blank = the tag, since it is nothing but white space
loss-label = the tag, since the format has no place for the label { $what }
loss-members = the tag as one, since each of its days becomes a tag of its own
loss-attribute = the attribute { $what } ({ $value })
loss-relation = the link { $what }
loss-carriage-returns = the article’s carriage returns, which become line ends
loss-place = its place in the text
loss-empty = the article, since it has no words
loss-name = the name of the attribute { $what } ({ $value })
loss-returns-in = the carriage returns in { $what }
loss-beginning = the line ends and tabs before its first word
loss-control = control characters, which are replaced
filter-labels = Labels
filter-suggested = Accepted suggestions
filter-suggested-too = Include
filter-suggested-not = Leave out
filter-suggested-only = Only these
filter-outer = Outer attributions («به گزارش ایرنا»)
filter-outer-not = Leave out
filter-outer-too = Include
filter-status = State of the article
filter-analysts = Analysts
filter-since = Published on or after
filter-until = Published on or before
split-shares = Training / validation / test, in percent
split-seed = Seed (another number draws other splits)
split-seed-wrong = A seed is a whole number.
cannot-spans = tags
cannot-overlaps = overlapping tags
cannot-attributes = attributes
cannot-relations = links
cannot-other-labels = other labels
cannot-white-space = exact white space
cannot-carriage-returns = carriage returns
cannot-metadata = metadata
cannot-empty-documents = articles without tags
cannot-pieces = tags in pieces
cannot-text = the text
format-title-table = Table of articles
format-title-text = Plain text
format-jsonl = Our own format: one article per line, with all its tags, links and details; the program can read it back.
format-hf = A folder for Hugging Face’s datasets: Parquet or JSON Lines in splits, with a dataset card.
format-label-studio = Tasks for Label Studio, and the project configuration that shows them.
format-doccano = JSON Lines for doccano; its project must allow overlapping spans.
format-parquet = One table with one article per row, for pandas, Arrow and Spark.
format-csv = Three tables for spreadsheets and pandas: articles, tags and links.
format-tsv = Three tab-separated tables: articles, tags and links.
format-docbin = spaCy’s own container, ready for training; all tags are in doc.spans.
format-prodigy = JSON Lines with tokens, as Prodigy and spaCy read them.
format-conll = One token per line with IOB2 or BILOU, for sequence labeling.
format-brat = Text and standoff files for brat and everything that reads it.
format-cas-xmi = UIMA’s XML, as INCEpTION and DKPro read it.
format-cas-json = UIMA’s JSON, version 0.4.
format-webanno-tsv = Tab-separated files as INCEpTION and WebAnno write them.
format-timeml = Dates as TIMEX3 elements in the text.
format-w3c = A page of JSON-LD that points into the texts, after the W3C’s standard.
format-claimreview = Claims and who made them, as search engines read fact checks.
format-conllu = One token per line after Universal Dependencies, with tags in the last column.
format-tei = TEI P5: anchors in the text, everything said about them in standOff.
format-table = Articles in a table (CSV, TSV, JSON Lines, JSON, Parquet), one per row; columns are found by their names.
format-inception = A project as INCEpTION exports it (.zip), with every annotator’s work.
format-text = Plain text files (.txt, .md), each an article without tags.
palette-field = Command
palette-hint = What do you want to do?
palette-nothing = No command has these words.
keys-labels = Labels and links
keys-caret = Caret and mouse
keys-arrows = Arrow keys move the caret the way they point; with Shift they select.
keys-word = Ctrl+← and Ctrl+→ move by word.
keys-line = Home and End go to the ends of the line; with Ctrl to those of the article.
keys-select = Double-click selects a word, triple-click a sentence. Dragging selects words; with Alt, characters.
keys-mouse = Drag an end of a tag to move it. Click again for the longer tag beneath.
setting-analyst = Analyst
setting-language = Language
setting-theme = Theme
setting-digits = Digits
setting-typeface = Typeface
setting-syntax = Format of new files
choice-system = Same as the system
choice-persian = فارسی
choice-english = English
choice-light = Light
choice-dark = Dark
choice-of-language = Same as the language
choice-persian-digits = ۱۲۳
choice-latin-digits = 123
choice-vazirmatn = Vazirmatn
choice-naskh = Naskh
choice-ron = RON
choice-json = JSON
accept-all-found = { $n ->
    [one] { $n } suggestion
   *[other] { $n } suggestions
 }: { $label }
accept-all-now = Accept these
unsaved-title = Your last changes could not be saved
unsaved-what = They are still here. Fix the problem and try again, or close and lose them.
unsaved-retry = Try again
unsaved-close = Close without saving
articles-progress = { $done } of { $all } done
articles-filter = Filter by title
status-all = All
status-new = New
status-in-progress = In progress
status-done = Done
notice-not-opened = Could not open: { $why }
notice-page-days-differ = The web page shows { $shown } as its publication date, but its metadata say { $moment }; the date shown is proposed
notice-extracted = The article’s text was taken from the web page into { $path }
notice-encoding = The file is encoded in { $encoding } and was read accordingly.
notice-schema = The folder’s schema cannot be used; the usual one is in use instead. The reason: { $why }
notice-schema-kept = The schema is saved. Every article in the folder uses it from now on: { $path }
notice-schema-followed = The labels of this folder were changed elsewhere; the new ones are in use from now on.
notice-schema-not-kept = The schema was not saved and nothing changed: { $why }
notice-not-counted = The tags in the other articles could not be counted: { $why }
notice-annotations-unreadable = The annotation file cannot be read and is left as it is: { $why }
notice-findings = { $n ->
    [one] { $n } entry in the annotation file does not fit the article: { $first }
   *[other] { $n } entries in the annotation file do not fit the article. The first: { $first }
}
notice-not-saved = Not saved: { $why }
notice-read-only = This article is read-only for now: { $why }
notice-begun = { $n ->
    [one] Something you began in this article is still here, unfinished.
   *[other] { $n } things you began in this article are still here, unfinished.
}
notice-value-not-read = «{ $typed }» cannot be read as { $attribute }; the value before stays. What you typed is still in the field.
notice-other-analyst = { $n ->
    [one] From now on you work as «{ $now }». The work of «{ $before }» on one article of this folder stays untouched in its own file and is not shown here.
   *[other] From now on you work as «{ $now }». The work of «{ $before }» on { $n } articles of this folder stays untouched in its own files and is not shown here.
 }
notice-work-taken-up = { $n ->
    [one] There is work of «{ $now }» on one article of this folder, and from now on it is yours to change. If it is somebody else’s, go back to «{ $before }».
   *[other] There is work of «{ $now }» on { $n } articles of this folder, and from now on it is yours to change. If it is somebody else’s, go back to «{ $before }».
}
notice-work-taken-along = { $left ->
    [0] Work taken along to «{ $now }»: { $n } articles.
   *[other] Work taken along to «{ $now }»: { $n } articles. Left where it was: { $left }, since there is work under the new name too, it is open elsewhere, or it could not be written.
 }
notice-recovered = { $n ->
    [one] { $n } unsaved step was recovered.
   *[other] { $n } unsaved steps were recovered.
}
notice-changed-outside = Another program changed the annotation file { $path }. Saving is paused. A copy of the version you do not keep is saved.
notice-article-changed = Another program changed the text of the article { $path }. You are still working on the earlier text.
notice-many-removed = { $lost ->
    [one] { $lost } tag is gone with this save. The file with all of them is kept in { $copy }
   *[other] { $lost } tags are gone with this save. The file with all of them is kept in { $copy }
}
notice-moved = The article has changed since it was tagged. Of its tags, { $certain } found their words again and { $doubts } are in doubt. Nothing is written until you confirm.
notice-articles-moved = { $articles } articles in this folder have changed since they were tagged. Of their tags, { $certain } found their words again and { $doubts } are in doubt. Nothing is written until you confirm.
notice-articles-placed = Tags placed in { $articles } changed articles: { $tags }. Articles that still wait for an answer: { $waiting }
offer-review-folder = Review all of them
command-folder-moves = Changed articles in the folder…
folder-moves-how = Changed since they were tagged: { $articles } articles. Tags that found their words again: { $certain }. The others are in doubt for the reasons below; those you tick are put in their likeliest place. In each article your answers are one step that can be undone.
folder-moves-waiting = Articles that will still wait, as something else in them is in doubt: { $n }
folder-moves-article = { $doubts ->
    [0] { $certain } certain
   *[other] { $certain ->
        [0] { $doubts } in doubt
       *[other] { $certain } certain, { $doubts } in doubt
    }
}
folder-moves-now = Place the tags
doubt-unchanged = Words and surroundings stand in one place
doubt-other-surroundings = The words stand in one place, with something else beside them
doubt-several-places = The words stand in several places; take the likeliest
doubt-reworded = Something else stands where they stood; take that
doubt-gone = The words are no longer there; keep the tags aside
moves-same-way = Answer all { $n } alike: { $why }
notice-dates-recounted = { $n ->
    [one] One date was counted again from the publication date now in the table.
   *[other] { $n } dates were counted again from the publication date now in the table.
}
notice-other-days-in-table = { $n ->
    [one] The table now gives { $n } other article with tags another publication date. Dates in it that are counted from the earlier one are listed as issues there, where they can be fixed.
   *[other] The table now gives { $n } other articles with tags another publication date. Dates in them that are counted from the earlier one are listed as issues there, where they can be fixed.
}
notice-saved = Saved to { $path }
notice-exported = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
 }, { $spans ->
    [one] { $spans } tag
   *[other] { $spans } tags
 } and { $relations ->
    [one] { $relations } link
   *[other] { $relations } links
 } written to { $path }
notice-exported-with-losses = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
 }, { $spans } of { $all_spans ->
    [one] { $all_spans } tag
   *[other] { $all_spans } tags
 }, { $relations } of { $all_relations ->
    [one] { $all_relations } link
   *[other] { $all_relations } links
 } written to { $path }. The format could not hold { $losses ->
    [one] { $losses } detail
   *[other] { $losses } details
 }; { $unreadable ->
    [one] { $unreadable } article
   *[other] { $unreadable } articles
 } could not be read.
notice-not-exported = Not exported: { $why }
notice-imported = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
 }, { $documents ->
    [one] { $documents } annotation file
   *[other] { $documents } annotation files
 } with { $spans ->
    [one] { $spans } tag
   *[other] { $spans } tags
 } and { $relations ->
    [one] { $relations } link
   *[other] { $relations } links
 } imported{ $left ->
    [0] { "" }
   *[other] ; left out: { $left }
 }
notice-imported-for-others = This is the work of { $names }. It lies beside the articles, not among your tags; F7 shows it.
notice-not-imported = Not imported: { $why }
import-refused = Cannot be imported: { $why }
notice-unread-files = Files that look like somebody’s tags but are not read: { $n }. The first: { $first } ({ $why })
unread-hidden = its name begins with a dot
unread-copy = its name is that of a copy or a conflict of a syncing program; merge it, or give it a name of its own
unread-letter-case = capital letters in its name; rename it
unread-composition = the letters of its name are written in parts; type the name again
unread-name = its name is not ARTICLE.ANALYST.ron or .json; an analyst’s name has no dots
notice-orphaned-files = Annotation files whose article is not here: { $n }, such as { $first }
notice-empty-folder = There are no articles in { $path } (.txt, .md and .html files are articles).
notice-tasks-not-read = Who works on which article is not known: { $why }
notice-articles-came = { $n ->
    [one] A new article is in the folder: { $first }
   *[other] { $n } new articles are in the folder, such as { $first }
}
notice-articles-gone = { $n ->
    [one] An article is no longer in the folder: { $first }
   *[other] { $n } articles are no longer in the folder, such as { $first }
}
articles-gone = no longer in the folder
notice-not-among-analysts = The articles of this folder are divided among { $names }. You work as { $name }, who has no share in them. If you are one of them, enter the name in the settings just as it stands here, before you tag anything.
notice-tasks-changed = The articles were divided anew. { $n ->
    [0] You have no share: all of them are open to you.
    [one] One is yours now.
   *[other] { $n } are yours now.
}
notice-own-done = All the articles that are yours are done. Others have theirs.
articles-others = another’s
articles-calibration = everybody’s, first
notice-all-done = This article is done; no other is left.
notice-rest-is-held = This article is done. { $n ->
    [one] One other is left, which is open in another window.
   *[other] { $n } others are left, all open in other windows.
}
notice-parts-left = No tag uses these parts any more: { $words }
offer-remove-parts = Remove them too
notice-settings = The settings could not be saved: { $why }
notice-settings-damaged = The settings cannot be read and were set aside: { $why }
notice-stopped-before = Last time, the program stopped because of an error. The tags made until then are saved; a report says what failed.
notice-part-failed = Something that the program did in the background failed. Your tags are kept; a report says what failed.
notice-analyst = This cannot be an analyst’s name: { $why }
reason-no-article = Open an article first.
reason-no-folder = No folder is open.
reason-no-other-article = The list has no other article there.
reason-dialog-open = Close the dialog first.
reason-loading = The tags are still being read.
reason-newer = A newer version of the program wrote this file, so it is read-only.
reason-agreeing = The new places of the tags are being saved.
reason-article-changed = The article has changed since it was tagged, so it is read-only.
reason-locked = This article is open in another window or on another computer; until it is closed there, it is read-only.
reason-cannot-write = This folder cannot be written to, so the article is read-only.
reason-annotations-unreadable = The annotation file cannot be read, so nothing can be changed.
reason-nothing-to-undo = There is nothing to undo.
reason-value-not-read = What you typed cannot be read; the value before stays.
reason-nothing-to-redo = There is nothing to redo.
reason-nothing-selected = Select some words first.
reason-nothing-found = No matches.
reason-no-tag = No tag is active. Click one, or press Ctrl+↓.
reason-not-finished = This article is not marked as done.
reason-nothing-near = No tag nearby fits this link. Select the words.
reason-no-claim-active = Make a claim active first; links start there.
reason-no-such-relation = The schema has no such link.
reason-not-from-this = This link does not start at the active tag.
reason-linked-already = They are already linked.
reason-no-word = There is no word at the caret.
reason-only-marks = There are no words here, only punctuation.
reason-same-label = The tag already has this label.
reason-no-more-tags = There are no more tags in this direction.
reason-text-ends = The text ends here.
reason-tag-too-short = A tag needs at least one word.
reason-no-suggestions = There are no suggestions left.
reason-no-suggestion-current = No suggestion is current. Press Tab.
reason-no-other-reading = This suggestion can be read in only one way.
reason-nothing-to-take-back = Nothing was decided on this suggestion.
reason-suggested-so = This is what is suggested. Press Enter to accept it.
reason-other-words-selected = Other words are selected. Give them a label, or press Esc first.
reason-no-findings = There are no issues.
reason-nothing-to-fix = There is nothing here with a certain fix.
reason-conflict = This does not fit the article any more.
reason-schema-given = The schema was given with --schema; edit that file instead.
pair-agrees = ✓ both calendars agree
pair-same-time = ✓ both sides name the same time
pair-not-compared = Not compared: one side of the pair names no day
finding-pair-disagrees = The two calendars disagree ({ $here } here, { $there } there)
finding-impossible-date = There is no day { $value }; fix its value
finding-other-weekday = The words say { $written }, but the value is a { $counted }
finding-other-publication-weekday = The words say { $written }, but counted from the publication date it is { $counted }; check that date
finding-after-publication = { $value } is after publication ({ $published }), but reported as past
finding-unresolved-date = No value; set the publication date or type one
finding-ends-before-begin = It ends before it begins ({ $begin } to { $end })
finding-no-publication-day = The publication date { $published } is not a day; write it as 2021-12-31
finding-starts-with-that = It starts with «که», which stays outside
finding-starts-with-mark = It starts with punctuation, which stays outside
finding-ends-with-mark = It ends with punctuation, which stays outside
finding-in-quotation-marks = The quotation marks around it stay outside
finding-missing-link = No { $relation } is linked
finding-unlinked-date = A date inside a claim is not linked to it
finding-inside-word = An edge is inside the word { $word }
finding-split-character = An edge separates a letter from its marks
finding-without-place = This { $label } tag has no place in the article; place it again or remove it
finding-merge-conflict = Changed on both sides of a merge; the other version says { $other }. Fixing keeps this one
finding-twice = The same words have the label { $label } twice
finding-other-label-elsewhere = Tagged as { $here } here; the same words are tagged as { $elsewhere } elsewhere
finding-missing-attribute = No { $attribute } is set
finding-unknown-label = The schema has no label { $label }
finding-unknown-attribute = Its label has no attribute { $attribute }
finding-wrong-value = { $attribute } cannot be { $value }
finding-unknown-link = The schema has no link { $relation }
finding-wrong-ends = The link { $relation } does not join these labels ({ $from } → { $to })
findings-title = Issues
findings-none = There are no issues. Pairs and weekdays of dates, parts and edges of claims, and what the schema requires are checked as you work.
findings-looking = Checking…
findings-fix-all = Fix all { $n } like this
findings-close = Close the list
findings-dates = Dates
findings-claims = Claims
findings-tags = Edges and repetition
findings-schema = Schema
publication-none = No date; relative dates stay unresolved.
month-before = Previous month
month-after = Next month
year-before = Previous year
year-after = Next year
schema-title = Schema
schema-of = For every article in { $path }
schema-of-article = For this article
schema-nothing = There is nothing here yet.
schema-labels = Labels
schema-attributes = Attributes
schema-links = Links
schema-add-label = + New label
schema-add-attribute = + New attribute
schema-add-attribute-here = New attribute for this label
schema-add-link = + New link
schema-show = Show
schema-to-fix = To fix ({ $n }): { $what }
schema-changed = The changes are not saved yet.
schema-unchanged = Nothing has changed.
schema-keep = Save for the folder
schema-ask = The changes to the schema are not saved. Discard them?
schema-go-on = Keep editing
schema-drop = Discard the changes
schema-name-fa = Persian name
schema-name-en = English name
schema-id = ID in files
schema-value = Value in files
schema-own = Suggestions, calendars and checks look for the ID “{ $id }”; if you can, change only the names.
schema-key = Shortcut key
schema-press = Press a letter or digit. Backspace clears it.
schema-no-key = No key
schema-role = Role
schema-role-main = On its own
schema-role-part = Part of another tag
schema-lane = Underline
schema-lane-solid = Solid
schema-lane-dotted = Dotted
schema-lane-dashed = Dashed
schema-lane-double = Double
schema-color = Color
schema-hue = Color { $n }
schema-on-light = On light paper
schema-on-dark = On dark paper
schema-sample = نمونه
schema-contrast = mark { $mark }:1, words { $words }:1
schema-contrast-low = Too low; mark { $mark }:1 (at least 3), words { $words }:1 (at least 4.5)
schema-make-readable = Make readable
schema-not-color = Write a color as #rrggbb.
schema-guideline = Guideline
schema-guideline-fa = In Persian
schema-guideline-en = In English
schema-examples = Examples
schema-examples-how = Put the tagged words between [ and ].
schema-example = Example
schema-note-fa = Note in Persian
schema-note-en = Note in English
schema-add-example = + New example
schema-remove-example = Remove this example
schema-place = Position
schema-up = Move up
schema-down = Move down
schema-remove = Remove
schema-up-of = Move { $what } up
schema-down-of = Move { $what } down
schema-remove-of = Remove { $what }
schema-edit-of = Edit { $what }
schema-kind = Kind of value
schema-kind-text = Text
schema-kind-choice = Choice
schema-kind-number = Number
schema-kind-yes-no = Yes/no
schema-kind-date = Date
schema-kind-link = Web address
schema-required = Required
schema-choices = Choices: Persian name, English name, value in files
schema-add-value = + New choice
schema-default = When empty
schema-on-labels = For labels
schema-from = From labels
schema-to = To labels
schema-to-first = Words without a tag become “{ $label }”.
schema-wrong-read-by-program = The program reads dates under the ID “{ $key }”. Keep the ID and change the name instead.
schema-wrong-nameless = Write a name in Persian or English.
schema-wrong-command = The key { $key } belongs to the command “{ $what }”.
schema-wrong-id = “{ $id }” cannot be an ID; use letters, digits, _, - and .
schema-wrong-twice = The ID “{ $id }” appears twice
schema-wrong-value = The value “{ $id }” appears twice or is empty
schema-wrong-former = “{ $id }” is the former ID of “{ $now }”; older tags would be mistaken for it
schema-wrong-key-of-label = The key { $key } belongs to the label “{ $what }”.
schema-wrong-key-of-link = The key { $key } belongs to the link “{ $what }”.
schema-wrong-key-taken = The key { $key } belongs to “{ $what }”
schema-wrong-key = “{ $key }” is not a single Latin letter or digit
schema-wrong-no-label = There is no label “{ $id }”
schema-wrong-no-end = Choose the labels that the link starts and ends at
schema-wrong-no-choice = Write at least one choice
schema-touched = This affects finished work
schema-touched-how = In the open article it is one step and can be undone. Other files are not changed; they take the new names when they are opened or exported.
schema-unreadable = { $n ->
    [one] { $n } file in the folder could not be read and is not counted.
   *[other] { $n } files in the folder could not be read and are not counted.
}
schema-counting = Counting in the other articles of the folder…
schema-keep-touched = Save and change
schema-back = Back
schema-renamed = { $what } becomes { $to }
schema-removed = { $what } is removed
schema-touches-here = { $here } in this article, none in other files in the folder
schema-touches = { $here } in this article, { $there } in { $files } other files in the folder
schema-outcome-keep = Keep them
schema-outcome-move = Change them to “{ $what }”
schema-outcome-discard = Remove them here
schema-outcome-keep-how = They stay, and are shown as unknown until you decide on them.
schema-outcome-move-how = They are read that way here and in every file in the folder.
schema-outcome-discard-how = They are removed from this article with their links; in other files they stay and are shown as unknown.
label-unknown = “{ $label }” is not in the schema; press the key of another label, or remove the tag
command-report = Report for reading…
command-timeline = Timeline
command-network = Who says what
figure-timeline = Timeline
figure-network = Who says what
figure-under-way = Drawing…
figure-smaller = Zoom out
figure-larger = Zoom in
figure-save = Save picture…
figure-save-table = Save table…
figure-close = Close the figure
report-how = For people without this program: the article with its tags, or a figure of it.
report-html = Web page
report-pdf = PDF
report-svg = Picture of the article (SVG)
report-timeline = Picture of the timeline
report-network = Picture of who says what
report-table = Table of who says what (CSV)
report-now = Save
report-replaces = A file with this name is there already and would be replaced.
notice-reporting = Writing the report: { $done } of { $all } articles
notice-report-stopped = { $n ->
    [0] Writing the report was stopped; nothing was written
    [one] Writing the report was stopped; 1 file is in { $path }
   *[other] Writing the report was stopped; { $n } files are in { $path }
}
notice-reported = Report written to { $path }
notice-reported-in-part = Report written to { $path }; { $unreadable ->
    [one] { $unreadable } article
   *[other] { $unreadable } articles
 } could not be read
notice-not-reported = No report was written: { $why }
command-save-elsewhere = Save to another folder…
command-versions = Earlier versions…
command-moves = Tags that moved or lost their place
offer-reload = Reload
offer-overwrite = Keep mine
offer-save-again = Save now
offer-open-again = Try again
offer-save-elsewhere = Save to another folder…
offer-write-article = Write the article again
offer-place-anew = Place the tags again
offer-review = Review the tags
offer-take-over = Take over
offer-keep-ron = Keep .ron
offer-keep-json = Keep .json
offer-go-on = Go on with it
offer-correct-value = Correct it
offer-go-to = Go to that article
offer-take-along = Take it all along
offer-go-on-as = Back to «{ $name }»
offer-stop-reports = Stop
offer-versions = Earlier versions…
offer-failure-report = Show the error report…
moves-title = Tags after the change
moves-later = Later
moves-how-certain = The article is no longer the one that was tagged. Every tag found its words again; nothing is written until you confirm.
moves-how = The article is no longer the one that was tagged. Nothing is written until you confirm; your answers are then one step that can be undone.
moves-agree = Confirm
moves-unchanged = Accept the { $n } that did not change
moves-undecided = Undecided: { $n }. They will be kept aside with their words.
moves-waiting = To decide: { $n }
moves-certain = Certain: { $n }
moves-none = Every tag found its words again.
moves-was = It was here before:
moves-where = Where is it now?
moves-nowhere = Nothing like it was found. Select its words on the page, or keep it aside.
moves-here = It is here
moves-chosen = Here ✓
moves-selected = The selected words
moves-lost = Gone
orphans-title = Tags without a place
orphans-how = They have no place in the article now. Select words on the page to place one again.
moves-open-sign = ?
orphans-place = Place on the selected words
orphans-remove = Remove { $what }
elsewhere-how = The article and your tags are written to another folder, with everything that can be undone. You continue there.
elsewhere-path = Folder
elsewhere-hint = /home/…/articles
elsewhere-now = Save and continue there
versions-how = «+» is what comes back when a version is restored, «−» what goes. Restoring is one step that can be undone.
versions-how-in-place = The version takes the place of the file that cannot be read, which is kept beside the others. What was done after it is done again from the journal, as far as it is there, and can be undone step by step. Putting the version in place is no step itself.
versions-reading = Reading…
versions-none = There are no earlier versions yet. One is kept for every ten minutes of work, and before anything unusual.
versions-unreadable = unreadable
versions-against = +{ $more } −{ $less }
versions-restore = Restore this version
why-routine = now and then
why-loss = before there were fewer tags
why-repaired = before a repair
why-article-changed = before the article changed
why-outside = written by another program
why-set-aside = set aside
ago-now = just now
ago-minutes = { $n } min ago
ago-hours = { $n } h ago
ago-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
 } ago
notice-both-syntaxes = There are two files of your tags: .ron with { $ron } and .json with { $json }. { $later } was written later. Which one do you want to keep? The other is set aside, not deleted.
notice-set-aside = The other file is kept in { $path }
notice-put-back-alone = The version was put in place, but the journal does not know what was done after it: that is missing. Look through the tags. There is no step back; the unreadable file is kept in { $path }
notice-was-changed-outside = Another program has changed the annotation file since it was last open here. Earlier work can no longer be undone.
notice-file-gone = The annotation file { $path } is gone. Your tags are still here and will be written again with the next change.
notice-article-gone = The article { $path } was moved or deleted. Its text and your tags are still here.
notice-folder-gone = The folder { $path } cannot be reached; it was moved or deleted, or its disk was removed. Everything is still here. Bring the folder back, or save to another one.
notice-kept-aside = What could not be saved is kept with the earlier versions: { $path }
notice-lock-lost = Somebody else took over this article; nothing more is written from here: { $path }
notice-restored = Restored: { $n ->
    [one] { $n } tag
   *[other] { $n } tags
 }. Undo takes it back.
reason-marked-read-only = The annotation file is marked as read-only.
reason-no-moves = Every tag has its place.
reason-other-text = This version belongs to another text of the article, so it can only be viewed.
reason-same-tags = This version has the same tags as now.

# What files have to say.
failed-at = { $what } ({ $path })
cannot-read = cannot be read because { $why }
cannot-write = cannot be written because { $why }
cannot-list = the folder cannot be listed because { $why }
cannot-make-folder = the folder cannot be made because { $why }
cannot-remove = cannot be removed because { $why }
io-not-found = it is not there; check the name
io-denied = permission is denied; check that you may read and write it
io-full = the disk is full; free some space
io-read-only = the disk is read-only; copy the folder to one that can be written to
io-folder = there is a folder in place of a file, or the reverse
io-exists = something with that name already exists; choose another name
io-other = the system says “{ $error }”; check the disk and try again
text-empty = the file is empty; choose one with an article’s text
text-binary = this is a binary file, not text; save the article as plain text (UTF-8)
text-unknown = the encoding is not UTF-8, UTF-16 or Windows-1256 (it looks like { $guess }); save the file as UTF-8
text-damaged = line { $line } has bytes that are not { $encoding }; save the file again as UTF-8
failure-too-large = { $bytes } bytes are more than the { $largest } that can be read; split the file
failure-not-an-article = not an article; choose a .txt, .md, .html or .htm file
failure-page-nested = the page nests its elements deeper than { $most }
failure-page-attributes = an element of the page has more than { $most } attributes
failure-no-article-in-page = no article was found in this web page; copy its text and paste it here
failure-syntax = { $why }; correct it or restore an earlier copy
failure-not-ours = not an annotation file of Hashiye; import it or move it away
failure-schema = { $why }; correct it
failure-schema-changed = another program has changed the schema; open the article again to use it
failure-settings = { $why }
failure-both-syntaxes = this analyst has both a .ron and a .json file; choose which to keep
failure-copy-of = this is a copy of { $analyst }’s work that a synchronizing program left; merge it in or remove it
failure-other-texts = the files belong to different texts of the article; open both articles first
failure-other-analysts = the files are of different analysts
failure-changed-outside = another program changed the file; reload it or keep yours (a copy of theirs is kept)
failure-article-changed-again = the article has changed once more; place its tags again
failure-marked-read-only = the file is marked as read-only; remove that mark or save to another folder
failure-folder-is-link = the folder is a link to another place; remove the link
read-only-newer = a newer Hashiye wrote this file (version { $version } of the format); update this one
read-only-article-changed = the article has changed since it was tagged; review its tags first
read-only-locked = { $user } on { $host } has it open (process { $pid }, opened { $since }); close it there
read-only-lock-lost = somebody else took it over; open it again
read-only-cannot-write = this folder cannot be written to: { $why }
read-only-marked = the annotation file is marked as read-only; remove that mark
name-empty = the analyst’s name is empty; give one
name-long = the analyst’s name is too long; give a shorter one
name-character = the analyst’s name cannot have { $character }; leave it out
name-gold = this name stands for what was decided where analysts were compared, and is written by comparing (F7); choose a name of your own
file-line = { $what } (line { $line })
file-quote-differs = { $id } quotes “{ $quote }”, the article has “{ $found }”; the tag is kept
file-outside = { $id } ({ $label }, “{ $quote }”) at { $start }–{ $end } is outside the article; left out
file-id-replaced = the ID { $id } is taken or not one of ours; it is { $given } now
file-dangling = the link { $id } ({ $label }) leads from { $from } to { $to }, which does not exist; left out
file-unknown-label = the schema has no label { $label } ({ $id }); the tag is kept
file-unknown-relation = the schema has no link { $label } ({ $id }); it is kept
file-counters-replaced = the next IDs did not fit; counted again
file-other-analyst = the file names { $named } as its analyst
file-marked = the file has the markers of a conflict in it; both sides are here{ $n ->
    [0] {""}
    [one] , { $n } tag twice
   *[other] , { $n } tags twice
}
file-edit-refused = { $n ->
    [one] { $n } unsaved edit does not fit the file as it is now; kept in a copy
   *[other] { $n } unsaved edits do not fit the file as it is now; kept in a copy
}
file-more = { $n } more of these
refused-format = { $why }
refused-no-format = the format was not detected; choose it from the list ({ $path })
refused-no-article = there is no article in it
refused-two-works = { $analyst } has tagged one article twice ({ $article })
refused-other-text = an article with this name but another text is there; choose an empty folder ({ $path })
refused-work-there = this analyst’s work is already there; choose another folder ({ $path })
refused-worked-on = this file is in use by the program; give another name ({ $path })
refused-several-files = this format has several files; give a folder, a name without an extension ({ $path })
refused-among-articles = this is inside the folder that is read, and would be read as an article next time; choose a place outside it ({ $path })
refused-other-files = the folder holds other files, such as { $name }; choose an empty or new one ({ $path })
refused-changed-meanwhile = the articles were changed again and again while they were read; nothing was written, try again when nobody works on them
refused-would-replace = this is there already; replace it or choose another name ({ $path })
notice-broken-outside = In place of the annotation file { $path } there is something else, or it cannot be read any more. Your tags are here. Saving is paused.
notice-not-agreed = Nothing was written: { $why }
notice-without-place = { $n ->
    [one] { $n } tag has no place in the article and is kept with its words.
   *[other] { $n } tags have no place in the article and are kept with their words.
}
io-no-file = it is not a regular file; move it away

# What an import says of what it read. $place is a file, with a line where there is one.
import-note-at = { $what } ({ $place })
import-note-recounted = { $n ->
    [one] { $n } span is
   *[other] { $n } spans are
 } counted in { $how }, which makes the words fit
import-note-cuts-words = { $n } of { $all } spans begin or end inside a word; they may be counted in another unit
import-note-cuts-words-as = { $n } of { $all } spans begin or end inside a word; far fewer would in { $unit }, which --offset-unit chooses
import-note-renamed = { $kind } { $name } is called { $called }
import-note-encoding = read as { $name }
import-note-bad-bytes = { $n ->
    [one] { $n } byte is
   *[other] { $n } bytes are
 } not UTF-8 and became U+FFFD, at { $place }
import-note-span-outside = left out span { $span } of { $id }: { $at } is not a span of its text ({ $unit })
import-note-span-astray = left out span { $span } of { $id }: “{ $words }” is { $n ->
    [0] nowhere in the text
    [one] not where it is said to be, but in { $n } other place
   *[other] not where it is said to be, but in { $n } other places
 }
import-note-relation-astray = left out relation { $label } from { $from } to { $to }: no such span
import-note-attributes-astray = left out attributes without a span: { $of }
import-note-without-text = left out { $n ->
    [one] { $n } span
   *[other] { $n } spans
 } without a text { $wanted }
import-note-document = left out document { $id }: { $why }
import-note-tags = left out all { $n } spans and relations of { $id }: they do not fit together
import-note-row = left out: { $why }
import-note-file = left out: { $why }
import-note-first-row = { $id }: “{ $text }”
import-note-first-row-of-day = { $id }, published on { $day }: “{ $text }”
import-note-far-cells = left out { $n ->
    [one] { $n } cell
   *[other] { $n } cells
 } after column { $most }
import-note-other-columns = columns not used: { $names }
import-note-tags-of-table = left out { $n ->
    [one] { $n } tag
   *[other] { $n } tags
 }: a table brings articles alone
import-note-tags-of-table-from = left out { $n ->
    [one] { $n } tag or link
   *[other] { $n } tags and links
 }: a table brings articles alone; the format “{ $format }” brings them, too (in the terminal --from { $id })
import-note-tags-beside-table = left out the tags of these articles, which are in tables beside this one: import their folder in the format “{ $format }” (in the terminal --from { $id })
import-note-other-file = left out: it is not a { $wanted } file
import-note-put-aside = left out { $n ->
    [one] { $n } result
   *[other] { $n } results
 } of a cancelled annotation
import-note-other-tags = column { $column } holds tags, too ({ $n }), which are left out; --column { $column } reads those instead
import-note-kind = left out { $n } × { $kind }
import-named-document = document
import-named-label = label
import-named-attribute = attribute
import-named-relation = relation
import-document-no-text = it has no text
import-document-nul = its text holds NUL characters
import-document-no-tokens = it has no tokens
import-document-answered = it was answered “{ $answer }”
import-row-no-text = there is no text in this row
import-row-no-list = “{ $key }” is not a list
import-row-no-object = “{ $key }” is not an object with keys and values
import-row-no-label = a span lacks its label
import-row-no-place = a span lacks its start or end
import-row-no-relation-label = a relation lacks its label
import-row-no-text-bound = not “T1<tab>label start end<tab>words”
import-row-no-tag = a token without a tag
import-row-unknown-tag = “{ $tag }” is not a tag of IOB2 or BILOU
import-row-fields = { $n } fields, where the first line has { $expected }
import-row-no-offset = { $column }: “{ $found }” is not an offset
import-row-no-document = no document has the ID “{ $id }”
import-row-unknown-header = an unknown header: { $line }
import-row-no-token = a row does not begin “id<tab>begin-end<tab>token”
import-row-few-columns = { $n } columns after the token, where the header has { $needed }
import-row-soft-labels = soft labels are for training, and nobody’s work any more; import the export in the layout “tags”
import-row-syntax = { $what }
import-kind-event = event
import-kind-equivalence = equivalence
import-kind-note = note on something other than a span
import-kind-attribute = attribute of something other than a span
import-kind-relation = relation without two spans
import-kind-unknown-line = line of an unknown kind
import-kind-comment = comment
import-kind-text-label = label of a whole text
import-kind-text-of-text = text about a text
import-kind-prediction = prediction beside an annotation
import-kind-draft = region of a draft that was not submitted
import-kind-dismissal = decision on a suggestion that is there twice or says no place
import-kind-named = { $name }
# Why a file of another format cannot be read.
format-large-file = the file has { $n } bytes, more than the { $most } that can be read at once; split it
format-large-article = it is longer than the { $most } bytes that can be read of an article; split it
format-long-line = the line is longer than the { $most } bytes that can be read
format-many-values = more than { $most } values in one place; split it
format-many-attributes = an element has more than { $most } attributes
format-large-unpacked = unpacked it is longer than { $most } bytes; split it
format-not-encoded = the file is not { $encoding }
format-not-utf8 = the file is not UTF-8 here
format-ends-early = { $why }; the file ends before its last element does
format-document-type = document types are not read, since their entities may do harm; remove it
format-damaged = { $what } is damaged
format-damaged-archive = the ZIP archive
format-damaged-spreadsheet = the spreadsheet
format-damaged-parquet = the Parquet file
format-damaged-footer = the footer of the Parquet file
format-damaged-page = a page of a column
format-damaged-dictionary = the dictionary of a column
format-archive-packing = the ZIP archive is not packed with Deflate; pack it again
format-large-archive = once unpacked, this ZIP archive is larger than the { $most } bytes that are read of it; unpack it and split it
format-no-files = no file here ends in one of these: { $names }
format-no-folder = the files of this format ({ $names }) are not here; import the folder that holds them all
format-no-table = there is no table
format-no-project = there is no annotation folder; this is not a project’s export
format-no-work = there is neither a CAS in XMI or JSON nor WebAnno TSV
format-no-sofa = there is no Sofa with a sofaString; not a CAS
format-no-timeml = there is no TEXT element; this is not TimeML
format-old-webanno = this is WebAnno TSV 2 or older, which is not read; export WebAnno TSV 3.3 or UIMA CAS XMI
format-not-webanno = this is not WebAnno TSV 3
format-other-layout = it has another layout
format-no-column = there is no column “{ $column }”; the columns are { $known }
format-lacks-column = there is no column “{ $column }”
format-no-text-column = no column seems to hold texts; choose one of these (in the terminal with --text): { $known }
format-only-written = { $title } can be written but not read
format-other = this is { $seen }, not { $wanted }; { $advice } ({ $why })
format-seen-named = { $name }
format-seen-word = a Word document
format-seen-archive = a ZIP archive
format-seen-page = a web page
format-seen-tsv = a TSV table
format-seen-csv = a CSV table
format-seen-tokens = CoNLL (columns of tokens and tags)
format-seen-spans = JSON Lines with spans
format-advice-from = import it with --from { $id }
format-advice-only-written = it can be written but not read
format-advice-not-read = it is not read
import-unit-code-points = code points
import-unit-utf16 = UTF-16 units
import-unit-bytes = bytes
import-unit-tokens = tokens
import-unit-none = nothing
import-counting-crlf-as-one = { $unit }, CRLF as one
import-counting-lf-as-two = { $unit }, LF as two
import-counting-with-mark = { $unit } with the byte order mark (BOM) at the beginning
import-counting-after-mark = { $unit } without the byte order mark (BOM) at the beginning
import-counting-after-space = { $unit } without the white space at the beginning
import-counting-at = { $unit } from { $number } on
import-placed-exact = { $n ->
    [one] { $n } span
   *[other] { $n } spans
 } exact
import-placed-recounted = { $n ->
    [one] { $n } span
   *[other] { $n } spans
 } counted in { $how }
import-placed-reanchored = { $n ->
    [one] { $n } span
   *[other] { $n } spans
 } re-anchored by their words
import-placed-unchecked = { $n ->
    [one] { $n } span
   *[other] { $n } spans
 } by offsets alone, since the file does not give their words
import-placed-left-out = { $n ->
    [one] { $n } span
   *[other] { $n } spans
 } left out, since their words have no certain place
import-placed-span = { $document } [{ $label }] “{ $words }”
import-left-out = Left out in all: { $n }
export-off-tokens = { $n ->
    [one] { $n } span begins or ends
   *[other] { $n } spans begin or end
 } inside a token of spaCy’s Persian tokenizer, such as “{ $first }”; a pipeline with its own tokens cannot learn them

# What reports and figures say by themselves.
report-undated = Not on the axis ({ $n })
report-no-dates = No date has a value yet. Tag dates, or accept suggestions.
agreement-title = How far analysts agree
agreement-dataset = The dataset
agreement-articles = Articles
agreement-shared-articles = by several analysts
agreement-label = Label
agreement-tags = Tags
agreement-all = All analysts
agreement-pair = { $one } and { $other }: { $n ->
    [one] { $n } article
   *[other] { $n } articles
}
agreement-exact = F1, exact
agreement-overlap = F1, overlap
agreement-edges = Edges
agreement-kappa = κ of words
agreement-alpha-words = α of words
agreement-alpha-units = α of units
agreement-alpha = α
agreement-attribute = Attribute
agreement-said = Said
agreement-same = Same
agreement-link = Link
agreement-among-matched = among matched ends
agreement-dates = Dates: the same instant { $instant }, common days { $days }, of { $n } pairs
agreement-gamma = γ (Mathet and others 2015): { $value }
agreement-confusions = What is taken for something else
agreement-nothing = nothing
agreement-count = How often
agreement-limits = F1 is twice the matched tags over the tags of both; exact: on the same words. Edges: what matched tags share. κ is Cohen’s and α Krippendorff’s, of words with the label or without; α of units is Krippendorff’s of 2016. In brackets intervals of 95 % over articles, by leaving out one at a time; with few articles they are wide, and with fewer than three there are none. No figure says whether the tags are right.
agreement-again = Made with:
report-published = Article published
report-and-more = and { $n } more
report-nobody = Claimant not tagged
report-paragraph = ¶ { $n }
report-network-title = Who says what about when
report-no-claims = No claim is tagged yet. Tag claims, or accept suggestions.
report-who = Who
report-what = What
report-when = When
report-source = Source
report-author = Author
report-made = Made with Hashiye { $version }
report-notes = Tags ({ $n })
report-page = Page { $n } of { $of }
report-articles = { $n ->
    [one] { $n } article
   *[other] { $n } articles
}
import-note-columns = columns: text { $text }, title { $title }, published { $published }, source { $source }, address { $url }, id { $id }
import-note-no-day = “{ $cell }” is not a publication date; it is kept as it is written
import-note-moved-day = { $moment } is the day { $day } in Tehran
import-note-other-day = the page shows { $shown }, its metadata { $moment }; the day shown counts
report-no-colors = the program’s own colors cannot be read: { $why }
report-no-pdf = the PDF cannot be made: { $why }
file-at = { $what } (line { $line }, column { $column })
parser-says = { $why }
syntax-key-twice = the key { $key } appears twice
syntax-expected = expected { $what }
syntax-expected-key = expected a key or the closing bracket
syntax-expected-comma = expected a comma or the closing bracket
syntax-expected-value = expected a value
syntax-expected-end = expected the end of the file
syntax-expected-comment = expected a comment
syntax-too-deep = brackets are nested too deep
syntax-too-long = this value is too long
syntax-ends-in-value = the file ends in the middle of a value
syntax-ends-in-string = the file ends in the middle of a string
syntax-ends-in-comment = the file ends in the middle of a comment
syntax-not-utf8 = bytes that are not UTF-8
schema-wrong-color = “{ $color }” is not a color such as #c0392b
command-open-strip = Correct the suggestion, or open the tag
command-hide-suggestions = Hide or show the suggestions
strip-accept-suggestion = Accept
strip-dismiss-suggestion = Reject
strip-postpone-suggestion = Later
strip-next-suggestion = Next
menu-accept-suggestion = Accept the suggestion
menu-correct-suggestion = Correct the suggestion
menu-open-tag = Open the tag
strip-correct = Correct
strip-open-strip = Details
strip-remove = Remove
strip-next-tag = Next
strip-previous-tag = Previous
strip-first = No suggestions. Select words and tag them.
strip-nothing = No tag is active.
strip-selected = Words are selected: { $labels }
strip-waiting = { $n ->
    [one] { $n } suggestion to decide
   *[other] { $n } suggestions to decide
}
form-more = { $n ->
    [one] + { $n } more attribute
   *[other] + { $n } more attributes
}
choice-default = { $choice }, default
choice-default-hint = The default: nobody has chosen it. Click to choose it.
form-less = Fewer attributes
form-details = How it was found
detail-origin = Origin: { $origin }
gloss-of = Note on { $tag }
gloss-lacks = ⚠ No { $what }
gloss-no-value = No value yet
gloss-more-dates = { $n ->
    [one] and { $n } more date
   *[other] and { $n } more dates
}
gloss-more = { $n ->
    [one] { $n } more tag here
   *[other] { $n } more tags here
}
bar-add-piece = + Piece
bar-occurrences = All occurrences
bar-copy = Copy
menu-main = Menu
menu-file = File
menu-edit = Edit
menu-tags = Tags
menu-suggestions = Suggestions
menu-findings = Issues
menu-view = View
menu-help = Help
command-interface-larger = Larger interface
command-interface-smaller = Smaller interface
command-suggestions-list = List of suggestions
suggestions-title = Suggestions
suggestions-open = To decide
suggestions-later = For later
suggestions-rejected = Rejected
suggestions-none = There are none.
places-nothing = Nothing found.
suggestions-close = Close the list of suggestions
suggestions-take-back = Take back
suggestions-gone = { $words } (not in the article now)
suggestions-everywhere = Never as { $label }
first-tab = First suggestion
first-date-key = D
first-date = Tag as a date
first-claim-key = C
first-claim = Tag as a claim
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun
command-other-reading = Read these words the other way
strip-or = or { $value }
publication-catalogued = Published: { $value } (table)
publication-confirm = Confirm
strip-awaits = waits for the publication date
schema-wrong-reserved = { $key } belongs to the program
notice-key-moved = The key { $before } belongs to the program now; { $what } has { $now } instead.
notice-key-gone = The key { $before } belongs to the program now; { $what } has none.

# The day of publication: why it is proposed.
command-confirm-publication = Confirm the publication date
publication-stated = stated in the article ({ $words })
publication-front-matter = stated in its front matter ({ $words })
publication-page = stated in the metadata of its web page
publication-page-shown = shown on its web page
publication-file-name = stated in its file name
publication-own-line = on a line of its own ({ $words })
publication-updated = when it was last updated ({ $words })
publication-nearby = the latest full date at the beginning ({ $words })
reason-no-proposal = No publication date is proposed.
reason-nothing-to-write = Nothing in the table would change.
finding-counted-from-other-day = { $value } is counted from another publication date than articles.csv says; from that one it is { $counted }
finding-other-publication-day = Confirmed here as published on { $published }, but articles.csv says { $catalogued }

# The table of a folder's articles.
catalog-how = What articles.csv says about the articles in this folder. It dates every article that does not state a date itself. Choose what to write; the table shows it before anything is written.
catalog-file = File
catalog-published = Published
catalog-title = Title
catalog-source = Source
catalog-url = Address
catalog-column = Column
catalog-from = Write
catalog-words = these words
catalog-words-hint = a date, or other words
catalog-file-name = the date in the file’s name
catalog-other-column = column “{ $name }”
catalog-for = For
catalog-all = all { $n }
catalog-ticked = ticked ({ $n })
catalog-named = files named
catalog-pattern-hint = * and ?, {"{"}YYYY{"}"} {"{"}MM{"}"} {"{"}DD{"}"}
catalog-filled = Filled cells
catalog-keep = stay
catalog-replace = are replaced
catalog-plan = { $n ->
    [0] Nothing would change
    [one] { $n } cell would change
   *[other] { $n } cells would change
}{ $kept ->
    [0] { "" }
   *[other] ; filled and kept: { $kept }
}{ $unread ->
    [0] { "" }
   *[other] ; nothing certain to write: { $unread }
}.
catalog-unread = Nothing certain to write for { $first }, for example.
catalog-write = { $n ->
    [0] Write
    [one] Write { $n } cell
   *[other] Write { $n } cells
}
catalog-undo = Undo in the table
catalog-redo = Redo in the table
catalog-no-files = no column names the files of the articles
catalog-several-days = several columns hold days, and none is named as the publication date ({ $columns })
catalog-no-day = “{ $cell }” is not a day
catalog-either-day = “{ $cell }” can be read as two days; write the year first
catalog-no-article = there is no article { $name }
catalog-twice = an earlier row is about { $name }, too
catalog-cells = { $found } cells under { $expected } columns
notice-catalog-not-read = The table of articles cannot be read: { $why }
notice-catalog-not-written = The table of articles was not written: { $why }
notice-catalog-written = { $n ->
    [one] One cell written: { $path }
   *[other] { $n } cells written: { $path }
}
notice-catalog-columns = Columns of articles.csv that are used: { $used }. Not used: { $others }
notice-catalog-uncertain = { $n ->
    [one] One cell of the table is unclear and was not used, in line { $line }: { $first } ({ $path })
   *[other] { $n } cells of the table are unclear and were not used, the first in line { $line }: { $first } ({ $path })
}

# Work on a folder.
status-reviewed = Reviewed
sentences = { $first } { $then }
unfinished-undecided = { $n ->
    [one] One suggestion is still undecided.
   *[other] { $n } suggestions are still undecided.
}
unfinished-undated = The publication date is not confirmed.
unfinished-findings = { $n ->
    [one] One issue is left.
   *[other] { $n } issues are left.
}
unfinished-ask = Mark as done anyway?
offer-reject-all = Reject them and mark as done
offer-reject-suggestions = Reject suggestions and mark as done
offer-leave = Leave them and mark as done
offer-leave-looking = Mark as done without waiting for them
offer-leave-undated = Mark as done without a date
offer-leave-findings = Mark as done with what is left
offer-leave-all = Mark as done, leave all as it is
offer-go-back = Go back
finish-title = Mark as done
finish-always = From now on without asking (settings)
setting-finish = When marked as done
choice-finish-ask = Ask
choice-finish-leave = Leave as it is
choice-finish-reject = Reject suggestions

# Tagging the places of a search.
reason-no-such-label = The schema has no such label.
reason-nothing-ticked = No match is ticked.
notice-places-tagged = { $n ->
    [one] One match tagged
   *[other] { $n } matches tagged
} in { $articles ->
    [one] one article
   *[other] { $articles } articles
}.{ $already ->
    [0] { "" }
    [one] { " " }One had the label already.
   *[other] { " " }{ $already } had the label already.
}{ $changed ->
    [0] { "" }
    [one] { " " }The text of one had changed and was left as it is.
   *[other] { " " }The text of { $changed } had changed and was left as it is.
} Undo works article by article.
notice-articles-left = { $n ->
    [one] One article was left as it is: { $first }
   *[other] { $n } articles were left as they are, the first: { $first }
}
correct-of = Correcting: { $label }
correct-label = Label
correct-how = Alt and arrows move its end, with Shift its start; select words and press the key of a link. Enter accepts it, Escape leaves it as it was.
program-name = Hashiye
articles-show = Show: { $what }
articles-show-some = Show: { $what } ({ $shown } of { $all })
articles-tags = { $n ->
    [one] { $n } tag
   *[other] { $n } tags
}
articles-by = Order: { $order }
articles-by-name = file name
articles-by-title = title
articles-by-day = day
articles-by-suggestions = suggestions left
articles-with-suggestions = Suggestions left
articles-with-findings = Issues
articles-undated = No date
articles-left = { $n ->
    [one] { $n } suggestion
   *[other] { $n } suggestions
}
articles-findings = { $n ->
    [one] { $n } issue
   *[other] { $n } issues
}
# Recognizers of the user's own: what happened, after the name of the program.
external-bad-name = its name in the settings cannot be used; 1 to 40 characters without a colon
external-no-command = the settings have no command for it; add one, such as ["python3", "/home/me/names.py"]
external-relative = its command { $command } depends on the current folder; give the whole path
external-not-started = it cannot be started ({ $why })
external-ended = it ended without an answer
external-ended-with = it ended without an answer, with exit code { $code }
external-closed-output = it closed its output without an answer
external-late = { $n ->
    [one] it did not answer within { $n } second
   *[other] it did not answer within { $n } seconds
}
external-long-line = it wrote a line of more than { $longest } bytes
external-other-lines = it wrote { $n } lines that are no answer, the first one on { $first }
external-many-mentions = it suggested more than { $most } places in one article
external-long-article = the article has more than { $longest } bytes, which is too long for programs
external-off = it failed three times in a row and is off until Hashiye is started again
external-stopped = it was stopped
external-last-words = { $what }; its last error line: “{ $words }”
external-is-last = { $what }; that was the third time in a row, and it is off until Hashiye is started again
external-line = line { $line }: { $what }
external-no-answer = not an answer in JSON
external-other-id = an answer to another question
external-no-mention = a suggestion without label, start and end
external-no-words = { $start }–{ $end } has no words
external-outside-text = { $start }–{ $end } is outside the article, which has { $length } code points
external-inside-character = { $start }–{ $end } begins or ends inside a character
external-other-words = “{ $given }” is not there but “{ $there }”; offsets count code points
external-unknown-label = the schema has no label { $label }
external-links = links are not read
# Who is who.
people-title = Who says what
people-counts = { $claims ->
    [one] { $claims } claim
   *[other] { $claims } claims
 } in { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
 }
people-also = Other names: { $names }
people-nobodys = { $n ->
    [one] The claimant of one claim is not known.
   *[other] The claimants of { $n } claims are not known.
}
people-no-person = nobody is called “{ $name }” here
people-no-name = a name needs letters
people-name-taken = “{ $name }” is { $by }; merge the two instead
people-no-alias = { $person } is not called “{ $alias }”
people-own-name = “{ $name }” is this person’s own name; give another name first
people-same-person = “{ $name }” is that person already
people-fault-no-name = a person without a name
people-fault-twice = “{ $words }” means { $first } and { $second }; the first counts
report-people = Page of who says what (HTML)
command-people = Who speaks…
reason-people-under-way = the articles are being looked through for who speaks in them; wait a moment
notice-people-refused = Not changed: { $why }
notice-people-not-read = Who is who in this folder cannot be read: { $why }
notice-people-not-written = Not decided: { $why }
people-looking = Looking through the articles…
people-claims = { $n ->
    [one] { $n } claim
   *[other] { $n } claims
}
people-find = Find by name
people-none = Nobody speaks here yet: tag claims with their claimants.
people-all = Everybody
people-name = Name
people-rename = Rename
people-ask = The new name «{ $name }» for «{ $person }» has not been taken yet.
people-drop = Keep the name before
people-go-on = Go back
people-alias = { $alias } · { $n } ×
people-split = “{ $alias }” is somebody else
people-same = Same person as
people-merge = “{ $name }” is the same person
people-page = Save as a page…
people-undo = Undo
people-redo = Redo
people-close = Close
form-people = All they say…

menu-compare = Compare
command-compare = Compare analysts’ work
command-compare-mine = What became of my tags
command-next-disagreement = Next disagreement
command-previous-disagreement = Previous disagreement
command-take-alike = Take what is the same for all
command-take-chosen = Take the tag as chosen
command-take-each = Both are right
command-take-none = Neither is right
command-edit-record = Take the record and edit it
command-disagreement-later = Leave the disagreement for later
command-next-field = Next row of the disagreement
command-previous-field = Previous row of the disagreement
command-rest-of-article = Take the rest from one analyst…
keys-comparing = While comparing
keys-comparing-digits = 1 … 9: take that analyst’s record; with a row chosen by ↓ ↑, that analyst’s value of it. Alt+1 … 9: the row of that number from the next analyst. Ctrl+1 … 9: all rows from that analyst.
short-rest-of-article = The rest as…
strip-next-disagreement = Next
strip-previous-disagreement = Previous
strip-disagreement-later = Later
strip-edit-record = Edit
strip-take-none = Neither
strip-take-each = Both
strip-take-chosen = Take
strip-take-alike = Take all
strip-done = Done, next
compare-mode = Comparing
compare-mode-look = Comparing (view only)
compare-mode-mine = What became of mine
compare-mode-editing = Editing the gold
compare-count = { $left } of { $all } left
compare-count-mine = { $left ->
    [one] { $left } differs
   *[other] { $left } differ
 } of { $all }
compare-waiting = not finished yet: { $names }
compare-leave = Leave
compare-go-on = Back to deciding
compare-filter = All
compare-filter-on = Some
compare-letters = A B C D E F G H I
compare-filter-between = { $analyst } differs
compare-filter-all = All disagreements
compare-filter-reopened = Only reopened
compare-kind-missing = Somebody has none
compare-kind-place = Other words
compare-kind-label = Other label
compare-kind-value = Other value
compare-kind-link = Other link
compare-field-missing = Has it
compare-field-place = Words
compare-field-label = Label
compare-published = Published
compare-article = The article
compare-alike-rest = The same
compare-alone = Only { $analyst }
compare-take = Take { $analyst }’s
compare-position = { $here } of { $all }
compare-alike = { $n ->
    [one] { $n } tag is, with its parts, the same for everybody. A takes it
   *[other] { $n } tags are, with their parts, the same for everybody. A takes them
 } into the gold; Ctrl+Z gives back.
compare-all-decided = Everything in this article is decided.
compare-none-shown = Nothing is left to decide here.
compare-mine-all = The gold has all your tags as you made them.
compare-decided = Decided by { $by }: { $how }
compare-reopened = Reopened; { $by } decided: { $how }
compare-became = { $by }: { $how }
compare-by-rule = a rule
compare-how-take = as { $analyst } has it
compare-how-agreed = as all have it
compare-how-majority = as most have it
compare-how-both = both
compare-how-neither = neither
compare-how-mixed = some of each
compare-how-edited = edited by hand
rest-left = { $n ->
    [one] { $n } disagreement waits.
   *[other] { $n } disagreements wait.
 } Whose work is right in all of them? One undo restores them.
rest-as = { $analyst }: { $none ->
    [0] { $taken } taken
   *[other] { $taken ->
        [0] { $none } left out
       *[other] { $taken } taken, { $none } left out
    }
}
reason-nothing-to-compare = Fewer than two analysts are done with this article
reason-own-not-done = Others’ work is shown once you are done with this article
reason-not-comparing = First compare the article (F7)
reason-no-disagreement = There is no disagreement to decide on
reason-no-disagreements = No further disagreement waits
reason-disagreements-left = Disagreements of this article still wait
reason-not-adjudicator = Somebody else decides here (tasks.ron)
reason-only-to-look = This is view only
reason-has-no-record = That analyst has no such tag
reason-one-has-it = Only one has this tag: press the number of that analyst to take it
reason-nothing-alike = Nothing is left that all have alike
reason-no-such-analyst = No analyst has this number
reason-no-such-row = No row has this number
reason-tasks-not-read = tasks.ron cannot be read, so it is not known who may see what
reason-one-of-them = The article has one such value: take one of them
reason-gold-not-done = The gold of this article is not done
reason-no-own-work = You have no work on this article
reason-ruling-begun = The ruling you began stays with its disagreement
reason-while-comparing = Leave the comparison first (F7)
notice-gold-done = The gold of this article is done, and nothing waits in the others.
command-write-ruling = Write a ruling
strip-write-ruling = Ruling
compare-ruling = Ruling
compare-ruling-hint = What holds from now on; Enter saves it
compare-ruled = ruling written
ruling-adopt = Into the guideline
ruling-adopt-name = Into the guideline: { $ruled }
guideline-rulings = Rulings
ruling-by = { $by }, { $article }
notice-ruling = The ruling was not written: { $why }
command-team = Team
team-work = Work
team-agreement = Agreement
team-confusions = Confusions
team-reading = { $done } of { $all } articles read
team-left-out = { $n ->
    [one] { $n } file left out: it
   *[other] { $n } files left out: they
 } cannot be read, are on another text of the article, or are copies
team-against = { $one } against { $other }
team-pair = { $one } and { $other }
team-places-of = { $what }: { $n }
team-too-few = { $value } (too few articles for an interval)
team-analyst = { $name }: done { $done }, in progress { $begun }, not begun { $waiting }
team-analyst-begun = { $name }: done { $done }, in progress { $begun }
team-changed = last change { $ago }
team-hidden = { $n ->
    [one] { $n } article hidden
   *[other] { $n } articles hidden
 } until your own is done
team-under-way = Reading…
team-nobody = Nobody has worked on these articles yet.
team-article = Article
team-gold = Gold
team-calibration = { $article } (calibration)
team-waiting = not begun
team-begun = in progress
team-done = done
team-open = { $state }, open now
team-open-by = { $state }, open by { $who }
team-open-on = { $state }, open on { $host }
team-open-by-on = { $state }, open by { $who } on { $host }
team-more-analysts = { $n ->
    [one] One more analyst has no column.
   *[other] { $n } more analysts have no column.
}
team-is-hidden = hidden
team-reopened = { $left } left, { $reopened } reopened
team-left = { $n } left
team-gold-done = done
team-decided = decided
team-nothing-to-compare = No article is done by two analysts, or by one with a gold.
team-articles = { $n ->
    [one] { $n } article
   *[other] { $n } articles
 } done by both
team-dates = Dates: the same instant { $instant }, common days { $days }, of { $n } pairs
team-figures-note = In brackets: what the figure would be in most other articles of the kind (95 %, leaving out one article at a time). Press a number to see its places.
team-label = Label
team-tags = Tags
team-exact = F1 exact
team-not-exact = Not exact
team-overlap = F1 overlap
team-alone = One alone
team-kappa = Kappa of words
team-alpha = Alpha of words, all analysts: { $figures }
team-attribute = Attribute
team-said = Said
team-same = Same
team-differ = Differ
team-alpha-short = Alpha
team-link = Link
team-links = Links
team-f1 = F1
team-among = F1 of matched ends
team-none = nothing
team-corner = { $one } ↓ { $other } →
team-values = Values that stand beside each other
team-value-pair = { $what }: { $one } · { $other }, { $n }
team-more-values = { $n ->
    [one] One more pair of values, which is rarer, is not listed here; “Differ” in Agreement lists its places.
   *[other] { $n } more pairs of values, which are rarer, are not listed here; “Differ” in Agreement lists their places.
}
team-back = Back to the figures
team-places = { $n ->
    [one] { $n } place
   *[other] { $n } places
 }
why-rule-new = Found by a rule
why-rule = Found by a rule: right { $accepted ->
    [0] never
    [one] once
   *[other] { $accepted } times
 }{ $corrected ->
    [0] {""}
    [one] , corrected once
   *[other] , corrected { $corrected } times
 }{ $rejected ->
    [0] {""}
    [one] , rejected once
   *[other] , rejected { $rejected } times
 }{ $left ->
    [0] {""}
    [one] , left undecided once
   *[other] , left undecided { $left } times
 }
why-program-new = Found by { $name }
why-program = Found by { $name }: right { $accepted ->
    [0] never
    [one] once
   *[other] { $accepted } times
 }{ $corrected ->
    [0] {""}
    [one] , corrected once
   *[other] , corrected { $corrected } times
 }{ $rejected ->
    [0] {""}
    [one] , rejected once
   *[other] , rejected { $rejected } times
 }{ $left ->
    [0] {""}
    [one] , left undecided once
   *[other] , left undecided { $left } times
 }
why-words = You tagged these words as { $label } { $tagged ->
    [one] once
   *[other] { $tagged } times
 }{ $untagged ->
    [0] {""}
    [one] {", and left them once"}
   *[other] , and left them { $untagged } times
 }
why-likeness = Looks like what you tagged as { $label }
why-likeness-one = Looks like what you tagged as { $label }: { $first }
why-likeness-two = Looks like what you tagged as { $label }: { $first }, { $second }
why-beside-before = after «{ $words }»
why-beside-after = before «{ $words }»
why-beside-first = begins with «{ $words }»
why-beside-last = ends with «{ $words }»
held-back-unlikely = Held back: your decisions so far speak against it
held-back-never = Held back: these words are never to be suggested with this label
suggestions-held-back = Held back
count-held-back = Held back: { $n }
command-held-back = Show or hide the suggestions that are held back
reason-nothing-held-back = Nothing is held back in this article.
command-suggestions-off = Turn suggestions off or on
command-learned-off = Suggest what was learned from your work, or only what rules find
command-label-suggestions = Stop or start suggesting this label
suggestions-are-off = Suggestions are off
suggestions-not-here = No suggestions in this article
setting-suggestions = Suggestions
choice-suggest-all = Rules and your own tags
choice-suggest-rules = Rules only
choice-suggest-off = Off
setting-without = Without suggestions
setting-without-why = In these articles nothing is suggested, so that it can be measured what suggestions do to your work.
choice-every-article = None
choice-not-every-tenth = One article in ten
guideline-suggested = This label is suggested
guideline-silent = This label is not suggested
guideline-suggest = Suggest { $label }
strip-off = Select words and tag them. There are no suggestions here.
articles-by-length = shortest
articles-by-length-hint = Shortest first. Word for word, short articles teach nearly as much as articles chosen for it.
articles-by-yield = most to learn
articles-by-yield-hint = First the articles in which it is least clear what to tag. Suggestions improve after fewer words read, though not after fewer tags, since such articles have many. Tags made in this order do not show how common things are in the news.
guideline-unsure = What was learned from your tags of this label was right too rarely, so it is not suggested.
notice-program-asks = { $program } is to be run as { $command } and given the text of the articles you open.
notice-program-failed = { $program } suggests nothing for this article: { $why }
notice-program-refused = { $n ->
    [one] { $n } thing
   *[other] { $n } things
 } that { $program } wrote was left out, first { $first }
offer-agree-to-program = Run it
offer-turn-program-off = Do not run it
choice-program-on = Asked
choice-program-off = Not asked
