package import Declarations
package import Findings
package import Periods

/// The council of a run, with its findings.
package struct Council {
  package var area: Area
  package var findings: [Finding] = []
}

extension Workspace {
  /// Finds the council of a code on a day.
  ///
  /// A code that ended while the boundary stayed leads to its successor (`RUN-055`). A council that has ended otherwise,
  /// or has not begun, is itself, and has no rates then (`RUN-056`). Where those that replaced it have its boundary, it goes
  /// on as their sum (`RUN-059`).
  /// - Throws: `RUN-006` where no area has the code.
  package func council(_ code: String, on day: Day) throws(Finding) -> Council {
    let given = try areas.meant(by: code)
    let area = areas.current(given.code, on: day) ?? given
    var council = Council(area: area)
    if area.code != given.code {
      let since = area.validFrom.map { " since \($0)" } ?? ""
      council.findings.append(
        Finding(
          "RUN-055", severity: .warning, effect: .reports,
          "\(given.code) is \(area.code), \(area.name)\(since); the run is of that",
          hint: "give \(area.code), with --area or in the pipeline"))
    }
    if let last = area.validTo, last < day, areas.newestCodes[area.code] == nil {
      let successors = areas.successors(of: area).map { "\($0.name) (\($0.code))" }
        .joined(separator: " and ")
      let goesOn = areas.members(of: area, on: day) != nil
      council.findings.append(
        Finding(
          goesOn ? "RUN-059" : "RUN-056", severity: .warning, effect: .reports,
          "\(area.name) (\(area.code)) ended on \(last), "
            + (goesOn ? "so the run is of \(successors) together" : "so it has no rates after that"),
          hint: successors.isEmpty
            ? "give the council of today with --area"
            : "the councils since then are \(successors): give one of these with --area"))
    }
    if let first = area.validFrom, first > day, areas.codes(of: area.code).count == 1 {
      council.findings.append(
        Finding(
          "RUN-056", severity: .warning, effect: .reports,
          "\(area.name) (\(area.code)) began on \(first), so it has no rates before that",
          hint: "give the council of that day with --area"))
    }
    return council
  }

  /// The store of a pipeline's runs for one council: the pipeline's own folder, or for another council a folder inside
  /// it.
  ///
  /// - Parameters:
  ///   - root: where the runs of all pipelines are.
  ///   - code: the council; the pipeline's own where nil.
  ///   - day: on which it has its newest code.
  /// - Throws: `RUN-005` for an unknown pipeline and `RUN-006` for an unknown area.
  package func store(
    _ root: String, pipeline id: String, area code: String?, on day: Day? = nil
  ) throws(Finding) -> RunStore {
    guard let plan = catalogue.pipeline(id) else { throw noPipeline(id) }
    let own = plan.area?.value
    guard let wanted = code ?? own else { return RunStore(root, pipeline: id) }
    let given = try areas.meant(by: wanted).code
    guard let area = day.flatMap({ areas.current(given, on: $0) }) ?? areas.current(given) else {
      preconditionFailure("an area without a code of its own")
    }
    let isOwn = own.map { areas.isSame($0, area.code) } ?? false
    return RunStore(
      root, pipeline: id, area: isOwn ? nil : areas.codes(of: area.code)[0],
      codes: Set(areas.codes(of: area.code)))
  }

  package func noPipeline(_ id: String) -> Finding {
    let ids = catalogue.pipelines.all.map(\.value.pipeline.value)
    if catalogue.pipelines.knows(id) {
      return Finding("RUN-005", "the pipeline '\(id)' has errors", hint: "'caretally check' shows them")
    }
    return Finding(
      "RUN-005", "no pipeline '\(id)'",
      hint: suggestion(for: id, in: ids) ?? "one of: \(ids.joined(separator: ", "))")
  }

  /// Checks that an earlier run is of the same council: another's cases and figures explain nothing.
  ///
  /// - Throws: `RUN-057`.
  package func checkArea(of run: RunRecord, is area: Area) throws(Finding) {
    guard !areas.isSame(run.area, area.code) else { return }
    throw Finding(
      "RUN-057", "the run '\(run.folder)' is of \(run.area), and this one is of \(area.code), \(area.name)",
      hint: "nothing was written; name another folder with --runs, or move the runs of \(run.area) out of it")
  }

  /// As the other, for a run's folder and the area in its figures.
  package func checkArea(of folder: String, _ other: Area?, is area: Area) throws(Finding) {
    guard let other, !areas.isSame(other.code, area.code) else { return }
    throw Finding(
      "RUN-057", "the run '\(folder)' is of \(other.code), and this one is of \(area.code), \(area.name)",
      hint: "one council's publications say nothing about another; name a run of \(area.code)")
  }
}
