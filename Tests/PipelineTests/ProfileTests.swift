import Findings
import FoundationEssentials
import Runs
import Testing
import Tools

/// A profile is read on a screen that others see, of a file that nothing is known about.
@Suite struct ProfileTests {
  /// The line of the profile about one column that holds these values.
  private func line(_ header: String, _ values: [String]) throws -> String {
    let rows = values.enumerated().map { "\($0.offset % 3 == 0 ? "North" : "South"),\($0.element)\n" }
    let text = try profile("Team Name,\(header)\n" + rows.joined())
    return try #require(
      text.split(separator: "\n").map(String.init).last { $0.hasPrefix("  ") && !$0.hasPrefix("  Team") })
  }

  private func profile(_ text: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-profiles/\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "extract.csv")
    try Data(text.utf8).write(to: file)
    return try Tools.profile(of: file.path, sheet: nil, in: ExampleCouncil.workspace.get())
  }

  private static let births = (0..<40).map { "\(10 + $0 % 18)/0\(1 + $0 % 9)/\(1941 + $0)" }
  private static let recent = (0..<40).map { "\(10 + $0 % 18)/0\(1 + $0 % 9)/2025" }

  @Test(arguments: [
    "D.O.B.", "DOB", "d o b", "D_O_B", "Dob", "Client DOB", "ClientDob", "DateOfBirth", "date_of_birth",
    "Date.Of.Birth", "BIRTH DATE",
    "Born", "born on", "Year of birth", "ＤＯＢ", "YOB",
  ])
  func noDateOfBirthIsShownHoweverItsColumnIsHeaded(_ header: String) throws {
    // Of recent days, so that only the header tells.
    for values in [Self.births, Self.recent] {
      let line = try line(header, values)
      #expect(
        line.hasSuffix("not shown: may be personal") && !line.contains("194") && !line.contains("2025"),
        "\(line)")
    }
  }

  @Test(arguments: ["When", "Column7", "Start"])
  func daysSpreadOverALifetimeAreTakenForBirths(_ header: String) throws {
    let line = try line(header, Self.births)
    #expect(line.hasSuffix("not shown: may be dates of birth") && !line.contains("1941"), "\(line)")
    #expect(try self.line(header, Self.recent).contains("2025-01-10 to 2025-"))
  }

  @Test(arguments: [
    "Surname", "FORENAME", "Client.Name", "N.H.S. No", "NHSNumber", "Post-Code", "post code", "Home Address",
    "Tel.", "Mobile",
    "E-mail", "Notes", "Free Text", "Key Worker", "G.P.", "Next of kin", "Person_ID",
  ])
  func noTextIsShownOfAColumnHeadedAsPersonal(_ header: String) throws {
    let line = try line(header, (0..<40).map { $0 % 2 == 0 ? "Sentinel" : "Watchword" })
    #expect(line.hasSuffix("not shown: may be personal") && !line.contains("Sentinel"), "\(line)")
  }

  @Test(arguments: ["AB1 2CD", "ab12cd", "someone@example.org", "01632 960 001", "943 476 5919"])
  func contactsAreKnownByTheirForm(_ value: String) throws {
    let line = try line("Column7", (0..<40).map { $0 % 2 == 0 ? value : "none" })
    #expect(line.hasSuffix("not shown: may be personal") && !line.contains(value), "\(line)")
  }

  @Test func onlyShortListsOfFrequentCodesAreShown() throws {
    let codes = (0..<40).map { $0 % 2 == 0 ? "High" : "Low" }
    #expect(try line("Risk", codes).hasSuffix("High 20, Low 20"))
    let rare = try line("Risk", Array(codes.dropLast()) + ["Jane Example"])
    #expect(!rare.contains("High") && !rare.contains("Jane"), "\(rare)")
    let many = try line("Risk", (0..<200).map { "Code\($0 % 30)" })
    #expect(!many.contains("Code1"), "\(many)")
  }

  @Test func numbersThatNameSomebodyHaveNoRange() throws {
    #expect(try line("Visits", (0..<40).map { String($0 % 7) }).hasSuffix("0 to 6"))
    let line = try line("Swift", (0..<12).map { String(4_100_001 + $0 * 17) })
    #expect(!line.contains("4100"), "\(line)")
  }

  @Test func aFirstLineThatIsARecordIsNotShownAsHeader() throws {
    let text = try profile("Jane Example,12/03/1950,4857773456\nJohn Example,13/03/1951,4857773457\n")
    #expect(!text.contains("Example") && !text.contains("1950") && text.contains("(column 1)"), "\(text)")
  }

  /// A field's own name says nothing of what somebody put into the column.
  @Test(arguments: ["Date Received", "Concern Date", "Start Date"])
  func birthsAreNotShownUnderADeclaredHeader(_ header: String) throws {
    let line = try line(header, Self.births)
    #expect(!line.contains("1941") && !line.contains("1958"), "\(line)")
  }

  @Test func aFolderIsDescribedFileByFile() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-profiles/\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let reviews =
      "Review ID,Person ID,Next Review Due,Support Start Date,Decided By\nR1,P1,13/01/2026,14/02/2025,x\n"
    try Data(reviews.utf8).write(to: folder.appending(path: "a.csv"))
    try Data("%PDF-1.7\n".utf8).write(to: folder.appending(path: "b.csv"))
    let text = try Tools.profile(of: folder.path, sheet: nil, in: ExampleCouncil.workspace.get())
    #expect(text.contains("a.csv: UTF-8") && text.contains("dataset: reviews"), "\(text)")
    #expect(text.contains("b.csv: error[FILE-015]"), "\(text)")
  }

  @Test func aDatasetThatIsNamedIsTheOneThatIsRead() throws {
    let text = "Event Reference,Person ID,Start Date\nE1,P1,13/01/2026\n"
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-profiles/\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "x.csv")
    try Data(text.utf8).write(to: file)
    let workspace = try ExampleCouncil.workspace.get()
    let said = try Tools.profile(of: file.path, sheet: nil, as: "reviews", in: workspace)
    #expect(said.contains("dataset: reviews"), "\(said)")
    #expect(throws: Finding.self) {
      try Tools.profile(of: file.path, sheet: nil, as: "review", in: workspace)
    }
  }
}
