import Declarations
import Findings
import FoundationEssentials
import Periods
import Tables
import Testing

/// The dataset, table and days that the tests of expressions share.
enum ExpressionFixture {
  static let json = """
    { "dataset": "enquiries", "title": "Enquiries", "prefix": "EN", "grain": "One enquiry", "key": ["case_id"],
      "fields": [
        { "field": "case_id", "title": "Case", "kind": "identifier" },
        { "field": "nhs_number", "title": "NHS number", "kind": "identifier", "personal": true },
        { "field": "received_on", "title": "Received", "kind": "date" },
        { "field": "closed_on", "title": "Closed", "kind": "date" },
        { "field": "born_on", "title": "Born", "kind": "date", "personal": true },
        { "field": "visits", "title": "Visits", "kind": "integer" },
        { "field": "contacts", "title": "Contacts", "kind": "integer" },
        { "field": "weekly_cost", "title": "Weekly cost", "kind": "decimal" },
        { "field": "hours", "title": "Hours", "kind": "decimal", "places": 1 },
        { "field": "team", "title": "Team", "kind": "code" },
        { "field": "previous_team", "title": "Previous team", "kind": "code" },
        { "field": "enquiry_type", "title": "Type", "kind": "code", "codes": [
          { "code": "section-42", "label": "Section 42 enquiry", "synonyms": ["S42"] },
          { "code": "other", "label": "Other enquiry" } ] },
        { "field": "urgent", "title": "Urgent", "kind": "flag" },
        { "field": "agreed", "title": "Agreed", "kind": "flag" } ] }
    """

  private static let decoded = Result { try JSONDecoder().decode(Dataset.self, from: Data(json.utf8)) }

  static func dataset() throws -> Dataset { try decoded.get() }

  static func scope() throws -> Scope { Scope(dataset: try dataset()) { $0.codes } }

  /// 2023-04-01 to 2025-12-31 with England's bank holidays of spring 2024 (gov.uk/bank-holidays).
  static func calendar() throws -> WorkingCalendar {
    WorkingCalendar(from: try day("2023-04-01"), to: try day("2025-12-31"), holidays: holidays)
  }

  static let holidays = Set(
    ["2024-03-29", "2024-04-01", "2024-05-06", "2024-05-27", "2024-08-26"].compactMap { Day(iso: $0) })

  static func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

  static func parameters(asOf: String = "2024-07-31") throws -> Parameters {
    Parameters(
      asOf: try day(asOf), periodStart: try day("2024-04-01"), periodEnd: try day("2024-06-30"),
      calendar: try calendar())
  }

  /// One batch of the given records, each written as an extract would; fields not named are missing.
  static func table(_ records: [[String: String]], absent: Set<String> = []) throws -> CaseTable {
    let dataset = try dataset()
    let fields = dataset.fields
    var dictionaries: [[String]] = []
    var columns: [Column] = []
    for field in fields {
      let name = field.field.value
      let texts = records.map { $0[name] ?? "" }
      let declared = field.codes?.map(\.code.value)
      let dictionary = field.kind == .code ? declared ?? Set(texts).subtracting([""]).sorted() : []
      dictionaries.append(dictionary)
      columns.append(absent.contains(name) ? .absent : column(field, texts, dictionary))
    }
    let batch = RecordBatch(source: 0, firstLine: 2, rowCount: records.count, columns: columns)
    return CaseTable(
      dataset: dataset.dataset.value, fields: fields.map(\.field.value), dictionaries: dictionaries,
      batches: [batch], absentFields: absent)
  }

  private static func column(_ field: Dataset.Field, _ texts: [String], _ dictionary: [String]) -> Column {
    switch field.kind {
    case .identifier, .text:
      var column = StringColumn()
      for text in texts { column.append(text.utf8) }
      return .text(column)
    case .date: return .days(texts.map { Day(iso: $0)?.number ?? Column.missingNumber })
    case .integer: return .integers(texts.map { Int32($0) ?? Column.missingNumber })
    case .decimal: return .decimals(texts.map { units($0, places: field.places ?? 2) })
    case .flag: return .flags(texts.map { $0.isEmpty ? Column.missingFlag : $0 == "true" ? 1 : 0 })
    case .code:
      return .codes(
        texts.map { text in
          if text.isEmpty { return Column.missingCode }
          return dictionary.firstIndex(of: text).map(UInt16.init) ?? Column.unmappedCode
        })
    }
  }

  private static func units(_ text: String, places: Int) -> Int64 {
    guard !text.isEmpty else { return Column.missingDecimal }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    let padded = fraction + String(repeating: "0", count: places - fraction.count)
    return Int64(String(parts[0]) + padded) ?? Column.missingDecimal
  }

  static func typed(_ text: String) throws -> TypedExpression {
    try Declarations.typed(Located(text), in: SourceText(path: "test", text), scope: try scope()).get()
  }

  /// A condition over records: T true, F false, ? unknown.
  static func truths(
    _ text: String, _ records: [[String: String]], asOf: String = "2024-07-31", absent: Set<String> = []
  ) throws -> String {
    let table = try table(records, absent: absent)
    let program = Program(try typed(text), table: table, parameters: try parameters(asOf: asOf))
    var out: [UInt8] = []
    program.truth(in: table.batches[0], rows: 0..<records.count, into: &out)
    return String(out.map { $0 == 0 ? "F" : $0 == 1 ? "?" : "T" })
  }

  /// The value of an expression over one record; nil where missing.
  static func value(
    _ text: String, _ record: [String: String] = [:], asOf: String = "2024-07-31"
  ) throws -> Int64? {
    let table = try table([record])
    let program = Program(try typed(text), table: table, parameters: try parameters(asOf: asOf))
    var out: [Int64] = []
    program.values(in: table.batches[0], rows: 0..<1, into: &out)
    return out[0] == .min ? nil : out[0]
  }

  /// The findings of an expression as printed, its place being that of a text made in code.
  static func messages(_ text: String, asCondition: Bool = true) throws -> String {
    let source = SourceText(path: "rule", text)
    let result =
      asCondition
      ? typedCondition(Located(text), in: source, scope: try scope())
      : Declarations.typed(Located(text), in: source, scope: try scope())
    guard case .failure(let findings) = result else { return "no finding" }
    return findings.description
  }
}
