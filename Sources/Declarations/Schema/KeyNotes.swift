/// The description of each key whose name does not explain itself, by type and property.
///
/// It is the only one: editors show it through the schemas, and messages use it as a hint.
extension JSONSchema {
  package static let notes: [String: String] = [
    "AcceptedException.code": "The code of the findings, such as WL-016 or CELL-006.",
    "AcceptedException.dataset": "The dataset of the findings. Needed where several datasets share the code.",
    "AcceptedException.area": "The council's GSS code. Default: every council.",
    "AcceptedException.atMost":
      "The most findings to accept. With more of them, none is accepted. Default: any number.",
    "AcceptedException.owner": "Who answers for it.",
    "AcceptedException.accepted": "The day it was accepted.",
    "AcceptedException.expires": "The last day on which it applies.",

    "AssuranceFramework.items":
      "The items of an information return, and the measures that answer each. None are shipped, because their numbers change.",
    "AssuranceFramework.Statement.asks": "What it asks, in a sentence of our own.",
    "AssuranceFramework.Statement.beyond": "What figures cannot show about it.",
    "AssuranceFramework.Item.reference": "Its reference in the return, such as IR29.",

    "Product.audience": "Who opens it, and when.",
    "Product.measures": "Measure ids, or families such as waiting/*, in the order of the table.",
    "Product.by": "The breakdown whose categories are the rows of a table by category.",
    "Product.headings": "Short headings by measure id, for tables that have a column for each measure.",

    "StatementTable.sentences": "The sentence for each case. {value} and the like are filled in.",
    "StatementTable.Sentence.reviewed": "The day on which somebody last read it.",
    "StatementTable.Limits.needsPersonAbovePercent":
      "Somebody must look at a change of more than this per cent before it is sent.",

    "BlankValues.everywhere":
      "In fields of every kind. In identifiers and other text, only values of up to six characters.",
    "BlankValues.dates": "In dates. A value such as 9999-12-31 is that day in every form.",
    "BlankValues.numbers": "In whole numbers and decimals.",
    "BlankValues.flags": "In flags, where \"not known\" is neither yes nor no.",

    "CouncilSettings.council": "A short name of the folder, such as oxfordshire.",
    "CouncilSettings.area":
      "The council, by its name or GSS code: that of every pipeline, the shipped ones among them.",
    "CouncilSettings.input": "Where the extracts are, from this file's folder. Default: the current folder.",
    "CouncilSettings.runs": "Where runs are kept, from this file's folder. Default: runs, beside this file.",
    "CouncilSettings.pipeline": "The pipeline that a command means if none is named.",
    "CouncilSettings.inputs":
      "The council's own files of each dataset, for every shipped pipeline that reads that dataset without a mapping or a condition of its own.",

    "Cohort.Read.looksBack":
      "How many months before a period its records decide what a case is. An extract that begins later lacks some.",
    "Cohort.linkage": "The name of the linkage. Default: the cohort's own id.",
    "Cohort.reads":
      "The datasets whose records it links. Examples of its measures are records of the first, unless they say otherwise.",
    "Cohort.settings": "Whole numbers for the linkage, such as how many days apart two services may be.",
    "Cohort.steps": "The reasons for which records are left out, in the order of the waterfall.",
    "Cohort.sharesCases":
      "Whether a case of one month can be one of the next, as people supported are. Default: no.",
    "Cohort.unknowns": "How missing values are treated.",
    "Cohort.leavesOut": "How it differs from the national definition.",
    "Cohort.Read.optional": "Whether the cohort can be found without this extract.",
    "Cohort.Read.fields": "Columns that the cohort cannot be found without.",
    "Cohort.Read.optionalFields": "Columns that are used if they are there.",
    "Cohort.Step.title": "Why a case is left out, as the waterfall prints it.",

    "Comparability.rules":
      "What follows from a difference between two figures. Reasons are given in this order.",
    "Comparability.entries": "The log of differences between definitions.",
    "Comparability.restarts": "Where a measure's process limits begin again, each with its reason.",
    "Comparability.verdicts": "When two figures are called different. In one file only.",
    "Comparability.absences":
      "Why measures have no published figure here: one reason for each measure and level.",
    "Comparability.Absence.levels": "Levels without a figure. Default: all.",
    "Comparability.Absence.why":
      "Nobody publishes a figure; one is published but not held here; or it is a count, which is compared as a rate or a share.",
    "Comparability.Absence.comparedAs": "The rate or share to compare in place of a count.",
    "Comparability.Absence.publication": "Where the figure is published, if it is.",
    "Comparability.Absence.reason": "A further explanation for readers.",
    "Comparability.Verdicts.few": "Below so many cases a figure has their number and no verdict.",
    "Comparability.Verdicts.leastChanges":
      "By unit: the least change to report where there is no interval. Of other units nothing is said.",
    "Comparability.Verdicts.attentionMonths":
      "How many months of process charts to check. A measure needs attention if the last of them is worse than ordinary variation.",
    "Comparability.Few.share": "Cases in the denominator of a share.",
    "Comparability.Few.cases": "Cases of a count or a rate, or those that a mean, median or score is over.",
    "Comparability.LeastChange.percent": "Per cent of the value that ours is compared with.",
    "Comparability.LeastChange.atLeast":
      "In the measure's unit. If there is a per cent too, both must be reached.",
    "Comparability.Restart.from": "The first day of the new limits.",
    "Comparability.GateRule.then": "Whether the comparison is refused, or made with the reason beside it.",
    "Comparability.GateRule.say":
      "The reason as printed. {ours}, {theirs}, {reason}, {derived}, {missing} and {councils} are filled in.",
    "Comparability.LogEntry.framework":
      "The framework or vintage of the published figures. Default: every one.",
    "Comparability.LogEntry.from": "The first financial year that it applies to. Default: all years.",
    "Comparability.LogEntry.inDevelopment":
      "Whether the published figures are official statistics in development.",

    "Neighbours.area": "The council whose neighbours they are.",
    "Neighbours.councils": "Most alike first, where the model gives an order.",
    "Neighbours.model": "The model and its edition, printed beside every comparison.",

    "Phrases.tendingFrom": "From how many standard errors a difference tends one way.",
    "Phrases.clearFrom": "From how many standard errors a difference is clear.",
    "Phrases.Band.reviewed": "The day on which somebody last read it.",

    "ComparatorsNote.published":
      "The day of publication, such as 2025-12-18. Absent where no source gives it.",
    "ComparatorsNote.framework": "The vintage whose codes and definitions the figures follow.",
    "ComparatorsNote.timePeriod":
      "The financial or mid-year of the figures; 2013-14 to 2023-24 for a series in one file.",
    "ComparatorsNote.sources": "Which figures came from which page, where a series came from several.",
    "ComparatorsNote.roundedTo":
      "The multiple that the publisher rounds its counts to, such as 5. Default: not rounded.",

    "PopulationsNote.referenceDate": "Such as mid-2024.",
    "PopulationsNote.vintage": "The edition of the estimates. Two editions are never drawn as one trend.",

    "Dataset.dataset": "Its id, which is also the file's name.",
    "Dataset.prefix": "The first part of its rule codes, such as WL.",
    "Dataset.grain": "What one row is, in words.",
    "Dataset.key": "Fields that together identify a case; a later record with the same key is refused.",
    "Dataset.person": "The field that identifies the person, for measures that count different people.",
    "Dataset.day":
      "The field with the day on which a case comes in. How far an extract reaches is judged by it.",
    "Dataset.breakdowns": "Ways of splitting the cases.",
    "Dataset.supersedes":
      "Which record wins where several files have the same case: the first rule here that tells them apart decides. Default: none, so that a repeated key is a fault, as it is within one file.",
    "Dataset.cohort":
      "How to find its cases by linking records of other datasets. Only for a dataset that has no extract of its own.",
    "Dataset.wide":
      "The fields for a file with a column for each period: what such a column's header is, and what its cells are.",
    "Dataset.Field.required": "Whether a blank or unreadable value refuses the record.",
    "Dataset.Field.personal": "Whether it is personal: never shown in a message, a log or published output.",
    "Dataset.Field.synonyms": "Other headers that suppliers use. Case, spaces, _ and - are ignored.",
    "Dataset.Field.patterns": "Headers in which * is any characters, tried where no name or synonym matches.",
    "Dataset.Field.codes": "Its codes, in the order of tables. Only for kind code, and not with codeList.",
    "Dataset.Field.codeList": "A file in data/datasets/code-lists/. Only for kind code.",
    "Dataset.Field.places": "How many decimal places to keep. Default: 2.",
    "Dataset.Field.percentSign": "Whether a decimal may end with a per cent sign. Default: no.",
    "Dataset.Field.unreadable":
      "What an unreadable value does. Default: refuses-record; for a code or a flag, reports.",
    "Dataset.Field.form":
      "The form of its texts, so that every way of writing one is read as the same. Only for kind identifier.",
    "Dataset.Field.shortYearsBefore":
      "How to read a year of two digits: the latest year that is at least so many years before the as-of day. Only for kind date. Default: 1930 to 2029, as in Excel.",
    "Dataset.Field.placeholders":
      "Whether a placeholder such as 1900-01-01 is read as blank. Default: yes. Say no where a rule reports such days.",
    "Dataset.Field.blank":
      "Values that mean blank here, besides those of data/datasets/blank-values/; in a date, days such as 2050-12-31.",
    "Dataset.Code.synonyms": "Other spellings in extracts.",
    "Dataset.Code.retired":
      "Spellings of an earlier release of the list. They are read as this code and counted apart.",
    "Dataset.Code.group": "A coarser category, for tables of groups.",

    "Tiebreak.prefer": "What to prefer. later-file compares the files' names.",
    "Tiebreak.field": "The field to compare. Not for later-file.",

    "Breakdown.by": "An expression: a code, a whole number with bands, or a date with each.",
    "Breakdown.bands":
      "Lower bounds, rising. A value belongs to the last band that it reaches. Below the first it is unknown.",
    "Breakdown.grouped": "Whether its categories are the groups of the codes, rather than the codes.",
    "Breakdown.each":
      "The period into which dates are grouped. Only periods that occur are shown, in order. Only for crossed tables.",

    "ExtractMapping.columns":
      "Fields of the dataset under other headers. Only those headers are read as the field.",
    "ExtractMapping.notHeld":
      "Fields that these files never have, though the dataset requires them. Figures that need one are [x].",
    "ExtractMapping.callsByLine":
      "The identifier that may be blank or have no column. A record without one is named by its line.",
    "ExtractMapping.submission":
      "How to join files of overlapping periods: each day is taken from the latest file that covers it.",
    "ExtractMapping.dateOrder":
      "How to read 01/02/2026 where no value of the file shows it. The pipeline's input overrides this.",
    "ExtractMapping.noDates": "Days and words that mean no date in these files.",
    "ExtractMapping.Column.headers":
      "Headers in any release of the files. Case, spaces, _ and - are ignored.",
    "ExtractMapping.Column.codes": "Texts for a code, besides those that the dataset declares.",
    "ExtractMapping.Column.blank": "Texts that mean blank in these files.",
    "ExtractMapping.Submission.firstDay":
      "The header of the column that has, in its first record, the first day that the file covers.",
    "ExtractMapping.Submission.lastDay":
      "The header of the column that has, in its first record, the last day that the file covers.",
    "ExtractMapping.Submission.starts":
      "The day on which an event began. It is never after the file's last day.",
    "ExtractMapping.Submission.ends":
      "The day on which an event ended: within the days of the file or, for one that goes on, after them.",
    "ExtractMapping.Submission.goesOn":
      "Whether events go on after the file's last day, as services do. One that no later file has ends with its own file. Default: no.",
    "ExtractMapping.Submission.sameEvent":
      "Fields that identify an event in two files. Blank is a value too.",
    "ExtractMapping.NotHeld.why": "Why these files cannot have it.",

    "Framework.basedOn": "The vintage before, which this one changes.",
    "Framework.measures": "Codes added or redefined in this vintage.",
    "Framework.removed": "Codes of the vintage before that this one does not have.",
    "Framework.derived":
      "Measures that nobody publishes and that follow from counts of its codes. A published value is preferred.",
    "Framework.Entry.code": "Such as 2E(2a).",
    "Framework.Entry.comparable":
      "Whether values may be compared with those of the vintage before. Default: yes.",
    "Framework.Entry.reason": "Why they may not be compared, or not be recomputed.",
    "Framework.Entry.formerly": "Its code in the vintage before.",
    "Framework.Entry.roundedFirstTo":
      "To how many decimals the publisher rounds first, where it rounds twice.",
    "Framework.Entry.decimals": "Decimal places in this vintage, where they differ from the measure's.",
    "Framework.Entry.recomputable":
      "No where the published value does not follow from the published counts; reason says why.",
    "Framework.Derivation.numerator": "Codes of counts, added together.",
    "Framework.Derivation.denominator": "Codes of counts, added together. This, or a population.",
    "Framework.Derivation.population":
      "A population id, such as adults-18-and-over, for the mid-year within the year.",
    "Framework.Derivation.populationYears":
      "The population to use for years without their own mid-year estimate here.",
    "Framework.Derivation.sumsCouncils":
      "Whether to add up the councils' counts of a region or England where all of them are published and the total is not.",
    "Framework.PopulationYear.referenceDate": "Such as mid-2024. It is printed beside the figure.",

    "PeerModelDeclaration.peers": "How many councils it finds.",
    "PeerModelDeclaration.features": "The columns that the file of features needs, with their weights.",
    "PeerModelDeclaration.leavesOut": "Codes of councils to leave out: they are nobody's neighbours.",
    "PeerModelDeclaration.Feature.weight":
      "The feature's range in the distance, above 0 and at most 1.",

    "Layout.layout": "Its id; also the file's name.",
    "Layout.title": "The title of the files to make. {year} is the financial year.",
    "Layout.framework": "The vintage of its codes. Not for a layout of populations.",
    "Layout.referenceDate": "For populations: the mid-year, such as mid-2025.",
    "Layout.vintage": "For populations: the edition of the estimates.",
    "Layout.pair":
      "The path of the CSV and JSON to make, below data/comparators/ or data/populations/. With {year}, one pair for each year.",
    "Layout.newestYear": "The last year of this edition. A file with a later one is refused.",
    "Layout.roundedTo": "The multiple that the publisher rounds its counts to, such as 5.",
    "Layout.dropsBrackets": "Whether to ignore a number in brackets after another.",
    "Layout.sums": "Populations that are the sum of others in the file.",
    "Layout.Marker.text": "A text for a missing figure. [c], [x] and [z] need no line.",
    "Layout.Table.sheets": "The sheets with this layout. None for a CSV.",
    "Layout.Table.code": "The code of all its figures.",
    "Layout.Table.codeColumn": "The header of the column with codes. codes translates them.",
    "Layout.Table.areaCode": "The header of the column with area codes.",
    "Layout.Table.areaName": "The header of the column with area names, for areas without a code.",
    "Layout.Table.year": "The financial year of all its figures, if headers do not have it.",
    "Layout.Table.yearColumn": "The header of the column with the year.",
    "Layout.Table.keep": "Which rows to take, by the values of a column. Default: all.",
    "Layout.Table.decimals": "Decimal places of outcomes and margins. Default: as printed.",
    "Layout.Sheet.sheet": "Its name, in which * is any characters.",
    "Layout.Sheet.code": "The code of all its figures.",
    "Layout.Value.header": "The column's header. {year} is the financial year.",
    "Layout.Value.what": "Which part of a figure the column has.",
    "Layout.Value.code": "The code of its figures, where columns are of several measures.",

    "Submission.pipeline":
      "The pipeline that reads the return's own file, where that file is in the folder of the extracts.",

    "Rule.Overlap.per":
      "Fields that together identify whose periods they are. A record without one of them is ignored.",
    "Rule.Overlap.from": "An expression for the first day. A record without one is ignored.",
    "Rule.Overlap.to":
      "An expression for the last day, on which another may begin. Without it the period is still open.",
    "Rule.Consistent.same": "Fields that have one value each, or are blank.",
    "Rule.Reference.on": "Our field to the other dataset's. A record without one of them is ignored.",
    "Rule.Reference.where": "Which of the other dataset's records count. Default: all.",
    "Rule.Reference.expects": "Whether there must be one, or must be none. Default: either.",
    "Rule.Reference.agree": "Our field to theirs: equal in every record found, where both have a value.",
    "Rule.Reference.notAfter":
      "Our day to theirs: not later than it in any record found, where both have a value.",
    "Rule.RunCheck.by": "An expression for the day whose month a record is counted in.",
    "Rule.RunCheck.open": "open-vanished: the records whose keys must appear again.",
    "Rule.RunCheck.percent": "volume-fell: a fall of more than this per cent is a finding.",
    "Rule.RunCheck.least":
      "volume-fell, months-missing: ignore months with fewer records than this in the last run.",
    "Rule.RunCheck.days": "back-dated: entries up to so many days late are usual.",

    "Measure.measure": "Its id, a slug that never changes; also the file's name.",
    "Measure.dataset": "The dataset whose cases it counts. None for a ratio.",
    "Measure.counts":
      "Whether cases or different people are counted; of a reading also amounts, of which a share has no interval. Default: cases.",
    "Measure.where": "The cases counted, for every calculation but proportion, ratio and published.",
    "Measure.denominator":
      "Proportion: the condition for the denominator. Ratio: the id of a count or reading; or days, the days of the period, or days-in-month.",
    "Measure.numerator":
      "Proportion: a further condition on the denominator's cases. Ratio: the id of a count.",
    "Measure.of": "Mean, median, maximum, percentile, sum: an expression for the number of each case.",
    "Measure.ofPlaces": "The decimal places of that number, such as 2 of a cost. Default: 0, a whole number.",
    "Measure.percentile": "Which percentile, from 1 to 99.",
    "Measure.population": "Rate: a population id, such as adults-18-and-over.",
    "Measure.per": "The multiplier of the quotient. Default: 100 for a per cent, 100,000 for a rate.",
    "Measure.change": "How a difference is stated.",
    "Measure.basis": "The kind of series. Kinds are never mixed in one series.",
    "Measure.comparedWith": "A published measure of the same thing, to compare its figures with.",
    "Measure.recasts":
      "A published measure whose definition it follows as closely as extracts allow, for caretally bridge.",
    "Measure.notCountable": "Published: why a council's extracts cannot count it.",
    "Measure.periods": "The kinds of period that it can be counted over. Default: those of the pipeline.",
    "Measure.breakdowns": "Breakdown ids of its dataset.",
    "Measure.examples": "A few cases, counted by hand, and their value.",
    "Measure.Example.case": "One case, for counts.",
    "Measure.Example.counts": "How the case is counted.",
    "Measure.Example.cases": "Several cases, for value.",
    "Measure.Example.numerator": "A ratio's or a published figure's count before it is divided.",
    "Measure.Example.parts": "Readings of the periods that make up a whole, for value.",
    "Measure.Example.value": "The measure's value over the cases, as printed.",
    "Measure.Example.asOf": "The last day of the period.",
    "Measure.Example.from": "The first day of the period. Default: 1 April before asOf.",

    "PipelinePlan.area": "The council: a code in data/areas/; --area overrides it.",
    "PipelinePlan.inputs": "The datasets to read, and from which files.",
    "PipelinePlan.measures": "Measure ids, or families such as waiting/*.",
    "PipelinePlan.watch": "The measures with a tile on the first page, in order; each is among \"measures\".",
    "PipelinePlan.framework": "The vintage whose codes and order the tables use.",
    "PipelinePlan.comparators": "The areas to compare with.",
    "PipelinePlan.neighbours": "A file in data/neighbours/, for the comparator statistical-neighbours.",
    "PipelinePlan.years": "The financial years of a table of published measures, oldest first.",
    "PipelinePlan.latestComparatorYear":
      "The last year of published figures to use, to print a table as it was then.",
    "PipelinePlan.decimals":
      "Decimal places of every measure that is not a number of cases, to print a table as it was. Default: each measure's own.",
    "PipelinePlan.trendMonths": "How many months process charts show, this one included. Default: none.",
    "PipelinePlan.breakdowns":
      "Ids of the breakdowns to show, of those that each measure declares. Default: none.",
    "PipelinePlan.tables": "Tables besides the comparison, in their order on the page.",
    "PipelinePlan.oneFile":
      "Whether to write the pages as one file too, evidence-pack.html, to send alone. Default: no.",
    "PipelinePlan.documents":
      "Whether to write the annex, tables and key statistics as Word, HTML and Markdown in documents/. Default: no.",
    "PipelinePlan.contributes":
      "Whether a run keeps the numbers of the cases of each median, mean and sum, for a pool of councils. Default: no.",
    "PipelinePlan.completeness": "How much data may be missing before a figure is withheld.",
    "PipelinePlan.holdBack":
      "When a run is not published, so that the last good one stays. Default: when an extract is missing.",
    "PipelinePlan.waitingLists": "Waiting lists, from data/waiting-lists/, over the periods of flows.",
    "PipelinePlan.retention": "Which runs to keep. Default: all.",
    "PipelinePlan.movement":
      "Whether a run explains why its figures moved. For that it keeps digests of case keys and their dates in restricted/.",
    "PipelinePlan.crossTables":
      "Tables of measures by several breakdowns crossed. They have small numbers and are written to restricted/ only.",
    "PipelinePlan.CrossTable.by": "Breakdown ids of the dataset. The first varies slowest.",
    "PipelinePlan.CrossTable.measures": "Measures of the dataset that are counted from cases. No rates.",
    "PipelinePlan.CrossTable.period":
      "The period of :period_start and :period_end. Default: the as-of day alone.",
    "PipelinePlan.Input.files": "File names in the input folder, in which * is any characters.",
    "PipelinePlan.Input.optional": "Whether a missing file is a finding rather than an error.",
    "PipelinePlan.Input.where":
      "Which records to read, by the texts of the file's columns: event_type = 'Service'. Default: all.",
    "PipelinePlan.Input.sheet": "The sheet to read of a workbook that has several.",
    "PipelinePlan.Input.sheets":
      "Sheets to read as one table. In a name, * is any characters; it matches visible sheets with the dataset's fields.",
    "PipelinePlan.Input.foot":
      "Whether to leave out totals and the like at the foot of these files. Default: yes.",
    "PipelinePlan.Input.mapping": "A file in data/mappings/ for the columns and codes of these files.",
    "PipelinePlan.Input.dateOrder":
      "How to read 01/02/2026 where no value of the file shows it. Default: such a column is not read.",
    "PipelinePlan.Input.noDates":
      "Days and words that mean no date in these files, besides those of the dataset.",
    "PipelinePlan.Input.begins":
      "The first day that the extract covers, such as 2026-01-01. Default: found from its records.",
    "PipelinePlan.Completeness.refusedPercent":
      "An extract is refused whole if more than this share of its records is. Default: 50.",
    "PipelinePlan.Completeness.couldChangePercent":
      "A figure is [x] if values that no code list knows could change it by more than this. Default: 5.",
    "PipelinePlan.Completeness.daysAfterNewest":
      "An extract is reported as old if its newest record is more than so many days before the as-of day. Default: 31.",
    "PipelinePlan.HoldBack.refusedPercent":
      "Hold back if more than this share of a dataset's records is refused.",
    "PipelinePlan.HoldBack.unmappedPercent":
      "Hold back if more than this share of a dataset's records has a value that no code list knows.",
    "PipelinePlan.HoldBack.volumeDropPercent":
      "Hold back if a dataset has fewer records than in the run before, by more than this share.",
    "PipelinePlan.HoldBack.daysApart":
      "Hold back if the as-of day is more than so many days after that of the run before.",
    "PipelinePlan.HoldBack.daysAfterNewest":
      "Hold back if the as-of day is more than so many days after the newest record of an extract.",
    "PipelinePlan.HoldBack.daysAhead": "Hold back if the as-of day is more than so many days after today.",
    "PipelinePlan.HoldBack.missingExtract":
      "Hold back if an extract that is not optional is missing or cannot be read. Default: yes.",
    "PipelinePlan.HoldBack.missingComparator":
      "Hold back if no figure could be compared with one of the areas to compare with.",
    "PipelinePlan.Retention.days": "Keep every run whose as-of day is within so many days of the latest.",
    "PipelinePlan.Retention.months":
      "Of earlier runs, keep the first of each month for so many months. Default: for ever.",

    "PolicyDeclaration.threshold":
      "Counts from 1 (or 0 with hidesZero) up to one less than this are hidden. 0 hides nothing.",
    "PolicyDeclaration.roundingBase": "Counts are rounded to a multiple of this. 1 leaves them as they are.",
    "PolicyDeclaration.keepsOutcome": "Whether a value is still printed when one of its counts is hidden.",
    "PolicyDeclaration.protects":
      "How many values a hidden count must still be able to have. Default: as many as are hidden.",
    "PolicyDeclaration.dayBands":
      "Where bands of days begin, rising. A longest wait, or another value of a single person, is printed as its band; without bands it is withheld.",
    "PolicyDeclaration.wholePeriods":
      "Whether periods end with the last whole month, and weeks with Sunday. Then no two runs print periods that differ by a few days, and so by a few cases. Default: no.",
    "PolicyDeclaration.datasets": "The terms for single datasets, each stated in full, in place of these.",

    "Rule.rule": "Its code, such as WL-003, never reused; also the file's name.",
    "Rule.kind": "What it looks at. Default: one record at a time.",
    "Rule.fields": "The fields that a finding names. The first is the one to correct.",
    "Rule.when": "The records it applies to. Default: all.",
    "Rule.must": "Kind record: a condition that must not be false. Unknown passes, as in SQL's CHECK.",
    "Rule.overlap": "Kind overlap: periods of time that must not overlap.",
    "Rule.consistent": "Kind consistent: values that must be the same in all records of one key.",
    "Rule.reference": "Kind reference: records that another dataset must, or must not, have.",
    "Rule.run": "Kind run: a condition between the last run's records and this run's.",
    "Rule.message": "What is wrong, in words, without values.",
    "Rule.hint": "What to do about it.",
    "Rule.examples": "At least one record that passes and one that does not.",
    "Rule.Example.case": "Field values as in an extract. A field that is not named is blank.",
    "Rule.Example.cases": "Several records, for a rule about records together.",
    "Rule.Example.others": "By dataset id: the records of the other extracts.",
    "Rule.Example.previous": "The records of the run before, for a rule that compares runs.",

    "Submission.rejects":
      "Whether a record with a failed field is sent back. If not, it is taken and reported as a breach.",
    "Submission.events":
      "How to derive the reporting period: from the last days of events, by type. Default: one stated period.",
    "Submission.Part.module": "The part of the return, as its guidance names it.",
    "Submission.Part.when": "Which records of the period go in. Default: all.",
    "Submission.Line.field": "The field's name in the return's guidance.",
    "Submission.Line.of": "Our field. Default: none, for a field that no extract has.",
    "Submission.Line.applies": "The records it applies to. Default: all.",
    "Submission.Line.mandatory": "The records in which it must be filled. Default: none.",
    "Submission.Line.valid": "A condition that a value must not make false.",
    "Submission.Line.retired": "Labels of an earlier release. They fail as such.",
    "Submission.Event.ends": "An expression for the day on which the event ended.",

    "TablePlan.shape": "The layout of the table. docs/targets.md shows each.",
    "TablePlan.note": "A note for the reader, printed above the table.",
    "TablePlan.measures": "Measure ids, or families such as waiting/*. Default: those of the pipeline.",
    "TablePlan.period":
      "Which of the pipeline's periods. Default: the first that the measure is counted over.",
    "TablePlan.breakdown": "Categories and composition: the breakdown whose categories are the rows.",
    "TablePlan.columns": "The columns of a table of measures or categories.",
    "TablePlan.national":
      "Composition: a category's label, and the published measure whose value for England is its national share.",
    "TablePlan.Column.measure": "Categories: which measure. In a table of measures each row has its own.",
    "TablePlan.Column.show": "What the cells show. Default: the measure's value.",
    "TablePlan.Column.period": "Used in place of the table's period.",
    "TablePlan.Column.at":
      "One period, whatever the row's: 2013-14, 2023-07-31, Q1 to Q4 of the year, or year-end-before. A cumulative row shows the year to its end. With show: change, the change since.",
    "TablePlan.Column.decimals": "Decimal places of a share. Default: 1.",
    "TablePlan.sample": "Cases: some of them, drawn at random, for an audit.",
    "TablePlan.Sample.size": "How many cases of each measure, or of each stratum of it.",
    "TablePlan.Sample.by": "A field whose values are the strata, such as team. Default: none.",
    "TablePlan.Sample.seed": "Any text, such as 2026-10. Another text draws other cases.",
    "TablePlan.order":
      "targets: the order of the files of targets. Default: that of the pipeline's measures.",
    "TablePlan.change":
      "How the change of a measure, by id, is stated in this table. Default: as the measure says.",

    "TargetSet.area": "The council whose targets they are, as a GSS code. Default: any council.",
    "TargetSet.Entry.name":
      "Tells several targets of one measure apart, such as national and stretch. Default: target.",
    "TargetSet.Entry.from":
      "The first day from which it applies; a reporting period is judged by its last day.",
    "TargetSet.Entry.target": "Such as >28%, <20%, 93-95%, Top quartile or 8920.",
    "TargetSet.Entry.profile":
      "A target for each period that is reported, such as \"2026-04\": \"700\". With due: profile, what is due by its end.",
    "TargetSet.Entry.scale": "The thresholds of amber and red, where they are not distances from a target.",
    "TargetSet.Entry.covers":
      "The period that a target number of events is for. Default: a reporting period.",
    "TargetSet.Entry.due":
      "What part of a target for the year judges the year to date. Default: year-end, all of it on 31 March.",
    "TargetSet.Entry.cumulative":
      "Whether the year to date is what is reported. Default: yes where values add up over the year.",
    "TargetSet.Entry.breakdown": "Of a target of one category, such as a team: its breakdown.",
    "TargetSet.Entry.category": "The category's label. The measure then has a row for it.",
    "TargetSet.Entry.code": "The council's own code for it, such as OCC04.02. Readings may name it so.",
    "TargetSet.Entry.section": "The heading it stands under, such as an outcome or priority.",
    "TargetSet.Entry.tolerance": "How narrow a miss is amber. Default: within 10% of the target.",
    "TargetSet.Tolerance.points": "Percentage points.",
    "TargetSet.Tolerance.percent": "Per cent of the target.",
    "TargetSet.Tolerance.absolute": "In the measure's own unit.",

    "Judgements.area": "The council they are about, as a GSS code. Default: any council.",
    "Judgements.Override.target": "Which of several targets. Default: target.",
    "Judgements.Override.period": "Such as 2026-10, 2026-27 Q2 or 2026-27.",
    "Judgements.Override.status":
      "The status by judgement. It is printed beside the computed status and never replaces it.",

    "Judgements.Outcome.outcome":
      "The section of a file of targets, or the objective or quality statement of a measure, in words.",
    "Judgements.Outcome.period": "Such as 2026-10, 2026-27 Q2 or 2026-27.",
    "Judgements.Outcome.status":
      "The status by judgement. It is printed beside the one that its measures give and never replaces it.",

    "WaitingListDeclaration.open": "The count of people waiting on a day.",
    "WaitingListDeclaration.joined": "The count of people who joined in a period.",
    "WaitingListDeclaration.completed": "The count of people whose wait was completed in a period.",
    "WaitingListDeclaration.leftOtherwise":
      "The count of people who left for another reason. Their waits are known only up to that day.",
    "WaitingListDeclaration.completedWait": "The median wait of the completed.",
    "WaitingListDeclaration.currentWait": "The median wait of people still waiting.",
    "WaitingListDeclaration.bands": "The breakdown of the open count by length of wait.",
    "WaitingListDeclaration.joinedOn": "An expression for the day on which a case joined.",
    "WaitingListDeclaration.completedOn": "An expression for the day on which it was completed.",
    "WaitingListDeclaration.leftOn": "An expression for the day on which it left for another reason.",
  ]
}
