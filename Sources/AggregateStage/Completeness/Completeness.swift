import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import Tables

/// Decides for every reading whether the data are complete enough to print it.
///
/// A measure is counted from fields of datasets over a period. A reading lacks data where one of those datasets was
/// refused, does not reach the period, has one of those fields blank in every record, or has values in it that no code
/// list knows. All decisions use exact counts, before anything is disclosed.
struct Completeness {
  private var counting: Counting
  private let plan: AggregationPlan
  private let limits: CompletenessLimits
  private let measures: [String: Declared<Measure>]
  private var reaches: [Place: Reach?] = [:]
  private var blanks: [Place: Bool] = [:]
  private(set) var findings: [Finding] = []
  /// The gaps of a measure over a period.
  private var known: [Total: [Gap]] = [:]
  private var unmapped: [Total: [Gap]] = [:]

  private struct Place: Hashable {
    var dataset: String
    var field: Int
  }

  init(_ counting: Counting, _ limits: CompletenessLimits) {
    self.counting = counting
    self.limits = limits
    plan = counting.plan
    measures = plan.declaredMeasures
  }

  /// Marks the readings with what their data lack.
  mutating func marking(_ readings: [Reading]) -> [Reading] {
    unmapped = unmappedGaps(of: readings)
    for table in counting.cases.tables {
      sayOld(table)
      sayBlank(table)
    }
    sayBeginnings()
    return readings.map { reading -> Reading in
      guard let declared = measures[reading.key.measure], reading.key.origin == .counted else {
        return reading
      }
      let gaps =
        shared(by: declared, over: reading.key.period) + noReading(reading, declared.value)
      return gaps.isEmpty ? reading : reading.lacking(gaps)
    }
  }

  /// The gaps of all readings of a measure over a period, whatever their category.
  private mutating func shared(by declared: Declared<Measure>, over period: ReportingPeriod) -> [Gap] {
    let total = Total(measure: declared.value.measure.value, period: period)
    let gaps = known[total] ?? self.gaps(of: declared, over: period) + (unmapped[total] ?? [])
    known[total] = gaps
    return gaps
  }

  /// Why a measure of a crossed table has no figure over a period that no reading is of; nil where it has one.
  mutating func whyNone(_ declared: Declared<Measure>, over period: ReportingPeriod) -> String? {
    shared(by: declared, over: period).first(where: \.withholds)?.text
  }

  /// A sum of no numbers is missing, not 0.
  private func noReading(_ reading: Reading, _ measure: Measure) -> [Gap] {
    guard measure.summary?.isMissingWithoutNumbers == true, reading.denominator == 0 else { return [] }
    let what = reading.key.category == nil ? "period" : "category and period"
    return [Gap(.noReading, withholds: true, "no reading: no record of the \(what) has a value")]
  }

  /// Reports an extract as old where its newest case came in long before the as-of day.
  private mutating func sayOld(_ table: ValidatedTable) {
    guard let dataset = scope(table.table.dataset)?.dataset, let field = dataset.position(of: dataset.day),
      let newest = reach(of: field, in: table)?.newest, plan.asOf - newest > limits.daysAfterNewest
    else { return }
    say(
      "AGG-034",
      "the newest record of \(dataset.title) is more than \(limits.daysAfterNewest) days before the as-of day: waits "
        + "are counted beyond what the extract shows",
      in: table, field: dataset.fields[field], hint: "ask for a newer extract, or check --as-of")
  }

  /// Reports columns that are blank throughout: rules that read one find nothing, so records that they would refuse may
  /// count in figures that do not read it.
  private mutating func sayBlank(_ table: ValidatedTable) {
    // A table of published figures has columns that many publications leave blank.
    guard let dataset = scope(table.table.dataset)?.dataset, dataset.day != nil else { return }
    for (place, field) in dataset.fields.enumerated() where table.isBlank(place) {
      say(
        "AGG-032",
        "no record of \(dataset.title) has a value of \(field.title): figures that need it are [x], and rules that read it find nothing",
        in: table, field: field, hint: "ask for an extract with that column filled in")
    }
  }

