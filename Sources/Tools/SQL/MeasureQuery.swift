package import Declarations
package import Findings
import Periods
package import Runs

/// A measure over one period as one query of a database.
///
/// Its tables have the names and columns of the datasets, with `_` for `-`; `caretally records` writes them. Its columns are
/// `category` where it has a breakdown, `numerator`, `denominator` and `value`.
package struct MeasureQuery: Sendable {
  package var measure: String
  package var days: SQLDays
  package var dialect: SQLDialect
  /// The id of a breakdown of its dataset.
  package var breakdown: String?

  package init(measure: String, days: SQLDays, dialect: SQLDialect, breakdown: String? = nil) {
    self.measure = measure
    self.days = days
    self.dialect = dialect
    self.breakdown = breakdown
  }

  /// The text of the query, with a comment on what it counts.
  ///
  /// - Throws: RUN-008 where there is no such measure or breakdown; EXP-002 for a measure that is not counted from records;
  ///   EXPR-015 for a function that no database has.
  package func text(in workspace: Workspace) throws(Finding) -> String {
    guard let declared = workspace.catalogue.measures[measure] else {
      throw Finding("RUN-008", "no measure '\(measure)'", hint: "see caretally list measures")
    }
    var query = QueryText(query: self, workspace: workspace)
    let body = try query.body(of: declared)
    var titles = ["-- \(declared.value.title), \(days.period.label)", "-- \(dialect.title)"]
    if let population = declared.value.population?.value {
      titles.insert(
        "-- For every \(declared.value.multiplier): divide by the population '\(population)'", at: 1)
    }
    let tables = (query.usesWorkingCalendar ? dialect.workingCalendar(workspace.calendar) : []) + query.tables
    let texts = tables.map { name, query in
      "\(name) AS (\n  \(query.split(separator: "\n").joined(separator: "\n  "))\n)"
    }
    return titles.joined(separator: "\n") + "\n" + (query.usesWorkingCalendar ? dialect.with : "WITH") + " "
      + texts.joined(separator: ", ") + "\n" + body
      + (query.usesWorkingCalendar ? dialect.endOfRecursion : "")
  }
}

/// Builds the text of one query.
private struct QueryText {
  let query: MeasureQuery
  let workspace: Workspace
  /// The table expressions of the cases, in order.
  private(set) var tables: [(name: String, query: String)] = []
  private(set) var usesWorkingCalendar = false

  init(query: MeasureQuery, workspace: Workspace) {
    self.query = query
    self.workspace = workspace
  }

  private var dialect: SQLDialect { query.dialect }

  mutating func body(of declared: Declared<Measure>) throws(Finding) -> String {
    let measure = declared.value
    let cases = "counted"
    switch measure.formula {
    case .count, .rate:
      try select(declared, as: cases)
      return grouped(
        "\(count(measure, "person")) AS numerator", "NULL AS denominator",
        measure.formula == .count ? "\(count(measure, "person")) AS value" : "NULL AS value", from: cases)
    case .proportion:
      try select(declared, as: cases)
      let (part, whole) =
        measure.counts == .people
        ? (count(measure, "CASE WHEN is_numerator = 1 THEN person END"), count(measure, "person"))
        : ("COALESCE(SUM(is_numerator), 0)", count(measure, "person"))
      return grouped(
        "\(part) AS numerator", "\(whole) AS denominator",
        "\(measure.multiplier).0 * \(part) / NULLIF(\(whole), 0) AS value", from: cases)
    case .summary(let summary):
      try select(declared, as: cases)
      return summarised(summary)
    case .ratio: return try ratio(of: declared)
    case .published, .reading:
      throw Finding(
        "EXP-002", "'\(query.measure)' comes in worked out and is not counted from records",
        hint: "a query needs a measure that is counted; see caretally list measures")
    }
  }

  private func count(_ measure: Measure, _ person: String) -> String {
    measure.counts == .people ? "COUNT(DISTINCT \(person))" : "COUNT(*)"
  }

  private mutating func ratio(of declared: Declared<Measure>) throws(Finding) -> String {
    let measure = declared.value
    var counts: [String] = []
    for (name, part) in [("numerator", measure.numerator), ("denominator", measure.denominator)] {
      guard let counted = part.flatMap({ workspace.catalogue.measures[$0.value] }) else { continue }
      try select(counted, as: "\(name)_cases")
      counts.append("(SELECT \(count(counted.value, "person")) FROM \(name)_cases)")
    }
    guard counts.count == 2 else { return "" }
    return """
      SELECT
        \(counts[0]) AS numerator,
        \(counts[1]) AS denominator,
        \(measure.multiplier).0 * \(counts[0]) / NULLIF(\(counts[1]), 0) AS value
      """
  }

  private func grouped(_ columns: String..., from table: String) -> String {
    let all = (query.breakdown == nil ? [] : ["category"]) + columns
    return "SELECT\n  " + all.joined(separator: ",\n  ") + "\nFROM \(table)"
      + (query.breakdown == nil ? "" : "\nGROUP BY category")
  }

