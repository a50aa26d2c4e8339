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
command-publication = Set the publication date…
command-done = Done; open the next article
command-close = Close article
command-undo = Undo
command-redo = Redo
command-copy = Copy
command-select-all = Select all
command-find = Find in the article
command-find-all = Find in all articles…
command-find-next = Next place found
command-find-previous = Previous place found
command-occurrences = Tag every occurrence…
command-end-after = Move the tag's end one word on
command-end-before = Move the tag's end one word back
command-start-before = Move the tag's start one word back
command-start-after = Move the tag's start one word on
command-add-piece = Add the selected words to the tag
command-next-tag = Next tag
command-previous-tag = Previous tag
command-edit-tag = Edit the tag
command-remove = Remove the tag
command-remove-with-parts = Remove the tag and the parts only it uses
command-let-go = Let go of selection or tag
command-next-suggestion = Next suggestion
command-previous-suggestion = Previous suggestion
command-accept-suggestion = Accept the suggestion, or edit the tag
command-accept-all = Accept all of a kind…
command-dismiss-suggestion = Reject the suggestion
command-postpone-suggestion = Leave the suggestion for later
command-never-suggest = Never suggest these words with this label
command-findings = What may be wrong
command-next-finding = Next finding
command-previous-finding = Previous finding
command-mend = Mend what is found at the tag
command-zoom-in = Larger text
command-zoom-out = Smaller text
command-zoom-reset = Usual size
command-invisibles = Show marks without ink
command-articles = Show or hide the articles
command-guideline = Show or hide the guideline
command-schema = Edit the schema…
command-next-pane = Next pane
command-language = فارسی / English
command-theme = Light or dark
command-settings = Settings…
command-palette = All commands
command-keys = Keys
short-open = Open
short-undo = Undo
short-redo = Redo
short-find = Find
short-export = Export
short-settings = Settings
short-schema = Schema
short-keys = Keys
short-theme = Theme
short-language = فارسی
short-remove = Remove
short-accept = Accept
short-dismiss = Reject
short-mend = Mend
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
suggestions-left = { $n ->
    [one] { $n } suggestion
   *[other] { $n } suggestions
 } left
publication-date = Publication date
publication-unknown = Published: ?
publication-how = The day the article was published. Relative dates such as «دیروز» are counted from it.
publication-hint = 1400/10/10 or 2021-12-31
publication-set = Set
publication-not-read = This is not read as a day.
publication-proposed = Published: { $value } (proposed)
publication-shown = Published: { $value }
count-tags = Tags: { $n }
count-findings = Findings: { $n }
guideline-title = Guideline
guideline-of = Guideline for { $label }
guideline-examples = Examples
guideline-empty = This label has no guideline yet; write one in the schema.
guideline-none = The schema has no label.
count-selected = { $n ->
    [one] { $n } character
   *[other] { $n } characters
 } selected
count-characters = { $n ->
    [one] { $n } character
   *[other] { $n } characters
 }
percent = { $n }%
position = paragraph { $here } of { $all }
state-saved = Saved
state-saving = Saving…
state-loading = Reading…
state-read-only = Read only
state-failed = Not saved: try again
find-field = Words to find
find-hint = Find words in any spelling
find-places = { $here } of { $all }
find-count = { $n ->
    [one] { $n } place
   *[other] { $n } places
 }
find-all-hint = Words, in any spelling, in every article
find-all-found = { $n ->
    [one] { $n } place
   *[other] { $n } places
 } in { $all ->
    [one] { $all } article
   *[other] { $all } articles
 }
find-all-under-way = places so far: { $n }; { $done } of { $all } articles looked through
find-all-cut = The first { $n } places; look for more words to find fewer
find-all-unread = { $n ->
    [one] { $n } article
   *[other] { $n } articles
 } could not be read