  /// Reports the first day with cases of each extract: figures of any day lack the cases from before.
  private mutating func sayBeginnings() {
    let beginnings = counting.cases.tables.compactMap { table -> String? in
      guard let dataset = scope(table.table.dataset)?.dataset, let field = dataset.position(of: dataset.day),
        let begins = plan.begins[table.table.dataset] ?? reach(of: field, in: table)?.begins
      else { return nil }
      return "\(dataset.title) \(month(begins))"
    }
    guard !beginnings.isEmpty else { return }
    findings.append(
      Finding(
        "AGG-035", severity: .note, effect: .reports,
        "cases from before these months are in no figure, whatever its day: \(beginnings.joined(separator: ", "))",
        hint: "\"begins\" in the pipeline's input declares the first day that an extract covers"))
  }

  private struct Total: Hashable {
    var measure: String
    var period: ReportingPeriod
  }

  private mutating func gaps(of declared: Declared<Measure>, over period: ReportingPeriod) -> [Gap] {
    let uses = counting.uses(of: declared)
    var gaps: [Gap] = []
    for use in uses {
      if let refused = plan.refused[use.dataset] {
        gaps.append(Gap(.refusedExtract, withholds: true, refused))
        continue
      }
      guard let table = counting.cases.table(of: use.dataset), let scope = scope(use.dataset) else {
        continue
      }
      gaps += blankColumns(use, over: period, table, scope.dataset)
      gaps += unreached(use, over: period, table, scope.dataset)
    }
    return unique(gaps)
  }

  private func scope(_ dataset: String) -> DatasetScope? {
    plan.datasets.first { $0.dataset.dataset.value == dataset }
  }

  /// Gaps for columns that are blank throughout. In a small extract, a blank end date may be right, and is only noted. In
  /// a large one, or for any other column or a day that must lie in the period, the figure is withheld.
  private mutating func blankColumns(
    _ use: DataUse, over period: ReportingPeriod, _ table: ValidatedTable, _ dataset: Dataset
  ) -> [Gap] {
    let asked = Set(counting.windows(of: use, over: period).filter { $0.last != nil }.map(\.field))
    let isMany = table.acceptedCount >= 50
    return use.fields.sorted().compactMap { field in
      let place = Place(dataset: use.dataset, field: field)
      let isBlank = blanks[place] ?? table.isBlank(field)
      blanks[place] = isBlank
      guard isBlank else { return nil }
      return Gap(
        .blankColumn, withholds: isMany || dataset.fields[field].kind != .date || asked.contains(field),
        "no record of \(dataset.title) has a value of \(dataset.fields[field].title)")
    }
  }

  /// Gaps where a measure needs days that the extract does not reach.
  private mutating func unreached(
    _ use: DataUse, over period: ReportingPeriod, _ table: ValidatedTable, _ dataset: Dataset
  ) -> [Gap] {
    // Things happen to a case after it came in, so the days on which cases came in count too.
    let cameIn = dataset.position(of: dataset.day).flatMap { reach(of: $0, in: table) }
    return counting.windows(of: use, over: period).flatMap { window -> [Gap] in
      let field = dataset.fields[window.field]
      guard field.kind == .date, field.personal != true else { return [] }
      let isOfArrival = field.field.value == dataset.day?.value
      let own = reach(of: window.field, in: table)
      // A day before the case came in, such as the start of support, is not a flow.
      let happened =
        window.first == nil ? own?.begins : [own?.begins, cameIn?.begins].compactMap(\.self).max()
      let begins = plan.begins[use.dataset] ?? happened
      let found = [own, cameIn].compactMap(\.self).min { $0.ends < $1.ends }
      var gaps: [Gap] = []
      if let begins, window.first.map({ $0 < begins }) ?? (window.last.map { $0 < begins } ?? false) {
        gaps.append(
          Gap(
            .beforeExtract, withholds: true,
            "before the extract of \(dataset.title) begins (\(month(begins)))"))
        say(
          "AGG-030",
          "the extract of \(dataset.title) begins in \(month(begins)) by its \(field.title): figures from before are [x]",
          in: table, field: field,
          hint:
            "ask for one that goes back further, or declare its first day with \"begins\" in the "
            + "pipeline's input")
      } else if let begins, window.first == nil || !isOfArrival, let day = window.first ?? window.last,
        window.last != nil, day.adding(months: -12) < begins
      {
        gaps.append(
          Gap(
            .beforeExtract, withholds: false,
            "the extract of \(dataset.title) begins in \(month(begins)): older cases may not be in it"))
      }
      if let first = window.first, let begins = plan.begins[use.dataset], use.looksBack > 0, first >= begins,
        first.adding(months: -use.looksBack) < begins
      {
        gaps.append(
          Gap(
            .beforeExtract, withholds: false,
            "\(dataset.title) of the \(use.looksBack) months before decide it, and the files begin in \(month(begins)): give earlier ones too"
          ))
      }
      gaps += leftOutMonths(window, own, cameIn, since: begins, dataset, table)
      if let ends = found?.ends, let last = window.last, last > ends, last <= plan.asOf {
        let isFlow = window.first != nil
        gaps.append(
          Gap(
            .afterExtract, withholds: isFlow,
            isFlow
              ? "after the extract of \(dataset.title) ends (\(month(ends)))"
              : "the extract of \(dataset.title) ends in \(month(ends)): what happened since is not in it"))
        say(
          "AGG-031",
          "the newest \(field.title) of \(dataset.title) is of \(month(found?.newest ?? ends)): figures of later days "
            + "are [x], and those of the as-of day may be old",
          in: table, field: field, hint: "ask for a newer extract, or check --as-of")
      }
      return gaps
    }
  }