  /// Adds the table of a measure's cases: what the counts need of each, and no more.
  private mutating func select(_ declared: Declared<Measure>, as name: String) throws(Finding) {
    let measure = declared.value
    guard let id = measure.dataset?.value, let dataset = workspace.catalogue.datasets[id]?.value else {
      return
    }
    let scope = workspace.scope(of: dataset)
    func written(_ text: Located<String>) throws(Finding) -> SQLExpression {
      try sql(text, in: declared.source, scope: scope.scope, dialect: dialect, days: query.days)
    }
    var columns: [String] = []
    let split = try category(of: scope)
    if let split { columns.append(split.column) }
    if measure.counts == .people, let person = dataset.person?.value { columns.append("\(person) AS person") }
    if measure.formula == .proportion, let numerator = measure.numerator {
      let condition = try written(numerator)
      usesWorkingCalendar = usesWorkingCalendar || condition.usesWorkingCalendar
      columns.append("CASE WHEN \(condition.text) THEN 1 ELSE 0 END AS is_numerator")
    }
    if let of = measure.of {
      let number = try written(of)
      usesWorkingCalendar = usesWorkingCalendar || number.usesWorkingCalendar
      columns.append("\(number.text) AS number")
    }
    if columns.isEmpty { columns = ["1 AS one"] }
    var text = "SELECT " + columns.joined(separator: ",\n  ") + "\nFROM \(tableName(id))"
    if let condition = measure.where ?? measure.denominator {
      let selected = try written(condition)
      usesWorkingCalendar = usesWorkingCalendar || selected.usesWorkingCalendar
      text += "\nWHERE " + selected.conditions.joined(separator: "\n  AND ")
    }
    guard let bands = split?.bands else {
      tables.append((name, text))
      return
    }
    // The number is computed once, and its band found from it.
    tables.append(("cases", text))
    tables.append((name, "SELECT *,\n  \(bands) AS category\nFROM cases"))
  }

  /// The column of the breakdown: its category, or a number and the expression of its band.
  private func category(of scope: DatasetScope) throws(Finding) -> (column: String, bands: String?)? {
    guard let id = query.breakdown else { return nil }
    guard let breakdown = scope.dataset.breakdowns?.first(where: { $0.breakdown.value == id }),
      breakdown.each == nil, let source = workspace.catalogue.datasets[scope.dataset.dataset.value]?.source
    else {
      throw Finding(
        "RUN-008", "'\(query.measure)' has no breakdown '\(id)' that a query can make",
        hint: "see caretally explain \(query.measure)")
    }
    let by = try sql(breakdown.by, in: source, scope: scope.scope, dialect: dialect, days: query.days).text
    var text = "CASE"
    if let bands = breakdown.bands {
      for band in bands.reversed() {
        text += "\n    WHEN banded >= \(band.from) THEN \(dialect.text(band.label))"
      }
      return ("\(by) AS banded", text + "\n    ELSE 'Not recorded' END")
    }
    text += " WHEN \(by) IS NULL THEN 'Not recorded'"
    let field = scope.dataset.fields.firstIndex { $0.field.value == breakdown.by.value }
    let labels = field.flatMap { breakdown.grouped == true ? scope.groups[$0] : scope.labels[$0] }
    guard let labels, let codes = scope.scope.codes(of: breakdown.by.value) else {
      return (text + " ELSE \(by) END AS category", nil)
    }
    for (code, label) in zip(codes, labels) {
      text += "\n    WHEN \(by) = \(dialect.text(code)) THEN \(dialect.text(label))"
    }
    return (text + "\n    ELSE 'Not in the list' END AS category", nil)
  }

  /// A value of the numbers of cases. A percentile lies between two of them, in proportion, as everywhere in CareTally.
  private mutating func summarised(_ summary: Measure.Summary) -> String {
    let value: String
    switch summary.kind {
    case .sum: value = "SUM(number)"
    case .mean: value = "1.0 * SUM(number) / NULLIF(COUNT(number), 0)"
    case .maximum: value = "MAX(number)"
    case .percentile(let percent):
      let group = query.breakdown == nil ? "" : "PARTITION BY category "
      let columns = (query.breakdown == nil ? "" : "category, ") + "number"
      tables.append(
        (
          "ordered",
          """
          SELECT \(columns),
            \(percent) * (COUNT(*) OVER (\(group.dropLast())) - 1) AS hundredths,
            ROW_NUMBER() OVER (\(group)ORDER BY number) AS place
          FROM counted
          WHERE number IS NOT NULL
          """
        ))
      let before = dialect.quotient("hundredths", 100)
      value = """
        SUM(CASE
            WHEN place = \(before) + 1 THEN number * (100 - hundredths % 100)
            WHEN place = \(before) + 2 THEN number * (hundredths % 100)
            ELSE 0 END) / 100.0
        """
      return grouped(
        "NULL AS numerator", "COUNT(number) AS denominator", "\(value) AS value", from: "ordered")
    }
    return grouped("NULL AS numerator", "COUNT(number) AS denominator", "\(value) AS value", from: "counted")
  }
}

/// The table of a dataset: its id with `_` for `-`.
package func tableName(_ dataset: String) -> String {
  dataset.split(separator: "-").joined(separator: "_")
}
