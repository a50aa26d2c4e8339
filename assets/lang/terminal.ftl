# What only the terminal says, in English.
terminal-stream-has-no-file = standard input has no annotation file; give articles
terminal-not-read = { $format } can be written but not read; choose one of { $readers }
terminal-not-written = { $format } can be read but not written
terminal-no-format = no such format; choose one of { $formats }
terminal-no-layout = { $format } has no layout { $layout }; its layouts are { $layouts }
terminal-no-layouts = { $format } has no layout { $layout }, nor any other
terminal-no-splits = not a dataset that `hashiye export --to hf` wrote; give its folder
terminal-completions = completions go to standard output; leave out -o
terminal-file-an-article = this format is one file per article; give a folder, a name without an extension, with -o
terminal-network-file = give a file name that ends in .csv for a table, in .svg for a picture or in .json
terminal-timeline-file = a timeline is drawn as SVG; give a file name that ends in .svg
terminal-no-recognizer = no recognizer is called { $name }; there are { $recognizers }
terminal-no-span = no words from { $start } to { $end }; count code points, end exclusive
terminal-no-model = not what `hashiye train` of this version wrote; train again
terminal-trained = learned from { $articles }; the file is made of their words: treat it like them
terminal-evaluated = { $analyst }: { $articles } finished, each judged by what the ones before it teach
terminal-too-few = too few to say
terminal-without-suggestions = { $analyst }: { $without } worked on without suggestions, { $with } with them; tags on 1,000 words
terminal-give-day = give a day as 2021-12-31
terminal-give-splits = give three percentages that add up to 100, such as 80,10,10
terminal-give-timezone = give Asia/Tehran, UTC or an offset such as +03:30
terminal-no-document = not a document ({ $why }); write {"{"}"id", "text", "published"{"}"} on each line
terminal-no-document-here = not a document that can be checked ({ $why })
terminal-no-day = { $day } is not a day; write "published" as 2021-12-31
terminal-input-line = { $what } (standard input, line { $line })
terminal-input-column = { $what } (standard input, line { $line }, column { $column })
terminal-unread-lines = { $n ->
    [one] { $n } line could not be read; the error stands in its place
   *[other] { $n } lines could not be read; the errors stand in their places
}
terminal-unread-rows = { $n ->
    [one] { $n } row could not be read; the error stands in its place
   *[other] { $n } rows could not be read; the errors stand in their places
}
terminal-input-row = { $what } ({ $file }, row { $row })
terminal-no-parquet = no Parquet file here
terminal-output-is-input = this file is what is read; give another name with -o
terminal-left = left as it is: { $why }
terminal-result-not-written = cannot write; check the disk and try again
terminal-no-article = its article is not here; it was renamed, moved or removed
terminal-no-window = this program was built without a window; say what to do, such as `hashiye export` (`hashiye --help` lists the verbs)
terminal-far-bus = { $name } leads to something other than a socket of this machine and is not used: this program speaks to no other machine
terminal-no-display = no window can be opened here ({ $why }); on a bare Linux, install a display and a graphics driver, such as Debian’s libgl1, libegl1, libgl1-mesa-dri, libxkbcommon-x11-0, libxcursor1, libxi6 and libxrandr2, or work without one: `hashiye export` (`hashiye --help` lists the verbs)
terminal-refused = { $format } cannot carry { $losses } of the spans, relations and attributes; nothing was written; choose another format or add --allow-loss
terminal-refused-with-report = { $format } cannot carry { $losses } of the spans, relations and attributes; nothing was written; choose another format or add --allow-loss; all of it: { $report }
terminal-untouched = without tags, since there is no work of { $who } on them: { $articles }; --status done leaves them out
terminal-filtered = left out by the filters: { $counts }
terminal-dismissals-filtered = { $n ->
    [one] left out by the filters: { $n } decision on a suggestion of another label
   *[other] left out by the filters: { $n } decisions on suggestions of other labels
}
terminal-filtered-away = nothing is in it: the filters leave out every article; --status done takes only what was marked as done (Ctrl+Enter in the window; while comparing, of the gold)
terminal-path-missing = there is no such file or folder here
terminal-extracted = the text of the web page was taken out into { $path }
terminal-without-place = left out because their words are no longer in their articles: { $spans }
terminal-splits = splits: { $train } train, { $validation } validation, { $test } test; as before: { $kept }, moved for balance: { $moved }
terminal-leaks = near-duplicates in different splits: { $n }, such as { $one } and { $other } ({ $percent }%)
terminal-unsaid = the format has no place for these details of the articles: { $keys }
terminal-lost = lost: { $n }
terminal-more = and { $n } more
terminal-added = added to the schema: { $names }
terminal-applied = { $file }: { $labels }, { $links }, { $there } there already, { $rejected } rejected before, { $corrected } corrected, { $later } left for later
terminal-applied-nothing = { $file }: nothing new, { $there } there already, { $rejected } rejected before, { $corrected } corrected, { $later } left for later
terminal-applied-all = { $articles }; left as they are: { $left }
terminal-unread = looks like an annotation file and is not read: { $why }
terminal-left-out = left out: { $why }
terminal-left-out-all = left out: { $works }; `hashiye reanchor` puts tags where their words went, `--strict` refuses all of it
terminal-unsaved = taken along, though not saved yet: { $n } steps of a window or a crash
terminal-reanchored = { $file }: { $moved } moved
terminal-reanchored-accepted = { $file }: { $moved } moved; decided in the article: { $decided }; accepted: { $accepted }
terminal-reanchored-waits = { $file }: { $moved } can move, nothing is written while others wait: { $waiting }; answer in the window or with --accept
terminal-reanchored-all = { $works }; changed: { $changed }, written: { $written }, waiting: { $waiting }
terminal-checked = { $articles }, { $works }, { $findings }
terminal-date-agreement = { $weekdays } of { $all-weekdays } weekdays and { $pairs } of { $all-pairs } pairs of dates agree with the day beside them: { $folder }
terminal-counts = { $articles }, { $spans }, { $relations }
terminal-counts-of-works = { $articles }, { $works }, { $spans }, { $relations }
terminal-articles = { $n ->
    [one] { $n } article
   *[other] { $n } articles
}
terminal-articles-of = { $written } of { $n ->
    [one] { $n } article
   *[other] { $n } articles
}
terminal-spans-of = { $written } of { $n ->
    [one] { $n } span
   *[other] { $n } spans
}
terminal-relations-of = { $written } of { $n ->
    [one] { $n } relation
   *[other] { $n } relations
}
terminal-works = { $n ->
    [one] { $n } annotation file
   *[other] { $n } annotation files
}
terminal-works-of = { $written } of { $n ->
    [one] { $n } annotation file
   *[other] { $n } annotation files
}
terminal-spans = { $n ->
    [one] { $n } span
   *[other] { $n } spans
}
terminal-relations = { $n ->
    [one] { $n } relation
   *[other] { $n } relations
}
terminal-findings = { $n ->
    [one] { $n } issue
   *[other] { $n } issues
}
terminal-links = { $n ->
    [one] { $n } link
   *[other] { $n } links
}
terminal-undated = not on the axis: { $n }
terminal-no-dates = no dates are tagged here; `hashiye suggest --write` tags what the program finds
terminal-give-least = give a measure, a label and a number as f1_overlap=claim:.8; measures are { $measures }
terminal-not-compared = not compared: { $what }
terminal-below-least = less than { $least }: { $found }
terminal-nothing-to-compare = nothing to compare: no article has the work of two analysts
terminal-copy = a copy that a synchronizing program left; take it in with `hashiye merge --copy`
terminal-no-strategy = no such strategy; choose agreed, majority or prefer=NAME
terminal-nobody = nobody worked on it
terminal-adjudicated = taken { $taken }, rejected { $rejected }, left { $left }{ $reopened ->
    [0] {""}
   *[other] , of which reopened { $reopened }
}
terminal-adjudicated-none = fewer than two analysts are done: nothing to decide
terminal-adjudicated-all = { $articles }: taken { $taken }, rejected { $rejected }, left { $left }
terminal-not-done =   not done: { $names }
terminal-gold-is-nobody = { $name } is what the gold is called; give the analyst another name
terminal-assigned-nowhere = { $article } is assigned but not in the folder
terminal-assigned = { $name }: { $articles }, { $chars } characters
terminal-assigned-all = { $articles } assigned, of which new { $new }, by several { $shared }, for calibration { $calibration }
terminal-fewer-for-calibration = asked for calibration { $wanted }, there are { $there }: what is assigned stays as it is. Take lines of articles that nobody has begun out of tasks.ron and divide again
terminal-merged = merged; changed by both sides { $conflicts }, given another id { $renumbered }
terminal-written = written
terminal-git-driver = run once in each clone:
terminal-markers = the markers of a conflict are in it; open and save it, and both sides are one
terminal-case-of-names = { $one } and { $other } differ in case alone: some disks take them for one
terminal-agreement-as = agreement is written as html, pdf or latex
terminal-latex-of-agreement = LaTeX has tables of agreement only; add --agreement
terminal-program-failed = { $program }: nothing of it for { $place }: { $why }
terminal-program-refused = { $program }: for { $place } { $n } of what it wrote was left out, such as { $first }
terminal-no-program = the settings have no program called { $name }; there are { $programs }; add it to "external" in { $file }
terminal-no-programs = the settings name no program; add one to "external" in { $file }
terminal-no-settings = there is no folder for settings on this machine
terminal-program-asks = { $program } is run as { $command } and given the text of the articles
terminal-program-not-agreed = { $program } has not been agreed to: it would be run as { $command } and given the text of the articles; add --agree, or answer at a terminal
terminal-agree = Run it now and from now on? [y/N]
terminal-program-off = { $program }: not asked about { $articles } more
terminal-people = { $folder }: { $people } people, { $claims }, { $nobodys } with an unknown claimant
terminal-people-written = written to { $path }
terminal-people-file = people are written as a web page (.html) or as .json
terminal-people-one-folder = the register is one folder’s; give articles of one folder
terminal-claims = { $n ->
    [one] { $n } claim
   *[other] { $n } claims
}
terminal-learned-not-written = what was learned is not written, only what rules and programs find: on many files it would repeat its own mistakes; take it in the window