find-close = Close the find bar
start-what = Mark claims and dates in Persian news
start-sample = Try the sample article
start-drop = You can also drop a file or a folder here.
start-offline = Nothing leaves this machine: the program has no network code.
start-recent = Opened before
dismiss-notice = Dismiss
page-name = Article
origin-suggested = suggested
suggestion-of = Suggested: { $label }
value-typed = value typed by hand
found-by-rule = rule { $rule }
missing = Missing: { $what }
slot-empty = Choose the words
slot-armed = Select the words, or click a tag
slot-other = Other words…
card-of = Card of { $tag }
card-more = { $n } more attributes
card-less = Fewer attributes
cards-above = { $n } more above
cards-below = { $n } more below
linked-from = { $relation } of
link-as = Link as { $relation }
tag-as = Tag as { $label }
go-to = Go to { $what }
unlink = Take away the link to { $what }
no-value = No value
yes = Yes
no = No
browse-file = Choose a file…
browse-folder = Choose a folder…
open-path = Path of an article or a folder
open-hint = /home/…/article.txt
open-now = Open
cancel = Cancel
close-dialog = Close
paste-how = Copy the article's text, then paste it here.
paste-now = Paste
paste-folder = It will be kept as a text file in { $path }
paste-keep = Keep and open
export-article = This article
export-folder = { $n ->
    [one] The { $n } article
   *[other] All { $n } articles
 }
