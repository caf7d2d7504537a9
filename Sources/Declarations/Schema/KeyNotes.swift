/// What a key of a declaration means, where its name does not say it all: the one description, for whoever reads the types and,
/// by the schemas, for editors that complete the key.
extension JSONSchema {
  package static let notes: [String: String] = [
    "Dataset.dataset": "Its id, which is also the file's name.",
    "Dataset.prefix": "The first part of its rule codes, such as WL.",
    "Dataset.grain": "What one row is, in words.",
    "Dataset.key": "Fields that together identify a case; a later record with the same key is refused.",
    "Dataset.person": "The field that identifies the person, counted distinct by measures of people.",
    "Dataset.day": "The field of the day on which a case comes in; what an extract reaches is found from it.",
    "Dataset.breakdowns": "Ways of splitting the cases.",
    "Dataset.cohort": "Where its cases are not records of an extract, but found by linking those of others.",
    "Cohort.linkage": "The linkage's name; the cohort's own id when not said.",
    "Cohort.reads":
      "The records it links. Examples of its measures are records of the first, where they do not say otherwise.",
    "Cohort.settings":
      "Whole numbers that the linkage is told, such as how many days apart two services may be.",
    "Cohort.steps": "What it leaves out, in the order of the waterfall.",
    "Cohort.unknowns": "How what is not known is treated.",
    "Cohort.leavesOut": "What the national definition has and this has not, or the other way round.",
    "Dataset.supersedes":
      "Which record stands where several files have the same case: the first of these that tells them apart decides. None when not said: a key seen before is then a fault, as it is within one file.",
    "Tiebreak.prefer": "What to prefer; later-file goes by the files' names.",
    "Tiebreak.field": "What is compared; none for later-file.",
    "Field.required": "Blank or unreadable here refuses the record.",
    "Field.personal": "Never shown in a message, a log or published output.",
    "Field.synonyms": "Other headers that suppliers give it; case, spaces, _ and - do not count.",
    "Field.patterns": "Headers with * for any characters, tried where no name or synonym fits.",
    "Field.codes": "Its codes, in the order tables show them; only for kind code, and not with codeList.",
    "Field.codeList": "A file in data/datasets/code-lists/; only for kind code.",
    "Field.places": "Places after the point kept of a decimal; 2 when not said.",
    "Field.percentSign": "Whether a decimal may end with a per cent sign; no when not said.",
    "Field.unreadable":
      "What an unreadable value does; refuses-record when not said, but reports for a code and a flag.",
    "Field.form":
      "What its texts are, so that every way of writing one is read as the same; only for kind identifier.",
    "Field.shortYearsBefore":
      "A year of two digits is the latest that is so many years before the as-of day's; only for kind date. As in Excel, 1930 to 2029, when not said.",
    "Field.placeholders":
      "Whether a day that stands for none, as 1900-01-01, is read as blank; yes when not said. No where a rule tells of such days.",
    "Field.blank":
      "Values that mean nothing here, besides those of data/datasets/blank-values/; of a date, days as 2050-12-31 among them.",
    "BlankValues.everywhere":
      "In fields of every kind; in identifiers and other text those of up to six characters.",
    "BlankValues.dates": "In dates; one as 9999-12-31 is that day, in whatever form.",
    "BlankValues.flags": "In flags, where not known is neither yes nor no.",
    "Input.noDates": "Days and words that mean no date in these files, besides what the dataset declares.",
    "Code.synonyms": "Other spellings that extracts have.",
    "Code.retired": "Spellings of an earlier release of the list, read as this code and counted apart.",
    "Code.group": "A coarser category, where tables show groups.",
    "Breakdown.by": "An expression: a code, a whole number with bands, or a date with each.",
    "Breakdown.bands":
      "Lower bounds rising; a value belongs to the last band that it reaches, and below the first to none (unknown).",
    "Breakdown.grouped": "Whether its categories are the groups of the codes, not the codes themselves.",
    "Rule.rule": "Its code, such as WL-003, never reused; also the file's name.",
    "Rule.fields": "The fields a finding is about, the first of them the one to mend.",
    "Rule.when": "The records it applies to; all when not said.",
    "AcceptedException.code": "The code of the findings, such as WL-016 or CELL-006.",
    "AcceptedException.dataset": "The dataset they are in; needed for a code that is not one dataset's own.",
    "AcceptedException.atMost": "With more findings than this none is accepted; any number when not said.",
    "AcceptedException.owner": "Who answers for it.",
    "AcceptedException.expires": "The last day it holds.",
    "Submission.events":
      "What the reporting period is derived from: the last days of events, by type; one stated period when not said.",
    "Submission.rejects":
      "Whether a record with any failed field is sent back; otherwise it is taken, and reported as a breach.",
    "Line.of": "Our field; a field that no extract holds when not said.",
    "Line.applies": "The records it applies to; all when not said.",
    "Line.mandatory": "The records it must be filled in for; none when not said.",
    "Line.valid": "What must not be false of a value that is there.",
    "Line.retired": "Labels of an earlier release, which are failed as such.",
    "Rule.kind": "What it looks at; one record at a time when not said.",
    "Rule.must": "Kind record: what must not be false of them; unknown passes, as SQL's CHECK does.",
    "Rule.overlap": "Kind overlap: whose stretches of time must not overlap.",
    "Rule.consistent": "Kind consistent: what must be the same in all records of one key.",
    "Rule.reference": "Kind reference: what another dataset must, or must not, have.",
    "Rule.run": "Kind run: what must hold between the last run's records and this run's.",
    "Overlap.per":
      "Fields that together say whose stretches they are; a record with one missing is ignored.",
    "Overlap.from": "An expression for the first day; a record without one is ignored.",
    "Overlap.to":
      "An expression for the last day, on which another may begin; without one it is not over yet.",
    "Consistent.same": "Fields of which each has one value, where it has any.",
    "Reference.on": "Our field to the other dataset's field; a record with one missing is ignored.",
    "Reference.where": "Which of the other dataset's records count; all when not said.",
    "Reference.expects": "Whether there must be one, or must be none; no matter when not said.",
    "Reference.agree": "Our field to theirs: equal in every record found, where both are there.",
    "Reference.notAfter": "Our day to theirs: not later than it in any record found, where both are there.",
    "RunCheck.by": "An expression for the day that a record is counted in the month of.",
    "RunCheck.open": "open-vanished: the records whose keys must come again.",
    "RunCheck.percent": "volume-fell: by more than this per cent is a finding.",
    "RunCheck.least":
      "volume-fell, months-missing: months with fewer records than this in the last run are ignored.",
    "RunCheck.days": "back-dated: entries up to so many days late are usual.",
    "Rule.message": "What is wrong, in words, without values.",
    "Rule.hint": "What to do about it.",
    "Rule.examples": "At least one record that passes and one that does not.",
    "Measure.measure": "Its id, a slug that never changes; also the file's name.",
    "Measure.dataset": "The dataset whose cases it looks at; none for ratio.",
    "Measure.counts": "Whether cases or distinct people are counted; cases when not said.",
    "Measure.where": "The cases looked at: for every calculation but proportion, ratio and published.",
    "Measure.denominator": "Proportion: the condition for the denominator. Ratio: the id of a count.",
    "Measure.numerator": "Proportion: a condition on the denominator's cases. Ratio: the id of a count.",
    "Measure.of": "Mean, median, maximum, percentile, sum: the whole number taken of each case.",
    "Measure.percentile": "Which, from 1 to 99.",
    "Measure.population": "Rate: a population id, such as adults-18-and-over.",
    "Measure.per": "What the quotient is multiplied by; 100 for percent, 100,000 for a rate when not said.",
    "Measure.comparedWith": "A published measure of the same thing, whose figures it is compared with.",
    "Measure.recasts":
      "A published measure whose definition it follows as far as extracts go, for caretally bridge.",
    "Measure.notCountable": "Published: why a council's extracts cannot count it.",
    "Measure.change": "How a difference is stated.",
    "Measure.basis": "What kind of series it is; kinds are never mixed in one.",
    "Measure.breakdowns": "Breakdown ids of its dataset.",
    "Measure.examples": "Cases small enough to count by hand, and what they come to.",
    "Example.numerator": "What a ratio's counts, or a published figure's, come to before they are divided.",
    "Framework.basedOn": "The vintage before, which this is a delta on.",
    "Framework.measures": "Codes added or redefined in this vintage.",
    "Framework.removed": "Codes of the vintage before that this one drops.",
    "Entry.code": "Such as 2E(2a).",
    "Entry.comparable":
      "Whether values may be compared with the same measure in the vintage before; yes when not said.",
    "Entry.reason": "Why not, when not.",
    "Entry.formerly": "The code this had in the vintage before.",
    "Entry.roundedFirstTo":
      "How far to round before rounding to the measure's decimals, where the publisher rounds twice.",
    "Entry.recomputable":
      "False where the published outcome cannot be had from the published counts, and reason says why.",
    "ComparatorsNote.published":
      "The day of publication, as 2025-12-18; absent where no source that was read gives it.",
    "ComparatorsNote.framework": "The vintage whose codes and definitions the figures follow.",
    "ComparatorsNote.timePeriod":
      "The financial year, or mid-year, of the figures, or 2013-14 to 2023-24 where one file holds a keyed series.",
    "PopulationsNote.referenceDate": "Such as mid-2024.",
    "PopulationsNote.vintage": "Which edition of the estimates, so that two are never drawn as one trend.",
    "PipelinePlan.area": "The council: a code in data/areas/; --area overrides it.",
    "PipelinePlan.inputs": "What is read, from which files.",
    "PipelinePlan.measures": "Measure ids, or families as waiting/*.",
    "PipelinePlan.framework": "Which vintage's codes and order the tables show.",
    "PipelinePlan.comparators": "Which areas to compare with.",
    "PipelinePlan.years": "The financial years of a table of published measures, oldest first.",
    "PipelinePlan.tables": "Tables besides the comparison, in the order they are shown.",
    "TablePlan.shape": "How the table is laid out: docs/targets.md shows each.",
    "TablePlan.measures": "Measure ids, or families as waiting/*; those of the pipeline when not said.",
    "TablePlan.period":
      "Which of the pipeline's periods; the first that the measure is counted over when not said.",
    "TablePlan.breakdown": "Categories and composition: the breakdown whose categories are the rows.",
    "TablePlan.national":
      "Composition: a category's label to the measure whose published value for England is its national share.",
    "TargetSet.area": "The council whose targets they are: a GSS code; any council's when not said.",
    "Entry.name":
      "Tells several targets of one measure apart, such as national and stretch; target when not said.",
    "Entry.from": "The first day of reporting periods that it holds for, by the day they end on.",
    "Entry.target": "As >28%, <20%, 93-95%, Top quartile or 8920.",
    "Entry.profile": "A target of its own for each month, such as \"2026-04\": \"700\".",
    "Entry.covers": "What a target of a number of events is for; a reporting period when not said.",
    "Entry.tolerance": "What misses by a narrow margin; within 10% of the target when not said.",
    "Entry.scale":
      "The thresholds themselves, where amber and red are not told by the distance from a target.",
    "Override.status": "Stands beside the computed status, never in its place.",
    "Override.period": "As 2026-10, 2026-27 Q2 or 2026-27.",
    "PipelinePlan.completeness": "How much a figure's data may lack before there is no figure.",
    "Completeness.refusedPercent":
      "An extract is refused whole where more than this share of its records is; 50 when not said.",
    "Completeness.couldChangePercent":
      "A figure is [x] where values that no code list knows could change it by more than this; 5 when not said.",
    "Completeness.daysAfterNewest":
      "An extract is said to be old where its newest record is this many days before the as-of day; 31 when not said.",
    "PipelinePlan.holdBack":
      "What keeps a run from being published, so that the last good one stays; a missing extract always does if not said.",
    "PipelinePlan.retention": "Which runs are kept; all of them when not said.",
    "PipelinePlan.movement":
      "Whether a run says why its figures moved, for which it keeps digests of case keys and their dates in restricted/.",
    "HoldBack.refusedPercent": "Holds back where more than this share of a dataset's records is refused.",
    "HoldBack.unmappedPercent":
      "Holds back where more than this share of a dataset's records has a value that no code list knows.",
    "HoldBack.daysAfterNewest":
      "Holds back where the as-of day is more than this many days after the newest record of an extract.",
    "HoldBack.daysAhead": "Holds back where the as-of day is more than this many days after today.",
    "HoldBack.volumeDropPercent":
      "Holds back where a dataset has more than this share fewer records than in the run before.",
    "HoldBack.daysApart":
      "Holds back where the as-of day is more than this many days after the run before's.",
    "HoldBack.missingExtract":
      "Holds back where an extract that is not optional is missing or cannot be read; yes when not said.",
    "HoldBack.missingComparator":
      "Holds back where no figure could be compared with one of the areas to compare with.",
    "Retention.days": "Every run of this many days up to the latest one's as-of day is kept.",
    "Retention.months":
      "Of earlier runs, the first of each month is kept for this long; for ever when not said.",
    "Input.files":
      "File names in the input folder and its ZIP archives, where * stands for any characters and .* at the end for every form of table.",
    "Input.optional": "Absence is a finding rather than an error.",
    "Input.sheet": "The sheet to read of a workbook that has several.",
    "Read.looksBack":
      "How many months before a period its records decide what a case of the period is: files that begin later are said to lack some.",
    "Input.sheets":
      "Sheets that are read as one table, where * stands for any characters: of those that a * names, the visible ones that have the dataset's fields.",
    "Input.where":
      "The records that are read, by the texts of the file's columns: event_type = 'Service'; all when not said.",
    "Input.foot":
      "Whether totals and the like in the last lines of these files are passed over; yes when not said.",
    "Input.mapping":
      "The file of data/mappings/ that says what the columns and codes of these files are.",
    "ExtractMapping.columns":
      "Fields of the dataset that these files have under other headers: only those headers are read as the field.",
    "ExtractMapping.notHeld":
      "Fields that these files cannot have, though the dataset needs them: what reads one is [x].",
    "ExtractMapping.callsByLine":
      "The identifier that may be blank, or have no column: a record without one is called by its line.",
    "ExtractMapping.submission":
      "What joins files of overlapping periods: each day is taken from the latest file that covers it.",
    "Submission.pipeline":
      "The pipeline that reads the return's own file, where that lies in the folder of the extracts.",
    "Submission.firstDay":
      "The header of the column whose first record says the first day that the file covers.",
    "Submission.lastDay":
      "The header of the column whose first record says the last day that the file covers.",
    "Submission.starts": "The day an event began: none of a file began after its last day.",
    "Submission.ends":
      "The day an event ended: in a file, in the days that it covers or, of what goes on, after them.",
    "Submission.goesOn":
      "Whether events go on after the file's last day, as services do; no when not said. One that no later file has ended with the days of its own file.",
    "Submission.sameEvent":
      "The fields by which an event in two files is told to be one; blank is a value too.",
    "ExtractMapping.dateOrder":
      "What 01/02/2026 means where no value of the file says; the pipeline's input comes first.",
    "ExtractMapping.noDates": "Days and words that mean no date in these files.",
    "Column.headers": "As the files have them, of every release; case, spaces, '_' and '-' do not count.",
    "Column.codes": "Texts that stand for a code, besides those that the dataset declares.",
    "Column.blank": "Texts that mean nothing in these files.",
    "NotHeld.why": "Why these files cannot say it.",
    "Input.begins":
      "The first day that the extract holds, as 2026-01-01; found from its records when not said.",
    "Input.dateOrder":
      "What 01/02/2026 means where no value of the file says; such a column is not read when not said.",
    "Comparability.rules":
      "What follows from a difference between two figures, in the order reasons are given.",
    "Comparability.entries": "The log of differences between definitions.",
    "Cohort.sharesCases":
      "Whether one month's cases are the next month's too, as people supported are; no when not said.",
    "Comparability.verdicts": "When a difference is said to be one; in one file alone.",
    "Verdicts.few": "Below so many cases a figure carries their number and no verdict.",
    "Verdicts.attentionMonths":
      "Months back of which the last needs attention where it is worse than ordinary variation, in every pipeline for colleagues.",
    "Verdicts.leastChanges":
      "By unit, the least change that counts of what has no interval; nothing is said of a unit that is not here.",
    "Few.share": "Cases that a share is of.",
    "Few.cases": "Cases of a count or under a rate, and those that a mean, median or score is over.",
    "LeastChange.percent": "Per cent of the value that ours is compared with.",
    "LeastChange.atLeast": "In the unit; where a per cent is given too, both must be reached.",
    "GateRule.then": "Whether the comparison is refused, or made with the reason beside it.",
    "GateRule.say":
      "The reason as printed, with {ours}, {theirs}, {reason}, {missing} and {councils} filled in.",
    "LogEntry.framework": "The framework or the vintage of the published figures; every one when not said.",
    "LogEntry.inDevelopment": "Whether the published figures are official statistics in development.",
    "Neighbours.councils": "In order of likeness, where the model gives one.",
    "Neighbours.model": "The model and its edition, as printed beside every comparison.",
    "Phrases.tendingFrom": "Standard errors from which a difference tends one way.",
    "Phrases.clearFrom": "Standard errors from which a difference is clear.",
    "PipelinePlan.trendMonths":
      "How many months back process charts go, this one among them; none when not said.",
    "PipelinePlan.waitingLists":
      "Lists of people who wait, from data/waiting-lists/, over the periods of flows.",
    "WaitingListDeclaration.open": "The count of those waiting on a day.",
    "WaitingListDeclaration.joined": "The count of those who joined in a period.",
    "WaitingListDeclaration.completed": "The count of those whose wait came to its end in a period.",
    "WaitingListDeclaration.leftOtherwise":
      "The count of those who left otherwise, where there are any: their wait is known only up to that day.",
    "WaitingListDeclaration.completedWait": "The median wait of the completed.",
    "WaitingListDeclaration.currentWait": "The median wait of those still waiting.",
    "WaitingListDeclaration.bands": "The breakdown of the open count by length of wait.",
    "WaitingListDeclaration.joinedOn": "An expression: the day a case joined.",
    "WaitingListDeclaration.completedOn": "An expression: the day it was completed.",
    "WaitingListDeclaration.leftOn": "An expression: the day it left otherwise.",
    "PipelinePlan.neighbours": "A file in data/neighbours/, for the comparator statistical-neighbours.",
    "PolicyDeclaration.protects":
      "How many values a hidden count must still be able to have; as many as are hidden when not said.",
    "PolicyDeclaration.datasets": "Other terms for the cases of single datasets, all of them said.",
    "PolicyDeclaration.threshold":
      "Counts from 1 (or 0 with hidesZero) up to one less than this are hidden; 0 hides nothing.",
    "PolicyDeclaration.roundingBase": "Counts are rounded to a multiple of this; 1 leaves them.",
    "PolicyDeclaration.dayBands":
      "Days at which the bands begin that stand for a longest wait or another single person's value, rising; without them such a value is withheld.",
    "PolicyDeclaration.wholePeriods":
      "Whether periods end with the last whole month, and weeks with Sunday, so that no two runs print periods a few days apart, whose difference is a few cases; no when not said.",
    "PolicyDeclaration.keepsOutcome": "Whether an outcome stays when one of its counts is hidden.",
  ]
}
