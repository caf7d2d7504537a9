import Declarations
import FoundationEssentials
import Runs
import Testing
import Tools

/// One judgement of one measure on one day, in every table of every pipeline that shows any.
@Suite struct OneJudgementTests {
  private struct Judged: Hashable {
    var measure: String
    var period: String
  }

  /// The files of every shipped pipeline of the example council that has a table of statuses.
  private static func runs() throws -> [String: [String: [UInt8]]] {
    let workspace = try ExampleCouncil.workspace.get()
    var out: [String: [String: [UInt8]]] = [:]
    for plan in workspace.catalogue.pipelines.all.map(\.value) where plan.area?.value == "E99000001" {
      guard (plan.tables ?? []).contains(where: \.shape.showsStatuses) else { continue }
      let id = plan.pipeline.value
      let example = id == "monthly-scorecard" ? "monthly-scorecard" : "exampleshire"
      out[id] =
        try id == "scorecard"
        ? ExampleRuns.scorecard.get().files
        : ExampleCouncil.run(id, input: ExampleCouncil.input(example), asOf: "2026-10-31").files
    }
    return out
  }

  /// `■ Red (few cases: 3 of 4)` and `red` alike.
  private static func word(_ status: String) -> String {
    status.split(separator: "(")[0].lowercased().filter { $0.isLetter || $0 == " " || $0 == "-" }
      .replacing("-", with: " ").split(separator: " ").joined(separator: " ")
  }

  @Test func everyTableOfEveryPipelineSaysTheSame() throws {
    // The columns of a status and of the period that it is of.
    let pairs = [
      ("Status", "Period"), ("Current status", "Period"), ("Now", "Period"),
      ("Status to date", "Year to date"),
      ("Previous", "Of"),
    ]
    var said: [Judged: [String: Set<String>]] = [:]
    let runs = try Self.runs()
    #expect(Set(runs.keys).isSuperset(of: ["scorecard", "dashboard", "monthly-scorecard"]))
    for (id, files) in runs {
      for path in files.keys.sorted() where path.hasPrefix("tables/") {
        let rows = try ExampleCouncil.table(files[path], path)
        for row in rows {
          // A row of a measure: `EX01.04 Contacts…` where codes stand before titles.
          guard let measure = row["Measure"] else { continue }
          for (column, of) in pairs {
            guard let status = row[column] else { continue }
            guard let period = row[of] else {
              let page = String(
                decoding: files["pages/table-\(path.dropFirst(7).dropLast(4)).html"] ?? [], as: UTF8.self)
              #expect(page.contains("Statuses are of"), "\(id) \(path): a status of no stated period")
              continue
            }
            let plain = period.replacing(" (carried forward)", with: "")
            said[Judged(measure: measure, period: plain), default: [:]][Self.word(status), default: []]
              .insert("\(id) \(path)")
          }
        }
      }
    }
    let several = said.values.count { $0.values.reduce(into: Set()) { $0.formUnion($1) }.count > 1 }
    #expect(several > 30, "\(several) are in more than one table")
    for (judged, statuses) in said {
      #expect(statuses.count <= 1, "\(judged.measure), \(judged.period): \(statuses)")
    }
  }
}