export-path = Write to
export-now = Export
export-cannot = It cannot carry: { $what }.
export-path-folder = Write to the folder
export-part-format = Format
export-part-filters = What goes in (filters: { $n })
export-part-losses = What does not get through
export-counting = Counting…
export-without-place = { $n ->
    [one] { $n } tag has no place: its words are not in its article any more.
   *[other] { $n } tags have no place: their words are not in their articles any more.
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
export-whole = All tags and links get through.
export-loses = Does not get through: { $what }.
export-replaces = There is a file of this name; it will be replaced.
export-split = Train: { $train }, validation: { $validation }, test: { $test }
export-split-kept = as before: { $n }
export-split-moved = moved for balance: { $n }
export-unsaid = No place for what is said of the articles: { $keys }
export-unreadable = { $n ->
    [one] { $n } article cannot be read and is left out.
   *[other] { $n } articles cannot be read and are left out.
}
export-leaks = { $n ->
    [one] { $n } pair of near duplicates stands in different splits.
   *[other] { $n } pairs of near duplicates stand in different splits.
}
export-leak = { $one } and { $other } share { $n } % of their words but not their split
export-loss = { $document } · «{ $words }» · { $what }
export-layout = Layout
import-how = Articles with their tags from another tool, or plain text files. They are written into a folder of their own; the dataset stays as it is.
import-from = Dataset: a file or a folder
import-hint = /home/…/dataset.jsonl
import-to = Write the articles to the folder
import-format = Format
import-any = Find out
import-look = Look into it
import-looking = Looking into it…
import-now = Import
import-holds = { $documents ->
    [one] { $documents } article
   *[other] { $documents } articles
 }, { $spans ->
    [one] { $spans } tag
   *[other] { $spans } tags
 }, { $relations ->
    [one] { $relations } link
   *[other] { $relations } links
 }; format: { $format }
import-adds = Added to the folder’s schema: { $what }
import-whole = All of it gets through.
import-odd = Odd or left out: { $n }
lost-spans = tags: { $n }
lost-attributes = attributes: { $n }
lost-links = links: { $n }
lost-other = adjusted or left out: { $n }
loss-overlaps = the tag: it overlaps a longer one
loss-untrimmed = the tag: it starts or ends with white space
loss-edges = the white space at its edges
loss-blank = the tag: it is nothing but white space
loss-label = the tag: the format has no place for the label { $what }
loss-members = the tag as one: each of its days becomes a tag of its own
loss-attribute = the attribute { $what }: { $value }
loss-relation = the relation { $what }
loss-carriage-returns = the article’s carriage returns become line ends
loss-place = its place in the text
loss-empty = the article: it has no words
loss-name = the name of the attribute { $what }: { $value }
loss-returns-in = the carriage returns in { $what }
loss-beginning = the line ends and tabs before its first word
loss-control = control characters are replaced
filter-labels = Labels
filter-suggested = Accepted suggestions
filter-suggested-too = With them
filter-suggested-not = Without them
filter-suggested-only = Nothing else
filter-outer = Outer attributions («به گزارش ایرنا»)
filter-outer-not = Without them
filter-outer-too = With them
filter-status = Articles that are
filter-analysts = Whose work
filter-since = Published on this day or later
filter-until = Published on this day or earlier
split-shares = Percent for training / validation / test
split-seed = Seed: another number draws other splits
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
format-jsonl = Our own: an article a line with everything in it; the program reads it back whole.
format-hf = A folder for Hugging Face’s datasets: Parquet or JSON Lines in splits, with a dataset card.
format-label-studio = Tasks for Label Studio, and the project configuration that shows them.
format-doccano = JSON Lines for doccano; its project must allow overlapping spans.
format-parquet = One table, an article a row, for pandas, Arrow and Spark.
format-csv = Three tables for spreadsheets and pandas: articles, tags and links.
format-tsv = Three tables parted by tabs: articles, tags and links.
format-docbin = spaCy’s own container, ready for training; all tags are in doc.spans.
format-prodigy = JSON Lines with tokens, as Prodigy and spaCy read them.
format-conll = A token a line with IOB2 or BILOU, for sequence labelling.
format-brat = Text and standoff files for brat and everything that reads it.
format-cas-xmi = UIMA’s XML, as INCEpTION and DKPro read it.
format-cas-json = UIMA’s JSON, version 0.4.
format-webanno-tsv = Tab-separated files as INCEpTION and WebAnno write them.
format-timeml = Dates as TIMEX3 elements in the text.
format-w3c = A page of JSON-LD that points into the texts, as the W3C has it.
format-claimreview = Claims and who made them, as search engines read fact checks.
format-conllu = A token a line as Universal Dependencies have it, tags in the last column.
format-tei = TEI P5: anchors in the text, everything said of them in standOff.
format-table = Articles in a table (CSV, TSV, JSON Lines, JSON, Parquet), a row each; the columns are found by their names.
format-inception = A project as INCEpTION exports it (.zip), with every annotator’s work.
format-text = Plain text files (.txt, .md), each an article without tags.
palette-field = Command
palette-hint = What do you want to do?
palette-nothing = No command has these words.
keys-labels = Labels and links
keys-commands = Commands
keys-caret = Caret and mouse
keys-arrows = Arrows move the caret as it is seen; Shift selects.
keys-word = Ctrl+← and Ctrl+→ move by word.
keys-line = Home and End go to the line's ends, with Ctrl to the article's.
keys-select = Double click selects a word, triple click a sentence; dragging selects words, with Alt characters.
keys-mouse = Drag a tag's end to move it; click again for the longer tag below.
setting-analyst = Analyst
setting-language = Language
setting-theme = Theme
setting-digits = Digits
setting-typeface = Typeface
setting-syntax = New files in
choice-system = System
choice-persian = فارسی
choice-english = English
choice-light = Light
choice-dark = Dark
choice-of-language = Of the language
choice-persian-digits = ۱۲۳
choice-latin-digits = 123
choice-vazirmatn = Vazirmatn
choice-naskh = Naskh
choice-ron = RON
choice-json = JSON
occurrences-found = «{ $words }» occurs in { $n ->
    [one] { $n } place
   *[other] { $n } places
 }.
occurrences-tag = Tag these
accept-all-found = { $n ->
    [one] { $n } suggestion
   *[other] { $n } suggestions
 }: { $label }
accept-all-now = Accept these
unsaved-title = Your last changes could not be saved
unsaved-what = They are still here. Mend what is wrong and try again, or close and lose them.
unsaved-retry = Try again
unsaved-close = Close without saving
articles-progress = { $done } of { $all } done
articles-filter = Filter by title
status-all = All
status-new = New
status-in-progress = In progress
status-done = Done
notice-not-opened = Could not open: { $why }
notice-extracted = The article's text was taken out of the web page into { $path }
notice-encoding = The file is in { $encoding } and was read as such.
notice-schema = The folder's schema can't be used; the usual one is in use: { $why }
notice-schema-kept = The schema is kept; every article of the folder uses it from now on: { $path }
notice-schema-not-kept = The schema was not kept, and nothing changed: { $why }
notice-not-counted = The tags of the other articles could not be counted: { $why }
notice-annotations-unreadable = The annotation file can't be read and is left as it is: { $why }
notice-findings = { $n ->
    [one] { $n } entry of the annotation file does not fit the article: { $first }
   *[other] { $n } entries of the annotation file do not fit the article; the first: { $first }
}
notice-not-saved = Not saved: { $why }
notice-read-only = This article can only be read now: { $why }
notice-recovered = { $n ->
    [one] { $n } step that was not saved before was recovered.
   *[other] { $n } steps that were not saved before were recovered.
}
notice-changed-outside = Another program changed the annotation file { $path }. Saving waits; a copy is kept of whichever is not used.
notice-article-changed = Another program changed the words of the article { $path }. You still work on the text as it was.
notice-many-removed = { $lost ->
    [one] { $lost } tag is gone with this save; the file with all of them is kept in { $copy }
   *[other] { $lost } tags are gone with this save; the file with all of them is kept in { $copy }
}
notice-moved = The article has changed since it was tagged. Tags that found their words again: { $certain }; in doubt: { $doubts }. Nothing is written until you agree.
notice-saved = Saved in { $path }
notice-exported = { $documents ->
    [one] { $documents } article
   *[other] { $documents } articles
 }, { $spans ->
    [one] { $spans } tag
   *[other] { $spans } tags
 } and { $relations ->
    [one] { $relations } link
   *[other] { $relations } links
 } written to { $path }
notice-exported-with-losses = { $documents ->
    [one] { $documents } article
   *[other] { $documents } articles
 }, { $spans ->
    [one] { $spans } tag
   *[other] { $spans } tags
 } and { $relations ->
    [one] { $relations } link
   *[other] { $relations } links
 } written to { $path }; { $losses ->
    [one] { $losses } thing
   *[other] { $losses } things
 } the format could not hold, { $unreadable ->
    [one] { $unreadable } article
   *[other] { $unreadable } articles
 } could not be read
notice-not-exported = Not exported: { $why }
notice-imported = { $documents ->
    [one] { $documents } article
   *[other] { $documents } articles
 } with { $spans ->
    [one] { $spans } tag
   *[other] { $spans } tags
 } and { $relations ->
    [one] { $relations } link
   *[other] { $relations } links
 } imported; left out: { $left }
notice-not-imported = Not imported: { $why }
notice-orphaned-files = Annotation files whose article is not here: { $n }. The first: { $first }
notice-empty-folder = There is no article in { $path }: .txt, .md and .html files are articles.
notice-all-done = Every article is done.
notice-parts-left = Nothing uses these parts any more: { $words }
offer-remove-parts = Remove them too
notice-settings = The settings could not be kept: { $why }
notice-settings-damaged = The settings can't be read and were set aside: { $why }
notice-analyst = This can't be an analyst's name: { $why }
reason-no-article = Open an article first.
reason-no-folder = No folder is open.
reason-loading = The annotations are still being read.
reason-newer = A newer version of the program wrote this file: it can only be read.
reason-agreeing = Where the tags went is being written
reason-article-changed = The article has changed since it was tagged: it can only be read.
reason-locked = Somebody else has this article open: it can only be read.
reason-cannot-write = This folder can't be written to: the article can only be read.
reason-annotations-unreadable = The annotation file can't be read, so nothing can be changed.
reason-nothing-to-undo = There is nothing to undo.
reason-nothing-to-redo = There is nothing to redo.
reason-nothing-selected = Select some words first.
reason-nothing-found = Nothing was found.
reason-no-tag = No tag is active: click one, or press Ctrl+↓.
reason-nothing-near = There is no tag near that this link could lead to: select the words.
reason-no-claim-active = Make a claim active first: links start there.
reason-no-such-relation = The schema has no such link.
reason-not-from-this = This link does not start at the active tag.
reason-linked-already = They are linked already.
reason-no-word = There is no word at the caret.
reason-only-marks = There are no words here, only marks.
reason-same-label = The tag has this label already.
reason-no-more-tags = There are no more tags that way.
reason-text-ends = The text ends here.
reason-tag-too-short = A tag holds at least one word.
reason-no-suggestions = There are no suggestions left.
reason-no-suggestion-current = No suggestion is current: press Tab.
reason-nothing-to-take-back = Nothing was decided on this suggestion.
reason-no-findings = Nothing that may be wrong was found.
reason-nothing-to-mend = There is nothing here whose mending is certain.
reason-conflict = This does not fit the document any more.
reason-schema-given = The schema was given with --schema: edit that file instead.
pair-agrees = ✓ both calendars agree
fault-pair-disagrees = The pair disagrees: { $said } here, { $against } there
fault-impossible = There is no such day: { $said }; fix its value
fault-other-weekday = The weekday does not fit: the words say { $said }, the value is a { $against }
fault-after-publication = After publication ({ $against }), but told in the past: { $said }
fault-unresolved = Without a value: set the publication date or type one
fault-ends-before-begin = It ends before it begins: { $said } to { $against }
fault-no-publication-day = The publication date { $said } is no day; write it as 2021-12-31
fault-starts-with-that = It starts with «که», which stays outside
fault-starts-with-mark = It starts with a mark, which stays outside
fault-ends-with-mark = It ends with a mark, which stays outside
fault-in-quotation-marks = The quotation marks around it stay outside
fault-missing-link = There is no { $said } to it
fault-unlinked-date = A date in a claim, but not linked to it
fault-inside-word = An edge is inside the word { $said }
fault-split-character = An edge parts a letter from its marks
fault-twice = The same words have the label { $said } twice
fault-other-label-elsewhere = Tagged { $said } here; the same words are { $against } elsewhere
fault-missing-attribute = Missing: { $said }
fault-unknown-label = The schema has no label { $said }
fault-unknown-attribute = Its label has no attribute { $said }
fault-wrong-value = { $said } cannot be { $against }
fault-unknown-link = The schema has no link { $said }
fault-wrong-ends = The link { $said } does not join these labels: { $against }
findings-title = May be wrong
findings-none = Nothing that may be wrong was found. Pairs and weekdays of dates, parts and edges of claims, and what the schema asks for are looked at as you work.
findings-looking = Looking…
findings-mend-all = Mend all { $n } like this
findings-close = Close the list
findings-dates = Dates
findings-claims = Claims
findings-tags = Edges and repetition
findings-schema = Schema
publication-none = No date: relative dates stay unresolved.
month-before = Month before
month-after = Next month
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
schema-to-mend = To mend ({ $n }): { $what }
schema-changed = The changes are not kept yet.
schema-unchanged = Nothing is changed.
schema-keep = Keep for the folder
schema-ask = The changes of the schema are not kept. Drop them?
schema-go-on = Go on editing
schema-drop = Drop the changes
schema-name-fa = Persian name
schema-name-en = English name
schema-id = Key in files
schema-value = Value in files
schema-own = Suggestions, calendars and checks look for the key “{ $id }”; change the names alone if you can.
schema-key = Keyboard key
schema-press = Press a letter or digit; Backspace takes it away.
schema-no-key = No key
schema-role = Role
schema-role-main = Of its own
schema-role-part = Part of another tag
schema-lane = Line below
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
schema-contrast-low = Too low: mark { $mark }:1 (3 at least), words { $words }:1 (4.5 at least)
schema-make-readable = Make readable
schema-not-color = Write a color as #rrggbb.
schema-guideline = Guideline
schema-guideline-fa = In Persian
schema-guideline-en = In English
schema-examples = Examples
schema-examples-how = Put what is tagged between [ and ].
schema-example = Example
schema-note-fa = Note in Persian
schema-note-en = Note in English
schema-add-example = + New example
schema-remove-example = Remove this example
schema-place = Place
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
schema-on-labels = Of the labels
schema-from = From the labels
schema-to = To the labels
schema-to-first = Words without a tag become “{ $label }”.
schema-wrong-nameless = Write a name in Persian or English.
schema-wrong-command = The key { $key } is the command “{ $what }”.
schema-wrong-id = “{ $id }” can't be a key: letters, digits, _ and - and . make one
schema-wrong-twice = The key “{ $id }” is there twice
schema-wrong-value = The value “{ $id }” is there twice or empty
schema-wrong-former = “{ $id }” is what “{ $now }” was called before; older tags would be mistaken for it
schema-wrong-key-taken = The key { $key } is taken by “{ $what }”
schema-wrong-key = “{ $key }” is no single Latin letter or digit
schema-wrong-no-label = There is no label “{ $id }”
schema-wrong-no-end = Say which labels the link starts at and ends at
schema-wrong-no-choice = Write at least one choice
schema-touched = This touches work that is done
schema-touched-how = In the open article it is one step and can be undone. Other files are not written: they take the new names when they are opened or exported.
schema-unreadable = { $n ->
    [one] { $n } file of the folder could not be read and is not counted.
   *[other] { $n } files of the folder could not be read and are not counted.
}
schema-counting = Counting in the other articles of the folder…
schema-keep-touched = Keep and change
schema-back = Back
schema-renamed = { $what } is { $to } from now on
schema-removed = { $what } is removed
schema-touches-here = { $here } in this article, none in other files of the folder
schema-touches = { $here } in this article, { $there } in { $files } other files of the folder
schema-fate-keep = Leave them
schema-fate-move = Make them “{ $what }”
schema-fate-discard = Remove them here
schema-fate-keep-how = They stay, and are shown as unknown until you decide on them.
schema-fate-move-how = They are read so here and in every file of the folder.
schema-fate-discard-how = They are removed from this article with their links; in other files they stay and are shown as unknown.
label-unknown = “{ $label }” is not in the schema: give it another label with a key, or remove it
command-report = Report for reading…
command-timeline = Timeline
command-network = Who says what
figure-timeline = Timeline
figure-network = Who says what
figure-under-way = Drawing…
figure-smaller = Smaller figure
figure-larger = Larger figure
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
notice-reported = Report written to { $path }
notice-reported-in-part = Report written to { $path }; { $unreadable ->
    [one] { $unreadable } article
   *[other] { $unreadable } articles
 } could not be read
notice-not-reported = No report was written: { $why }
command-save-elsewhere = Go on in another folder…
command-versions = Earlier versions…
command-moves = Tags that moved or lost their place…
offer-reload = Read it anew
offer-overwrite = Keep mine
offer-save-again = Save now
offer-open-again = Try again
offer-save-elsewhere = Go on elsewhere…
offer-write-article = Write the article again
offer-place-anew = Place the tags anew
offer-review = See the tags
offer-take-over = Take it over
offer-keep-ron = Keep .ron
offer-keep-json = Keep .json
offer-versions = Earlier versions…
moves-title = Tags after the change
moves-later = Later
moves-how = The article is another than the one that was tagged. Nothing is written until you agree; then all of it is one step that can be undone.
moves-agree = Agree
moves-unchanged = Take { $n } that stand unchanged
moves-undecided = Not decided on: { $n }. They will be kept aside with their words.
moves-waiting = To decide: { $n }
moves-certain = Certain: { $n }
moves-none = Every tag found its words again.
moves-was = It stood here before:
moves-where = Where is it now?
moves-nowhere = Nothing like it was found. Select its words on the page, or keep it aside.
moves-here = It is here
moves-chosen = Here ✓
moves-selected = The selected words
moves-lost = Not there any more
orphans-title = Tags without a place
orphans-how = They have no place in the article now. Select words on the page to place one again.
orphans-place = Place on the selected words
orphans-remove = Remove { $what }
elsewhere-how = The article and your tags are written into another folder, with everything that can be undone. You go on there.
elsewhere-path = Folder
elsewhere-hint = /home/…/articles
elsewhere-now = Go on there
versions-how = «+» comes back when a version is restored, «−» goes. Restoring is one step that can be undone.
versions-reading = Reading…
versions-none = There are no earlier versions yet. One is kept every ten minutes of work, and before anything unusual.
versions-unreadable = unreadable
versions-against = +{ $more } −{ $less }
versions-restore = Restore this version
why-routine = from time to time
why-loss = before many were removed
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
notice-both-syntaxes = There are two files of your tags: .ron with { $ron } and .json with { $json }; { $later } was written later. Which one is to stay? The other is set aside, not deleted.
notice-set-aside = The other file is kept in { $path }
notice-was-changed-outside = Another program changed the annotation file since it was open here. What was done before can no longer be undone.
notice-file-gone = The annotation file { $path } is gone. Your tags are still here, and are written again with the next change.
notice-article-gone = The article { $path } was moved or deleted. Its text and your tags are still here.
notice-folder-gone = The folder { $path } can’t be reached: moved, deleted, or its disk was removed. Everything is still here; bring the folder back, or go on elsewhere.
notice-kept-aside = What could not be saved is kept among the earlier versions: { $path }
notice-lock-lost = Somebody else took this article over; nothing more is written from here: { $path }
notice-restored = Restored: { $n ->
    [one] { $n } tag
   *[other] { $n } tags
 }. Undo takes it back.
reason-marked-read-only = The annotation file is marked as read-only.
reason-no-moves = Every tag has its place.
reason-other-text = This version was made on another text of the article: it can only be looked at.
reason-same-tags = This version has the same tags as now.

# What files have to say.
failed-at = { $what }: { $path }
cannot-read = cannot be read: { $why }
cannot-write = cannot be written: { $why }
cannot-list = the folder cannot be listed: { $why }
cannot-make-folder = the folder cannot be made: { $why }
cannot-remove = cannot be removed: { $why }
io-not-found = it is not there; check the name
io-denied = you may not; check that you may read and write it
io-full = the disk is full; free some space on it
io-read-only = the disk can only be read; copy the folder to one that can be written
io-folder = a folder stands where a file should be, or the reverse
io-exists = there is something of that name already; choose another
io-other = { $error }; check the disk and try again
text-empty = the file is empty; choose one with an article's text
text-binary = this is a binary file, not text; save the article as plain text (UTF-8)
text-unknown = the encoding is neither UTF-8, UTF-16 nor Windows-1256 (it looks like { $guess }); save the file as UTF-8
text-damaged = line { $line } holds bytes that are not { $encoding }; save the file again as UTF-8
failure-too-large = { $bytes } bytes are more than the { $largest } that are read; split it
failure-not-an-article = not an article; choose a .txt, .md, .html or .htm file
failure-no-article-in-page = no article found in this web page; copy its text and paste it here
failure-syntax = { $why }; correct it or restore an earlier copy
failure-not-ours = not an annotation file of Hashiye; import it or move it away
failure-schema = { $why }; correct it
failure-schema-changed = another program changed the schema meanwhile; open the article again to use it
failure-settings = { $why }
failure-both-syntaxes = there is a .ron and a .json of this analyst; choose which to keep
failure-changed-outside = another program changed the file; read it anew or keep yours (a copy of theirs is kept)
failure-article-changed-again = the article has changed once more; place its tags anew
failure-marked-read-only = the file is marked as read-only; take the mark away or go on in another folder
failure-folder-is-link = the folder is a link to another place; remove the link
read-only-newer = a newer Hashiye wrote this file (version { $version } of the format); update this one
read-only-article-changed = the article has changed since it was annotated; review its tags first
read-only-locked = { $user } on { $host } has it open (process { $pid }, since { $since }); close it there
read-only-lock-lost = somebody else took it over; open it again
read-only-cannot-write = { $error }
read-only-marked = the annotation file is marked as read-only; take that away
name-empty = the analyst's name is empty; give one
name-long = the analyst's name is too long; give a shorter one
name-character = the analyst's name can't have { $character }; leave it out
file-line = line { $line }: { $what }
file-quote-differs = { $id } quotes “{ $quote }”, the article has “{ $found }”; the tag is kept
file-outside = { $id } ({ $label }, “{ $quote }”) at { $start }–{ $end } is outside the article; left out
file-id-replaced = the id { $id } is taken or none of ours; it is { $given } now
file-dangling = the link { $id } ({ $label }) leads from { $from } to { $to }, which is not there; left out
file-unknown-label = the schema has no label { $label } ({ $id }); the tag is kept
file-unknown-relation = the schema has no link { $label } ({ $id }); it is kept
file-counters-replaced = the next ids did not fit; counted anew
file-other-analyst = the file names { $named } as its analyst
file-edit-refused = { $n ->
    [one] { $n } unsaved edit does not fit the file as it is now; kept in a copy
   *[other] { $n } unsaved edits do not fit the file as it is now; kept in a copy
}
file-more = { $n } more of these
refused-format = { $why }
refused-no-format = the format was not found out; choose it in the list: { $path }
refused-no-article = there is no article in it
refused-two-works = two works of { $analyst } on one article: { $article }
refused-other-text = an article of this name with another text is there; choose an empty folder: { $path }
refused-work-there = work of this analyst is there; choose another folder: { $path }
refused-worked-on = this is one of the files that are worked on; give another name: { $path }
refused-several-files = this format is several files; give a folder, a name without an extension: { $path }
refused-among-articles = this lies in the folder to read, and would be read as articles the next time; give a place outside: { $path }
refused-other-files = the folder holds other files, such as { $name }; name an empty or a new one: { $path }
notice-broken-outside = Something else lies in the place of the annotation file { $path }, or it can't be read any more. Your tags are here; saving waits.
notice-not-agreed = Nothing was written: { $why }
notice-without-place = { $n ->
    [one] { $n } tag has no place in the article and is kept with its words.
   *[other] { $n } tags have no place in the article and are kept with their words.
}
io-no-file = this is no file; move it away

# What an import says of what it read. $place is a file, with a line where there is one.
import-note-at = { $what }: { $place }
import-note-recounted = { $n ->
    [one] { $n } span is
   *[other] { $n } spans are
 } counted in { $how }; so the words fit
import-note-cuts-words = { $n } of { $all } spans begin or end inside a word; they may be counted in another unit
import-note-cuts-words-as = { $n } of { $all } spans begin or end inside a word; far fewer would in { $unit }: choose that with --offset-unit
import-note-renamed = { $kind } { $name } is called { $called }
import-note-encoding = read as { $name }
import-note-bad-bytes = { $n ->
    [one] { $n } byte is
   *[other] { $n } bytes are
 } no UTF-8 and became U+FFFD, at { $place }
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
import-note-other-file = left out: it is no { $wanted } file
import-note-put-aside = left out { $n ->
    [one] { $n } result
   *[other] { $n } results
 } of a cancelled annotation
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
import-row-no-list = “{ $key }” is no list
import-row-no-label = a span lacks its label
import-row-no-place = a span lacks its start or end
import-row-no-relation-label = a relation lacks its label
import-row-no-text-bound = not “T1<tab>label start end<tab>words”
import-row-no-tag = a token without a tag
import-row-unknown-tag = “{ $tag }” is no tag of IOB2 or BILOU
import-row-fields = { $n } fields, where the first line has { $expected }
import-row-no-offset = { $column }: “{ $found }” is not an offset
import-row-no-document = no document is called “{ $id }”
import-row-syntax = { $what }
import-kind-event = event
import-kind-equivalence = equivalence
import-kind-note = note on something else than a span
import-kind-attribute = attribute of something else than a span
import-kind-relation = relation without two spans
import-kind-unknown-line = line of an unknown kind
import-kind-comment = comment
import-kind-text-label = label of a whole text
import-kind-text-of-text = text about a text
import-kind-prediction = prediction beside an annotation
import-kind-named = { $name }
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
 } by offsets alone: the file does not say their words