  /// Gaps for months that the extract lacks between others. A flow over such a month is withheld. A count a year later,
  /// of the cases that came in then, may lack some.
  private mutating func leftOutMonths(
    _ window: DayWindow, _ own: Reach?, _ cameIn: Reach?, since begins: Day?, _ dataset: Dataset,
    _ table: ValidatedTable
  ) -> [Gap] {
    guard let end = window.last else { return [] }
    let gaps = Set((own?.gaps ?? []) + (cameIn?.gaps ?? []))
      .filter { gap in begins.map { $0 <= gap.first } ?? true }.sorted { $0.first < $1.first }
    return gaps.compactMap { gap in
      let isWithin = gap.first <= end && (window.first.map { $0 <= gap.last } ?? false)
      guard isWithin || (gap.first <= end && end <= gap.last.adding(months: 12)) else { return nil }
      let isOfArrival = cameIn?.gaps.contains(gap) == true
      let field =
        dataset.fields[isOfArrival ? dataset.position(of: dataset.day) ?? window.field : window.field]
      let (first, last) = (month(gap.first), month(gap.last))
      let what =
        "the extract of \(dataset.title) has next to no record of \(first == last ? first : "\(first) to \(last)") by its "
        + field.title
      say(
        "AGG-036", "\(what), but as many as usual around it: figures over it are [x]",
        in: table,
        field: field,
        hint:
          "ask for an extract with that month; if there was nothing, set \"begins\" to a later day in the pipeline's input"
      )
      return Gap(
        .emptyMonth, withholds: isWithin, isWithin ? what : "\(what): cases from then may be missing")
    }
  }

  /// Cached by field.
  private mutating func reach(of field: Int, in table: ValidatedTable) -> Reach? {
    let place = Place(dataset: table.table.dataset, field: field)
    let found = reaches[place] ?? table.reach(of: field, asOf: plan.asOf)
    reaches[place] = found
    return found
  }

  /// A month says nothing of a single record.
  private func month(_ day: Day) -> String { String(day.description.prefix(7)) }

  private mutating func say(
    _ code: FindingCode, _ message: String, in table: ValidatedTable, field: Dataset.Field, hint: String
  ) {
    let finding = Finding(
      code, severity: .warning, effect: .reports, message, hint: hint,
      location: table.table.sources.first.map { Location(path: $0) }, field: field.field.value)
    if !findings.contains(finding) { findings.append(finding) }
  }

  private func unique(_ gaps: [Gap]) -> [Gap] {
    var out: [Gap] = []
    for gap in gaps.filter(\.withholds) + gaps.filter({ !$0.withholds }) where !out.contains(gap) {
      out.append(gap)
    }
    return out
  }

  // MARK: Values that no code list knows

