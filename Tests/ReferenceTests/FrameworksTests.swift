import Declarations
import Findings
import FoundationEssentials
import Statistics
import Testing

/// The committed vintages, measures and notes agree with each other and with the figures.
@Suite struct Frameworks {
  private static func decoded<Value: Decodable>(_ type: Value.Type, under folder: String) throws -> [Value] {
    try files(under: folder, ending: ".json").map { path in
      try JSONDecoder().decode(Value.self, from: Data(try committed(path)))
    }
  }

  private static func vintages() throws -> [String: Framework] {
    Dictionary(
      uniqueKeysWithValues: try decoded(Framework.self, under: "data/frameworks").map {
        ($0.framework.value, $0)
      })
  }

  /// A vintage's codes with what it inherits.
  private static func entries(of id: String) throws -> [String: Framework.Entry] {
    let vintage = try #require(try vintages()[id], "no framework '\(id)'")
    var entries = try vintage.basedOn.map { try Self.entries(of: $0.value) } ?? [:]
    for code in vintage.removed ?? [] {
      #expect(
        entries.removeValue(forKey: code.value) != nil, "\(id) removes \(code.value), which is not there")
    }
    for entry in vintage.measures { entries[entry.code.value] = entry }
    return entries
  }

  /// Measures that a council counts from its own cases, so that they are declared with those.
  private static let local: Set<String> = [
    "dols-received", "dols-completed", "dols-open", "dols-standard-in-21-days", "dols-completed-mean-days",
    "safeguarding-concerns-received", "section-42-enquiries-started", "people-with-a-section-42-enquiry",
    "section-42-risk-reduced-or-removed",
  ]

  @Test func nameMeasuresThatAreDeclared() throws {
    let measures = Set(try Self.decoded(Measure.self, under: "data/measures/outcomes").map(\.measure.value))
    let named = Set(try Self.vintages().values.flatMap { $0.measures.map(\.measure.value) })
    let local = named.subtracting(measures)
    let all = Set(try Self.decoded(Measure.self, under: "data/measures").map(\.measure.value))
    #expect(local.isSuperset(of: Self.local))
    #expect(local.subtracting(all).isEmpty, "every code names a measure that is declared")
    #expect(measures.subtracting(named).isEmpty, "every outcome measure has a code in some vintage")
  }

  @Test func haveTheCodesThatWerePublished() throws {
    #expect(try Self.entries(of: "ascof-2014-15").count == 28)
    #expect(try Self.entries(of: "ascof-2020-21").count == 26)
    #expect(
      try Self.entries(of: "ascof-2023-24").keys.sorted() == [
        "1A", "1B", "1C", "1D", "1E", "2A", "2B", "2C", "2D(1)", "2D(2)", "2E(1)", "3A", "3B", "3C(1)",
        "3C(2)",
        "3D(1a)", "3D(1b)", "3D(2a)", "3D(2b)", "4A", "4B", "5A(1)", "5A(2)", "6A", "6B",
      ])
    #expect(try Self.entries(of: "ascof-2024-25").count == 27)
  }

  @Test func oneCodeMeansDifferentThingsInDifferentVintages() throws {
    let old = try Self.entries(of: "ascof-2020-21")
    let middle = try Self.entries(of: "ascof-2023-24")
    let new = try Self.entries(of: "ascof-2024-25")
    #expect(old["4B"]?.measure.value == "services-made-feel-safe")
    #expect(middle["4B"]?.measure.value == "section-42-risk-reduced-or-removed")
    #expect(middle["2B"]?.measure.value == "admissions-18-to-64-salt")
    #expect(new["2B"]?.measure.value == "admissions-18-to-64-cld")
    #expect(old["1J"]?.measure.value == new["1B"]?.measure.value)
  }

  @Test func sayWhyWhereAMeasureIsNotComparable() throws {
    for vintage in try Self.vintages().values {
      for entry in vintage.measures where entry.comparable == false || entry.recomputable == false {
        #expect(entry.reason?.isEmpty == false, "\(vintage.framework.value) \(entry.code.value)")
      }
      guard let base = vintage.basedOn?.value else { continue }
      let before = try Self.entries(of: base)
      for entry in vintage.measures {
        guard let formerly = entry.formerly else { continue }
        let old = try #require(before[formerly], "\(vintage.framework.value) \(entry.code.value)")
        #expect(old.measure.value == entry.measure.value || entry.comparable == false, "\(entry.code.value)")
      }
    }
  }

  @Test func declareHowThePublisherRounds() throws {
    let new = try Self.entries(of: "ascof-2024-25")
    #expect(new.values.filter { $0.roundedFirstTo == 2 }.map(\.code.value).sorted() == ["2D(1)", "2D(2)"])
    #expect(new.values.filter { $0.recomputable == false }.map(\.code.value).sorted() == ["4B", "6A"])
    #expect(try Self.entries(of: "ascof-2023-24")["1B"]?.decimals == 2)
    #expect(new["1B"]?.decimals == 3)
  }

  /// Every published outcome has its measure's decimal places in the vintage that its note names.
  @Test func fitThePublishedFigures() throws {
    let measures = Dictionary(
      uniqueKeysWithValues: try Self.decoded(Measure.self, under: "data/measures/outcomes").map {
        ($0.measure.value, $0.decimals)
      })
    for path in try files(under: "data/comparators", ending: ".csv") {
      let note = try JSONDecoder().decode(
        ComparatorsNote.self, from: Data(try committed(String(path.dropLast(3)) + "json")))
      #expect(note.licence.hasPrefix("Open Government Licence v3.0"))
      let (figures, findings) = PublishedFigures.read(try committedTable(path))
      #expect(findings.isEmpty, "\(path)")
      let entries = try Self.entries(of: note.framework.value)
      guard note.framework.value.hasPrefix("ascof") else { continue }
      for figure in figures.all {
        let entry = try #require(entries[figure.measureCode], "\(path): \(figure.measureCode)")
        let decimals = entry.decimals ?? measures[entry.measure.value] ?? 1
        #expect(figure.outcome.number.map { $0.places == decimals } ?? true, "\(path):\(figure.line)")
      }
    }
  }
}
