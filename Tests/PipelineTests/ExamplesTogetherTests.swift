import Artefacts
import Declarations
import Findings
import Periods
import Runs
import Tables
import Testing

@testable import Tools

/// A declaration's examples are read as one extract; each must come to what it comes to by itself.
@Suite struct ExamplesTogetherTests {
  private static let ground = Result { ExampleGround(try StoreFixture.workspace.get()) }

  /// What breaks a rule, record by record.
  private func breaches(_ trial: ExampleTrial, _ rule: Declared<Rule>) -> [String] {
    let validated = trial.validated(against: [rule])
    return validated.tables.flatMap { table in
      table.breaches.map { "\(table.table.dataset) \($0.row) \(table.checks[Int($0.check)].code)" }
    } + validated.findings.filter { $0.code.rawValue == rule.value.rule.value }.map(\.description)
  }

  @Test func examplesOfRulesAreReadTogetherAsByThemselves() throws {
    let ground = try Self.ground.get()
    let catalogue = ground.workspace.catalogue
    var compared = 0
    for rule in catalogue.rules.all where rule.value.lookingAt != .run {
      let dataset = try #require(catalogue.dataset(rule.value.dataset.value))
      let cases = try rule.value.examples.map { example in
        ExampleCases(
          records: example.records, others: example.others ?? [:],
          asOf: try #require(Day(iso: example.asOf?.value ?? "2024-07-31")))
      }
      let isWhole = rule.value.lookingAt != .record
      let together = ExampleTrial.all(cases, of: dataset, in: ground, isWhole: isWhole)
      for (one, trial) in zip(cases, together) {
        let alone = ExampleTrial.all([one], of: dataset, in: ground, isWhole: isWhole)
        #expect(breaches(trial, rule) == breaches(alone[0], rule), "\(rule.value.rule.value)")
        #expect(one.records.map { trial.unreadable($0) } == one.records.map { alone[0].unreadable($0) })
        compared += 1
      }
    }
    #expect(compared > 300)
  }

  @Test func examplesOfMeasuresAreReadTogetherAsByThemselves() throws {
    let ground = try Self.ground.get()
    let catalogue = ground.workspace.catalogue
    var compared = 0
    for measure in catalogue.measures.all where measure.value.readsCases {
      let dataset = try #require(measure.value.dataset.flatMap { catalogue.dataset($0.value) })
      let cases = try (measure.value.examples ?? []).map { example in
        ExampleCases(
          records: example.cases ?? [example.case ?? [:]],
          asOf: try #require(Day(iso: example.asOf.value)))
      }
      for (one, trial) in zip(cases, ExampleTrial.all(cases, of: dataset, in: ground)) {
        let alone = ExampleTrial.all([one], of: dataset, in: ground)
        let period = ReportingPeriod(
          .rollingYear, from: FinancialYear(containing: one.asOf).start, to: one.asOf)
        #expect(
          trial.reading(of: measure, over: period) == alone[0].reading(of: measure, over: period),
          "\(measure.value.measure.value)")
        compared += 1
      }
    }
    #expect(compared > 300)
  }

  /// In one extract a day that can only be month first would have another's day read so.
  @Test func daysThatDecideHowOthersAreReadKeepExamplesApart() throws {
    let ground = try Self.ground.get()
    let dataset = try #require(ground.workspace.catalogue.dataset("reviews"))
    let day = try #require(Day(iso: "2026-10-31"))
    func example(_ due: String) -> ExampleCases {
      ExampleCases(records: [["due_on": Located(due, range: 0..<0)]], asOf: day)
    }
    let examples = ["2026-02-30", "12/25/2026", "25/12/2026", "03/04/2026"].map(example)
    let together = ExampleTrial.all(examples, of: dataset, in: ground)
    for (one, trial) in zip(examples, together) {
      let alone = ExampleTrial.all([one], of: dataset, in: ground)[0]
      #expect(trial.unreadable(one.records[0]) == alone.unreadable(one.records[0]))
    }
    #expect(together[0].unreadable(examples[0].records[0]) != nil)
    #expect(together[2].unreadable(examples[2].records[0]) == nil)
  }
}