  /// Gaps for every reading of a measure that reads a column with such values. They withhold it where the values could
  /// change it by more than the declared share.
  private mutating func unmappedGaps(of shown: [Reading]) -> [Total: [Gap]] {
    let code = CellCheck(.unknownCode).code
    var fields: [String: Set<String>] = [:]
    for table in counting.cases.tables { fields[table.table.dataset] = table.unmappedFields(code) }
    var touched: [String: [Gap]] = [:]
    for (id, declared) in measures {
      touched[id] = counting.uses(of: declared).flatMap { use -> [Gap] in
        guard let dataset = scope(use.dataset)?.dataset, plan.refused[use.dataset] == nil else { return [] }
        return use.fields.sorted().filter {
          fields[use.dataset]?.contains(dataset.fields[$0].field.value) == true
        }
        .map { field in
          Gap(
            .unmapped, withholds: false,
            "\(dataset.fields[field].title) of \(dataset.title) has values that its code list does not know")
        }
      }
    }
    touched = touched.filter { !$0.value.isEmpty }
    guard !touched.isEmpty else { return [:] }
    let readings = shown.filter { touched[$0.key.measure] != nil && $0.key.category == nil }
    let wanted = readings + counting.crossedTotals(of: Set(touched.keys), beside: readings)
    let results = Aggregated(area: plan.area, asOf: plan.asOf, readings: wanted, findings: [])
    let bounds = AggregateStage.bounds(of: results, CountedCases(counting), onlyOf: code)
    let values = Dictionary(grouping: bounds, by: \.key)
    var out: [Total: [Gap]] = [:]
    for reading in wanted {
      let total = Total(measure: reading.key.measure, period: reading.key.period)
      let couldChange = (values[reading.key] ?? []).contains { isTooWide($0, of: reading) }
      out[total] = (touched[reading.key.measure] ?? []).map { gap in
        couldChange
          ? Gap(
            .unmapped, withholds: true,
            "\(gap.text), which could change this by more than \(limits.couldChangePercent)%") : gap
      }
    }
    sayUnmapped(out)
    return out
  }

  private mutating func sayUnmapped(_ gaps: [Total: [Gap]]) {
    let withheld = Set(gaps.filter { $0.value.contains(where: \.withholds) }.keys.map(\.measure)).sorted()
    guard !withheld.isEmpty else { return }
    findings.append(
      Finding(
        "AGG-033", severity: .error, effect: .reports,
        "values that no code list knows could change figures of \(withheld.joined(separator: ", ")) by more than "
          + "\(limits.couldChangePercent)%, so that they are [x]",
        hint:
          "restricted/unmapped.csv lists the values: add them to the code list as synonyms, or have them corrected"
      ))
  }

  /// Whether a reading could change by more than the declared share.
  private func isTooWide(_ bounds: Bounds, of reading: Reading) -> Bool {
    guard let value = reading.value, let low = bounds.lowest.reading?.value,
      let high = bounds.highest.reading?.value
    else { return true }
    return [low, high].contains { end in
      // |end - value| > share% of |value|, in whole numbers; what is too large for them is too wide.
      let (mine, theirs) = (
        product(value.numerator, end.denominator), product(end.numerator, value.denominator)
      )
      guard let mine, let theirs, let change = product(theirs - mine, 100),
        let allowed = product(mine, limits.couldChangePercent)
      else { return true }
      return change.magnitude > allowed.magnitude
    }
  }
}

private func product(_ one: some BinaryInteger, _ other: Int) -> Int128? {
  let (product, isTooLarge) = Int128(one).multipliedReportingOverflow(by: Int128(other))
  return isTooLarge || product.magnitude > UInt128(Int128.max) / 4 ? nil : product
}

extension Dataset {
  /// Where a field is among its fields.
  func position(of name: Located<String>?) -> Int? {
    name.flatMap { name in fields.firstIndex { $0.field.value == name.value } }
  }
}

extension ValidatedTable {
  /// The names of fields in which a record has a value that its code list does not know.
  fileprivate func unmappedFields(_ code: FindingCode) -> Set<String> {
    let wanted = checks.map { $0.code == code }
    guard wanted.contains(true) else { return [] }
    var out: Set<String> = []
    for (place, check) in checks.enumerated() where wanted[place] {
      out.formUnion(check.fields)
    }
    return out
  }
}
