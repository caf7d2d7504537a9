import Declarations
import Findings
import Folders
import FoundationEssentials
import Periods
import Synchronization
import Tables

/// The status for monitoring: how a pipeline's last run went, without figures or records.
package struct RunStatus: Sendable {
  package enum State: String, Sendable, CaseIterable {
    case running, published, unchanged
    case heldBack = "held-back"
    /// Stopped after a stage, as requested.
    case partial
    case failed
  }
  var state: State
  var pipeline: String
  var asOf: Day
  /// The day that `latest` shows.
  var latest: Day?
  var started: Moment
  var finished: Moment?
  var host: String
  var process: Int
  /// Why it failed or is held back.
  var findings: [Finding] = []
  /// Of this run; while it runs, of the one before.
  var stages: [StageReport] = []

  var text: String {
    var members: [(String, JSONText)] = [
      ("state", .text(state.rawValue)), ("pipeline", .text(pipeline)), ("asOf", .text(asOf.description)),
    ]
    if let latest { members.append(("latest", .text(latest.description))) }
    members.append(("started", .text(started.description)))
    if let finished {
      members.append(("finished", .text(finished.description)))
      members.append(("milliseconds", .number(Int(finished.seconds(since: started) * 1000))))
    }
    members += [
      ("host", .text(host)), ("pid", .number(process)),
      (
        "findings",
        .list(
          findings.map {
            .object([
              ("code", .text($0.code.rawValue)), ("message", .text($0.message)),
              ("hint", .text($0.hint ?? "")),
            ])
          })
      ),
      ("stages", .list(stages.map(\.json))),
    ]
    return JSONText.object(members).lines() + "\n"
  }

  /// The stages of the last run in a status.
  static func stages(in path: String) -> [StageReport] {
    guard let data = try? PlainFile.bytes(path),
      let node = JSONNode.parse(SourceText(path: path, bytes: data)).node
    else { return [] }
    return node.list("stages").compactMap { item in
      Stage(rawValue: item.text("stage")).map {
        StageReport(
          stage: $0, count: item.number("count"), unit: item.text("unit"),
          seconds: Double(item.number("milliseconds")) / 1000)
      }
    }
  }
}

extension StageReport {
  /// One line of JSON, for programs that follow a run.
  package var line: String {
    let members = [
      "\"stage\": \(JSONText.quoted(stage.rawValue))", "\"\(unit)\": \(count)",
      seconds.map { "\"milliseconds\": \(Int($0 * 1000))" },
      secondsLeft.map { "\"millisecondsLeft\": \(Int($0 * 1000))" },
    ]
    return "{ \(members.compactMap(\.self).joined(separator: ", ")) }"
  }

  var json: JSONText {
    .object([
      ("stage", .text(stage.rawValue)), ("count", .number(count)), ("unit", .text(unit)),
      ("milliseconds", .number(Int((seconds ?? 0) * 1000))),
    ])
  }
}

/// Times a run's stages, and knows the timings of the run before.
final class StageClock: Sendable {
  private let state: Mutex<(last: Moment, stages: [StageReport])>
  private let before: [StageReport]
  private let surroundings: RunHost

  init(_ surroundings: RunHost, before: [StageReport]) {
    self.surroundings = surroundings
    self.before = before
    state = Mutex((surroundings.now(), []))
  }

  func ended(_ report: StageReport) -> StageReport {
    let now = surroundings.now()
    var timed = report
    let rest = before.filter { $0.stage > report.stage }.compactMap(\.seconds)
    timed.secondsLeft = before.isEmpty ? nil : rest.reduce(0, +)
    let told = timed
    return state.withLock { state in
      var told = told
      told.seconds = now.seconds(since: state.last)
      state.last = now
      state.stages.append(told)
      return told
    }
  }

  var stages: [StageReport] { state.withLock { $0.stages } }
}
