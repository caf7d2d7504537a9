import Findings
import Runs
import Testing
import Tools

/// A publication that changes shape stops the import; it never slips a wrong figure in.
@Suite struct ImportRefusals {
  @Test(arguments: [
    (
      "9Z,2024-25,Council,608,Oxfordshire,E10000025,,,315,10.2,56,",
      "error[FILE-305]: no table of the publication is called '9Z'"
    ),
    (
      "1D,2024-25,Council,608,Oxfordshire,E10000025,,,315,10.2,56.25,",
      "error[FILE-303]: '56.25' in 'outcome' has more than 1 decimal places"
    ),
    (
      "1D,2024-25,Council,608,Oxfordshire,E10000025,,,315,10.2,n/a,",
      "error[FILE-303]: 'n/a' in 'outcome' is not a number"
    ),
    (
      "1D,2024-25,Council,608,Oxfordshire,E10000025,,,315,10.2,,",
      "error[FILE-307]: 'outcome' is blank and no marker says why"
    ),
    (
      "1D,2024-25,Council,608,Oxfordshire,E10000025,,,,,,[q]",
      "error[FILE-307]: the marker '[q]' is not one of [c], [x] and [z]"
    ),
    (
      "1D,2024-25,Ward,608,Oxfordshire,E10000025,,,315,10.2,56,",
      "error[FILE-304]: no area is known with level 'Ward' and code 'E10000025'"
    ),
    (
      "1D,2024-25,Region,XX,Wessex,E12000099,,,315,10.2,56,",
      "error[FILE-304]: no area is known with level 'Region' and code 'E12000099'"
    ),
  ])
  func sayWhichLineAndWhy(line: String, message: String) throws {
    var excerpt = ReferenceExcerpt()
    excerpt.add(line, to: ReferenceExcerpt.councils)
    let finding = try #require(throws: Finding.self) { try excerpt.imported() }
    #expect(
      finding.description
        == "\(ReferenceExcerpt.councils):2: \(message)\n = hint: compare the line with the publication")
  }

  @Test func twoDifferentFiguresForOneAreaStop() throws {
    var excerpt = ReferenceExcerpt()
    excerpt.add("1A,2024-25,Council,809,Dorset,E06000059,,,338,0.4,18.3,", to: ReferenceExcerpt.councils)
    excerpt.add(
      "1A,2024-25,Council,809,Dorset County,E10000009,,,338,0.4,18.4,", to: ReferenceExcerpt.councils)
    let finding = try #require(throws: Finding.self) { try excerpt.imported() }
    #expect(finding.message == "1A of E06000059 for 2024-25 is given twice, with different figures")
    #expect(finding.location?.line == 3)
  }

  @Test func anAbsentTableStops() throws {
    var excerpt = ReferenceExcerpt()
    excerpt.files[ReferenceExcerpt.legacy] = nil
    let finding = try #require(throws: Finding.self) { try excerpt.imported() }
    #expect(
      finding.description == """
        ascof_2020-21_legacy_measures_all_areas.csv: error[FILE-301]: the reference folder has no \
        'ascof_2020-21_legacy_measures_all_areas.csv'
         = hint: fetch it again, or point the command at the folder that holds it
        """)
  }

  @Test func aRenamedColumnStops() throws {
    var excerpt = ReferenceExcerpt()
    excerpt.files["safeguarding_concerns_2020-21_regions.csv"] = "year,ons_code,area_name,concern,source"
    let finding = try #require(throws: Finding.self) { try excerpt.imported() }
    #expect(
      finding.description == """
        safeguarding_concerns_2020-21_regions.csv:1: error[FILE-302]: there is no column 'concerns'
         = hint: did you mean 'concern'?
        """)
  }
}
