import Declarations
import Findings
import FoundationEssentials
import Periods
import Runs
import Testing
import Tools

/// Lists of neighbours from a model's features, and from lists that others made.
@Suite struct NeighboursTests {
  let workspace: Workspace

  init() throws { workspace = try #require(ReferenceWorkspace.shared) }

  private func list(_ text: String, of code: String = "E10000025") throws -> Neighbours {
    try decoded(
      at(text) { path in
        try neighbours(
          of: try #require(workspace.areas[code]), listed: path, source: "Somebody's list, 2026",
          licence: "theirs",
          in: workspace)
      })
  }

  private func at<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "caretally-neighbours-\(UUID().uuidString).csv"
    ).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text.utf8).write(to: URL(filePath: path))
    return try body(path)
  }

  private func decoded(_ list: NeighbourList) throws -> Neighbours {
    let source = SourceText(path: list.file.path, bytes: list.file.bytes)
    let (neighbours, _, findings) = LocatedDecoder.decode(Neighbours.self, from: source)
    #expect(findings.isEmpty)
    return try #require(neighbours)
  }

  @Test func aListOfSomebodysIsReadInItsOrder() throws {
    let found = try list(
      """
      AreaCode,NeighbourAreaCode,Position
      E10000025,E10000014,2
      E10000025,E10000030,1
      E10000014,E10000025,1
      """)
    #expect(found.councils.map(\.value) == ["E10000030", "E10000014"])
    #expect(found.area.value == "E10000025" && found.neighbours.value == "listed-e10000025")
    #expect(found.model == "Somebody's list, 2026" && found.licence == "theirs")
  }

  @Test(arguments: [
    (
      "area_code,neighbour_code\nE10000014,E10000025\n", "FILE-304",
      "the file has no row of E10000025, Oxfordshire"
    ),
    ("area_code,neighbour_code\nE10000025,E99\n", "FILE-304", "'E99' is the code of no area"),
    (
      "area_code,peers\nE10000025,E10000014\n", "FILE-302",
      "there are no columns of the council's code and its neighbours'"
    ),
    ("area_code,neighbour_code,rank\nE10000025,E10000014,first\n", "FILE-303", "'first' is not a rank"),
  ])
  func aListThatCannotBeUsedIsRefused(text: String, code: String, message: String) throws {
    let error = #expect(throws: Finding.self) { try list(text) }
    #expect(error?.code.rawValue == code && error?.message == message, "\(error?.message ?? "")")
  }

  private func features(_ change: (inout [String: [String]]) -> Void = { _ in }) throws -> String {
    let model = try #require(workspace.catalogue.peerModels.all.first?.value)
    let codes = workspace.areas.councils(on: FinancialYear(startYear: 2024).end).map(\.code).sorted()
    var columns: [String: [String]] = [:]
    for (place, feature) in model.features.enumerated() {
      columns[feature.feature.value] = codes.indices.map { String(($0 * (place + 7)) % 101 + $0) }
    }
    columns["code"] = codes
    change(&columns)
    let names = columns.keys.sorted()
    let rows = codes.indices.map { row in names.map { columns[$0]?[row] ?? "" }.joined(separator: ",") }
    return ([names.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
  }

  private func modelled(_ text: String, of code: String = "E10000025") throws -> Neighbours {
    try decoded(
      at(text) {
        try neighbours(of: try #require(workspace.areas[code]), features: $0, model: nil, in: workspace)
      })
  }

  @Test func aModelFindsFifteenOthers() throws {
    let found = try modelled(try features())
    #expect(found.councils.count == 15)
    #expect(Set(found.councils.map(\.value)).count == 15)
    #expect(!found.councils.map(\.value).contains("E10000025"))
    #expect(found.model == "Peer groups for local authorities, adult social care, 15 nearest of 151")
    #expect(found.neighbours.value == "nhs-england-adult-social-care-e10000025")
  }

  @Test func whatAModelLacksIsSaid() throws {
    let missing = #expect(throws: Finding.self) {
      try modelled(
        try features {
          $0["student %"] = nil; $0["students %"] = $0["code"]?.map { _ in "1" }
        })
    }
    #expect(
      missing?.code == "FILE-302" && missing?.hint == "did you mean 'students %'?",
      "\(missing?.message ?? "")")
    let blank = #expect(throws: Finding.self) { try modelled(try features { $0["student %"]?[3] = "" }) }
    #expect(blank?.code == "FILE-303" && blank?.location?.line == 5, "\(blank?.message ?? "")")
    let left = #expect(throws: Finding.self) { try modelled(try features(), of: "E09000001") }
    #expect(left?.code == "FILE-304" && left?.hint == "the model leaves it out", "\(left?.message ?? "")")
  }
}
