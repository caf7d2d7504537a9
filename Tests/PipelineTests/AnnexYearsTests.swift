import FoundationEssentials
import Runs
import Testing
import Tools

/// The annex says of every figure of England which year it is of, in each of its formats.
@Suite struct AnnexYearsTests {
  private struct Made {
    var csv: [[String: String]]
    var terminal: [[String]]
    var html: String
    var header: [String] { terminal.first ?? [] }

    /// The cells of a measure by its code, by heading.
    func row(_ code: String) throws -> [String: String] {
      let cells = try #require(terminal.first { $0.first == code })
      return Dictionary(uniqueKeysWithValues: zip(header, cells))
    }
  }

  private func annex(
    _ years: String, latest: String = "2023-24", adding lines: [String] = []
  ) throws -> Made {
    let project = try CopiedProject()
    try project.edit(
      "pipelines/ascof-annex.json",
      [
        ("\"years\": [\"2022-23\", \"2023-24\"]", "\"years\": [\(years)]"),
        ("\"latestComparatorYear\": \"2022-23\"", "\"latestComparatorYear\": \"\(latest)\""),
      ])
    let input = "\(project.root)/input"
    try FileManager.default.copyItem(atPath: ExampleCouncil.input("ascof-annex"), toPath: input)
    for name in try FileManager.default.contentsOfDirectory(atPath: input)
    where name.hasPrefix("published-measures") && name.hasSuffix(".csv") && !lines.isEmpty {
      let file = URL(filePath: "\(input)/\(name)")
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      let kept = text.split(separator: "\n").filter { line in
        !lines.contains { $0.split(separator: ",").prefix(4) == line.split(separator: ",").prefix(4) }
      }
      let all = kept + lines.map { $0[...] }
      try Data((all.joined(separator: "\n") + "\n").utf8).write(to: file)
      break
    }
    let (files, outcome) = try ExampleCouncil.run(
      "ascof-annex", input: input, asOf: "2024-09-30", root: project.root)
    let report = outcome.report.split(separator: "\n").map(String.init)
    let start = try #require(report.firstIndex { $0.contains("  Code ") })
    return Made(
      csv: try ExampleCouncil.table(files["ascof-annex.csv"], "ascof-annex.csv"),
      terminal: report[start...].map { line in
        line.split(separator: "  ").map { $0.trimmingSpaces }.filter { !$0.isEmpty }
      },
      html: String(decoding: try #require(files["pages/ascof-annex.html"]), as: UTF8.self))
  }

  @Test func theLatestOfEnglandIsHeadedByItsOwnYear() throws {
    let made = try annex("\"2022-23\", \"2023-24\"", latest: "2022-23")
    #expect(
      made.header == [
        "Code", "Measure", "England 2022-23", "Oxfordshire 2022-23", "2022-23 compared to England 2022-23",
        "Oxfordshire 2023-24", "Change in year", "2023-24 compared to England 2022-23",
      ])
    #expect(!made.html.contains("England 2023-24"))
    #expect(try made.row("4B")["2023-24 compared to England 2022-23"] == "3.2")
  }

  @Test func yearsFarApartAreEachBesideTheirOwnAndACellOfAnotherYearSaysSo() throws {
    let made = try annex("\"2017-18\", \"2023-24\"")
    #expect(made.header.contains("England 2017-18") && made.header.contains("England 2023-24"))
    // Carers are asked every other year.
    let carers = try made.row("1C")
    #expect(carers["England 2017-18"] == "7.7 (2016-17)")
    #expect(carers["England 2023-24"] == "7.3")
    let reablement = try made.row("2A")
    #expect(reablement["2023-24 compared to England 2023-24"] == "-2.4 (2022-23)")
    #expect(made.html.contains("7.7 (2016-17)") && made.html.contains("-2.4 (2022-23)"))
    let line = try #require(made.csv.first { $0["code"] == "1C" })
    #expect(line["comparator_period"] == "2016-17" && line["newer_comparator_period"] == "2023-24")
  }

  @Test func ofThreeYearsNoneIsDropped() throws {
    let made = try annex("\"2021-22\", \"2022-23\", \"2023-24\"")
    let row = try made.row("1A")
    #expect(row["Oxfordshire 2021-22"] == "19.1" && row["Oxfordshire 2022-23"] == "18.9")
    #expect(row["Oxfordshire 2023-24"] == "19.2" && row["Change in year, 2023-24"] == "0.3")
    #expect(made.csv.filter { $0["code"] == "1A" }.map { $0["newer_year"] } == ["2022-23", "2023-24"])
    for year in ["2021-22", "2022-23", "2023-24"] {
      #expect(made.html.contains("scope=\"colgroup\" colspan=\"\(year == "2021-22" ? 3 : 4)\">\(year)</th>"))
    }
  }

  @Test func aShareOfOneIsMarkedUnreliable() throws {
    let made = try annex(
      "\"2022-23\", \"2023-24\"", latest: "2022-23",
      adding: ["4B,ascof-2023-24,2023-24,E10000025,0,1,0.0,"])
    #expect(try made.row("4B")["Oxfordshire 2023-24"] == "0.0 [u]")
    let line = try #require(made.csv.first { $0["code"] == "4B" })
    #expect(line["newer_value"] == "0.0" && line["newer_shorthand"]?.contains("u") == true)
    #expect(line["older_shorthand"]?.contains("u") == false)
    #expect(made.html.contains(" [u]"))
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