import-placed-left-out = { $n ->
    [one] { $n } span
   *[other] { $n } spans
 } left out: no certain place for their words
import-placed-span = { $document } [{ $label }] “{ $words }”
import-left-out = Left out in all: { $n }
export-off-tokens = { $n ->
    [one] { $n } span begins or ends
   *[other] { $n } spans begin or end
 } inside a token of spaCy’s Persian tokenizer, such as “{ $first }”; a pipeline with its own tokens cannot learn them

# What reports and figures say by themselves.
report-undated = Without a place on the axis ({ $n })
report-no-dates = There is no date with a value yet. Tag dates, or accept suggestions.
report-published = Article published
report-and-more = and { $n } more
report-nobody = Claimant not marked
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
report-articles = { $n } articles
import-note-columns = columns: text { $text }, title { $title }, published { $published }, source { $source }, address { $url }, id { $id }
import-note-no-day = “{ $cell }” is no day of publication; it is kept as it is written
import-note-moved-day = { $moment } is the day { $day } in Tehran
import-note-other-day = the page shows { $shown }, its moment of publication says { $moment }; the day shown counts
report-no-colors = the program’s own colors can’t be read: { $why }
report-no-pdf = the PDF can’t be made: { $why }
file-at = line { $line }, column { $column }: { $what }
parser-says = { $why }
syntax-key-twice = the key { $key } is there twice
syntax-expected = expected { $what }
syntax-expected-key = expected a key or the closing bracket
syntax-expected-comma = expected a comma or the closing bracket
syntax-expected-value = expected a value
syntax-expected-end = expected the end of the file
syntax-expected-comment = expected a comment
syntax-too-deep = brackets nest too deep
syntax-too-long = this value is too long
syntax-ends-in-value = the file ends in the middle of a value
syntax-ends-in-string = the file ends in the middle of a string
syntax-ends-in-comment = the file ends in the middle of a comment
syntax-not-utf8 = bytes that are not UTF-8
schema-wrong-color = “{ $color }” is no color such as #c0392b
