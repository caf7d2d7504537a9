import Artefacts
import EvidenceStage
package import Findings
import Folders
import Runs

extension FindingLedger {
  /// The findings as JUnit XML: a suite for each dataset, a test for each rule, and a failure where it has new findings.
  ///
  /// Findings below the severity, known ones and accepted ones are listed without failing. A rule that could not be run
  /// is skipped. The attributes are those that Jenkins, GitLab and GitHub actions read.
  package func junit(inputFolder: String, failing severity: Severity) -> [UInt8] {
    let paths = ReportPaths(inputFolder: inputFolder, sources: sources)
    var suites = [Suite(name: "files and declarations", tests: tests(of: "", titles: [:], severity, paths))]
    for dataset in records.keys.sorted() {
      let own = rules.filter { $0.dataset == dataset }
      // A catalogue has one rule of each code.
      let titles = Dictionary(uniqueKeysWithValues: own.map { ($0.code, $0.title) })
      suites.append(Suite(name: dataset, tests: tests(of: dataset, titles: titles, severity, paths)))
    }
    let all = suites.flatMap(\.tests)
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"caretally\"\(counts(all))>\n"
    for suite in suites {
      out += "  <testsuite name=\"\(xml(suite.name))\"\(counts(suite.tests))>\n"
      for test in suite.tests { out += test.element(suite: suite.name) }
      out += "  </testsuite>\n"
    }
    return Array((out + "</testsuites>\n").utf8)
  }

  private struct Suite {
    var name: String
    var tests: [Test]
  }

  private struct Test {
    var name: String
    var skipped: String?
    var failure: (message: String, lines: [String])?
    var remarks: [String] = []

    func element(suite: String) -> String {
      var inside = ""
      if let skipped { inside += "      <skipped message=\"\(xml(skipped))\"/>\n" }
      if let failure {
        let lines = failure.lines.map(xml).joined(separator: "\n")
        inside += "      <failure message=\"\(xml(failure.message))\">\(lines)</failure>\n"
      }
      if !remarks.isEmpty {
        inside += "      <system-out>\(remarks.map(xml).joined(separator: "\n"))</system-out>\n"
      }
      let start = "    <testcase classname=\"\(xml(suite))\" name=\"\(xml(name))\" time=\"0\""
      return inside.isEmpty ? start + "/>\n" : start + ">\n" + inside + "    </testcase>\n"
    }
  }

  private func counts(_ tests: [Test]) -> String {
    let failures = tests.count { $0.failure != nil }
    let skipped = tests.count { $0.skipped != nil }
    return " tests=\"\(tests.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\" time=\"0\""
  }

  private func tests(
    of dataset: String, titles: [FindingCode: String], _ severity: Severity, _ paths: ReportPaths
  ) -> [Test] {
    var found: [FindingCode: [Entry]] = [:]
    for entry in entries where entry.dataset == dataset {
      found[entry.finding.code, default: []].append(entry)
    }
    let skipped = Dictionary(grouping: notRun[dataset] ?? [], by: \.rule)
      .mapValues { $0.map(\.reason).joined(separator: "; ") }
    return Set(found.keys).union(titles.keys).sorted().map { code in
      let all = found[code] ?? []
      let title = titles[code] ?? all.first?.finding.message ?? ""
      var test = Test(name: "\(code) \(title)", skipped: skipped[code])
      let failing = all.filter { $0.standing == .new && $0.finding.severity >= severity }
      if let first = failing.first {
        let lines = failing.prefix(20).map { entry in
          entry.finding.location.map { "\(paths.path(of: $0)):\($0.line)" } ?? ""
        }
        let message = "×\(failing.count): \(first.finding.message)"
        test.failure = (message, lines + (failing.count > 20 ? ["… \(failing.count - 20) more"] : []))
      }
      let known = all.count { $0.standing == .known }
      if known > 0 { test.remarks.append("\(known) in the baseline") }
      let accepted = all.count - known - all.count { $0.standing == .new }
      if accepted > 0 { test.remarks.append("\(accepted) accepted by an exception") }
      let light = all.count { $0.standing == .new && $0.finding.severity < severity }
      if light > 0 { test.remarks.append("\(light) below \(severity.rawValue)") }
      return test
    }
  }
}
