import Declarations
import Findings
import FoundationEssentials
import Runs
import Tables
import TestKit
import Testing
import Tools

/// Layouts of invented tables, written after what publications document, and files in them.
enum InventedLayouts {
  static let folder = "Tests/ReferenceTests/Fixtures/layouts/"

  static func layout(_ id: String) throws -> Layout {
    let path = folder + id + ".json"
    let source = SourceText(path: path, bytes: try committed(path))
    let (layout, _, findings) = LocatedDecoder.decode(Layout.self, from: source)
    #expect(findings.isEmpty, "\(findings.map(\.message))")
    return try #require(layout)
  }

  static func imported(_ bytes: [UInt8], _ name: String, as layout: Layout) throws -> [String: String] {
    let files = try importFile(
      .memory(bytes), path: name, as: layout, in: try #require(ReferenceWorkspace.shared))
    return Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  /// A committed file of the folder, imported.
  static func imported(_ name: String, as id: String) throws -> [String: String] {
    try imported(try committed(folder + name), name, as: try layout(id))
  }
}

enum ReferenceWorkspace {
  static let shared = try? Workspace.open(projectRoot)
}

private func lines(_ text: String?) -> [String] {
  (text ?? "").split(separator: "\n").dropFirst().map(String.init)
}

@Suite struct Import {
  @Test func readsAWorkbookThatLibreOfficeWrote() throws {
    let files = try InventedLayouts.imported("sac.ods", as: "invented-sac")
    #expect(
      files.keys.sorted() == [
        "data/comparators/safeguarding/invented-sac.csv", "data/comparators/safeguarding/invented-sac.json",
      ])
    #expect(
      lines(files["data/comparators/safeguarding/invented-sac.csv"]) == [
        "concerns,2024-25,National,E92000001,England,z,z,z,z,640,",
        "concerns,2024-25,Regional,E12000008,South East,z,z,z,z,240,",
        "concerns,2024-25,Local authority,E06000044,Portsmouth,z,z,z,z,x,x",
        "concerns,2024-25,Local authority,E10000025,Oxfordshire,z,z,z,z,115,",
        "section-42-enquiries,2024-25,National,E92000001,England,z,z,z,z,185,",
        "section-42-enquiries,2024-25,Regional,E12000008,South East,z,z,z,z,70,",
        "section-42-enquiries,2024-25,Local authority,E06000044,Portsmouth,z,z,z,z,x,x",
        "section-42-enquiries,2024-25,Local authority,E10000025,Oxfordshire,z,z,z,z,35,",
        "other-enquiries,2024-25,National,E92000001,England,z,z,z,z,10,",
        "other-enquiries,2024-25,Regional,E12000008,South East,z,z,z,z,5,",
        "other-enquiries,2024-25,Local authority,E06000044,Portsmouth,z,z,z,z,x,x",
        "other-enquiries,2024-25,Local authority,E10000025,Oxfordshire,z,z,z,z,c,c",
      ])
    let note = try #require(files["data/comparators/safeguarding/invented-sac.json"])
    let source = SourceText(path: "note.json", bytes: Array(note.utf8))
    let (read, _, findings) = LocatedDecoder.decode(ComparatorsNote.self, from: source)
    #expect(findings.isEmpty)
    #expect(read?.comparators.value == "invented-sac" && read?.roundedTo == 5)
    #expect(read?.title == "Safeguarding adults, 2024-25: invented")
  }

