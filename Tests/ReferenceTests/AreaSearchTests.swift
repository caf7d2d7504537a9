import Declarations
import Findings
import Testing

/// An area is found by whatever people call it.
@Suite struct AreaSearchTests {
  private let areas: Areas

  init() throws { areas = try committedAreas() }

  @Test(arguments: [
    ("Oxfordshire", "E10000025"), ("OXFORDSHIRE", "E10000025"), ("oxfordshire county council", "E10000025"),
    ("E10000025", "E10000025"), ("e10000025", "E10000025"), (" E10 000025", "E10000025"),
    ("608", "E10000025"),
    ("City of York", "E06000014"), ("York", "E06000014"), ("st helens", "E08000013"),
    ("St. Helen's", "E08000013"),
    ("Bristol", "E06000023"), ("Hammersmith & Fulham", "E09000013"),
    ("Royal Borough of Greenwich", "E09000011"),
    ("England", "E92000001"), ("south east", "E12000008"), ("Exampleshire", "E99000001"),
  ])
  func isFound(_ text: String, code: String) throws {
    #expect(try areas.meant(by: text).code == code, "\(text)")
  }

  /// A code that has ended is still known: it says which day's council is meant.
  @Test func knowsOldCodes() throws {
    let old = try #require(areas.all.first { areas.newestCodes[$0.code] != nil })
    #expect(try areas.meant(by: old.code.lowercased()).code == old.code)
    let newest = try #require(areas.newestCodes[old.code])
    #expect(try areas.meant(by: old.name).code == newest)
  }

  @Test func findsEveryCouncilOfTodayByNameCodeAndNumber() throws {
    let councils = areas.publishing.filter { $0.validTo == nil }
    #expect(councils.count == 153)
    for council in councils {
      #expect(try areas.meant(by: council.name.uppercased()).code == council.code)
      #expect(try areas.meant(by: council.code.lowercased()).code == council.code)
      if let number = council.cassr { #expect(try areas.meant(by: number).code == council.code, "\(number)") }
    }
  }

  @Test(arguments: [
    ("Oxfordshyre", "did you mean 'Oxfordshire' (E10000025)?"),
    ("Glou", "did you mean 'Gloucestershire' (E10000013) or 'South Gloucestershire' (E06000025)?"),
    ("zzz", "give a council's name, GSS code or CASSR number; 'caretally list areas' has them all"),
  ])
  func suggests(_ text: String, hint: String) {
    #expect { try areas.meant(by: text) } throws: { error in
      let finding = error as? Finding
      return finding?.code == "RUN-006" && finding?.hint == hint
    }
  }
}