  /// The same table as an ODS and as an XLSX is the same figures.
  @Test func readsOneSheetInTwoForms() throws {
    let found = try ["cld.ods", "cld.xlsx"].map { try InventedLayouts.imported($0, as: "invented-cld") }
    #expect(found[0] == found[1])
    #expect(
      lines(found[0]["data/comparators/cld/invented-cld.csv"]) == [
        "people-in-long-term-support-on-31-march,2025-26,National,E92000001,England,z,z,z,z,1205,",
        "people-in-long-term-support-on-31-march,2025-26,Local authority,E10000025,Oxfordshire,z,z,z,z,95,",
      ])
  }

  /// A column that moved is found at the first cell that it spoils.
  @Test(arguments: [
    ("shifted.ods", "FILE-307", "Table_1!E6 is blank, and no marker says why"),
    ("swapped.ods", "FILE-304", "Table_1!A4 is '608' (Oxfordshire), which is the code of no area"),
  ])
  func refusesAShiftedColumn(name: String, code: String, message: String) throws {
    let error = #expect(throws: Finding.self) { try InventedLayouts.imported(name, as: "invented-sac") }
    #expect(error?.code.rawValue == code && error?.message == message, "\(error?.message ?? "")")
    #expect(error?.location?.path == name)
  }

  @Test func makesAPairAYearOfATidyTable() throws {
    let text = """
      Measure,Year,Area code,Area name,Age band,Value
      Applications received,2023/24,E92000001,England,All,"332,455"
      Applications received,2023/24,E92000001,England,18-64,"1,000"
      Applications completed,2024 to 2025,E10000025,Oxfordshire,All,*
      Applications received,2024-25,E10000025,Oxfordshire,All,..
      Applications received,2024-25,E10000025,Oxfordshire,All,..
      """
    let layout = try InventedLayouts.layout("invented-dols")
    let files = try InventedLayouts.imported(Array(text.utf8), "dols.csv", as: layout)
    #expect(
      lines(files["data/comparators/dols/invented-dols-2023-24.csv"]) == [
        "applications-received,2023-24,National,E92000001,England,z,z,z,z,332455,"
      ])
    #expect(
      lines(files["data/comparators/dols/invented-dols-2024-25.csv"]) == [
        "applications-received,2024-25,Local authority,E10000025,Oxfordshire,z,z,z,z,x,x",
        "applications-completed,2024-25,Local authority,E10000025,Oxfordshire,z,z,z,z,c,c",
      ])
  }

  @Test(arguments: [
    (
      "Applications seen,2024-25,E10000025,Oxfordshire,All,1", "FILE-305",
      "A2 is 'Applications seen', which the layout does not know"
    ),
    (
      "Applications received,2024,E10000025,Oxfordshire,All,1", "FILE-303",
      "B2 is '2024', which is not a financial year"
    ),
    (
      "Applications received,2025-26,E10000025,Oxfordshire,All,1", "FILE-308",
      "B2 is of 2025-26, and the layout is of the edition to 2024-25"
    ),
    (
      "Applications received,2024-25,E12000099,Wessex,All,1", "FILE-304",
      "C2 is 'E12000099' (Wessex), which is the code of no area"
    ),
    (
      "Applications received,2024-25,E10000025,Oxfordshire,All,n/a", "FILE-303",
      "F2 is 'n/a', which is not a number"
    ),
    (
      "Applications received,2024-25,E10000025,Oxfordshire,All,", "FILE-307",
      "F2 is blank, and no marker says why"
    ),
    (
      "Applications received,2024-25,E10000025,Oxfordshire,All,1\nApplications received,2024-25,E10000025,Oxfordshire,All,2",
      "FILE-306", "applications-received of E10000025 for 2024-25 is in F2 and in F3, with different figures"
    ),
  ])
  func saysWhichCellAndWhy(line: String, code: String, message: String) throws {
    let text = "Measure,Year,Area code,Area name,Age band,Value\n\(line)\n"
    let layout = try InventedLayouts.layout("invented-dols")
    let error = #expect(throws: Finding.self) {
      try InventedLayouts.imported(Array(text.utf8), "dols.csv", as: layout)
    }
    #expect(error?.code.rawValue == code && error?.message == message, "\(error?.message ?? "")")
  }

  @Test func saysWhichColumnIsAbsent() throws {
    let layout = try InventedLayouts.layout("invented-dols")
    let error = #expect(throws: Finding.self) {
      try InventedLayouts.imported(
        Array("Measure,Year,Area cod,Area name,Age band,Value\na,b,c,d,e,f\n".utf8), "dols.csv", as: layout)
    }
    #expect(error?.code == "FILE-302" && error?.hint == "did you mean 'Area cod'?", "\(error?.message ?? "")")
    let sheetless = #expect(throws: Finding.self) {
      try InventedLayouts.imported("cld.ods", as: "invented-sac")
    }
    #expect(sheetless?.code == "FILE-302", "\(sheetless?.message ?? "")")
  }

  /// What is published is what its counts give, as far as they are rounded.
  @Test(arguments: [("592.5", true), ("592.7", true), ("595.0", false)])
  func comparesAnOutcomeWithItsCounts(outcome: String, isRight: Bool) throws {
    let json = """
      {"layout": "t", "title": "t", "publisher": "t", "framework": "ascof-2024-25", "pair": "t", "attribution": "t",
       "obtainedFrom": "t", "transformation": "t", "roundedTo": 5,
       "tables": [{"code": "2C", "areaCode": "Code", "values": [
         {"header": "{year} - n", "what": "numerator"}, {"header": "{year} - d", "what": "denominator"},
         {"header": "{year} - o", "what": "outcome"}], "decimals": 1}]}
      """
    let layout = try #require(
      LocatedDecoder.decode(Layout.self, from: SourceText(path: "t.json", bytes: Array(json.utf8))).value)
    let text = "Code,2024 to 2025 - n,2024 to 2025 - d,2024 to 2025 - o\nE10000025,650,109700,\(outcome)\n"
    if isRight {
      let files = try InventedLayouts.imported(Array(text.utf8), "t.csv", as: layout)
      #expect(
        lines(files["data/comparators/t.csv"]) == [
          "2C,2024-25,Local authority,E10000025,Oxfordshire,650,109700,z,z,\(outcome),"
        ])
    } else {
      let error = #expect(throws: Finding.self) {
        try InventedLayouts.imported(Array(text.utf8), "t.csv", as: layout)
      }
      #expect(error?.code == "FILE-309")
      #expect(
        error?.message == "D2 is 595.0, and 650 of 109700 is from 590.2 to 594.8", "\(error?.message ?? "")")
    }
  }

  /// The table of areas says what a code became; the importer knows none of its own.
  @Test func keepsACouncilUnderTheCodeThatTheTableOfAreasGives() throws {
    let text = """
      Measure,Year,Area code,Area name,Age band,Value
      Applications received,2018-19,E10000009,Dorset County,All,1
      Applications received,2023-24,E10000009,Dorset County,All,2
      Applications received,2023-24,E06000059,Dorset,All,2
      Applications received,2024-25,[z],Shire Counties,All,3
      Applications received,2024-25,[z],Cornwall and Isles of Scilly,All,4
      """
    let layout = try InventedLayouts.layout("invented-dols")
    let files = try InventedLayouts.imported(Array(text.utf8), "dols.csv", as: layout)
    let found = files.sorted { $0.key < $1.key }.filter { $0.key.hasSuffix(".csv") }.flatMap {
      lines($0.value)
    }
    .map { $0.split(separator: ",")[1...4].joined(separator: ",") }
    #expect(
      found == [
        "2018-19,Local authority,E10000009,Dorset County", "2023-24,Local authority,E06000059,Dorset",
        "2024-25,Council type,type:S,Shire Counties",
        "2024-25,Joint authorities,joint:902-906,Cornwall and Isles of Scilly",
      ])
  }

  @Test func makesPopulationsAndTheirSums() throws {
    let text = """
      Code,Name,18 to 64,65 and over
      E92000001,England,"35,455,995","10,981,090"
      E06000053,Isles of Scilly,[c],596
      """
    let layout = try InventedLayouts.layout("invented-populations")
    let files = try InventedLayouts.imported(Array(text.utf8), "p.csv", as: layout)
    #expect(
      lines(files["data/populations/invented-mid-2025.csv"]) == [
        "adults-18-and-over,E92000001,England,46437085", "adults-18-and-over,E06000053,Isles of Scilly,c",
        "adults-18-to-64,E92000001,England,35455995", "adults-18-to-64,E06000053,Isles of Scilly,c",
        "adults-65-and-over,E92000001,England,10981090", "adults-65-and-over,E06000053,Isles of Scilly,596",
      ])
    var populations = Populations()
    let table = try TextTable.read(
      Array((files["data/populations/invented-mid-2025.csv"] ?? "").utf8), path: "p.csv")
    let note = SourceText(
      path: "n.json", bytes: Array((files["data/populations/invented-mid-2025.json"] ?? "").utf8))
    let decoded = try #require(LocatedDecoder.decode(PopulationsNote.self, from: note).value)
    #expect(populations.read(table, note: decoded).isEmpty)
    #expect(populations.ids.count == 3)
  }

  /// The committed time series is what the publisher's own workbook gives; it is not committed.
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["CARETALLY_ASCOF"] != nil,
      "CARETALLY_ASCOF does not name DHSC's workbook of the time series to 2024-25"))
  func theCommittedSeriesIsThatOfThePublishersWorkbook() throws {
    let path = try #require(ProcessInfo.processInfo.environment["CARETALLY_ASCOF"])
    let workspace = try #require(ReferenceWorkspace.shared)
    let layout = try #require(workspace.catalogue.layouts["ascof-2024-25"]?.value)
    let files = try importFile(
      .mapped(try MappedFile(path: path)), path: path, as: layout, in: workspace)
    #expect(files.count == 20)
    for file in files { #expect(try committed(file.path) == file.bytes, "\(file.path)") }
  }
}
