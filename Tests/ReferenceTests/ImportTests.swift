import Declarations
import Findings
import Runs
import Tables
import Testing
import Tools

/// A folder with one line of every table, to be changed by a test.
struct ReferenceExcerpt {
  var files: [String: String] = [
    councils: """
    measure,year,area_level,area_code,area_name,ons_code,numerator,denominator,respondents,margin_of_error,outcome,markers
    """,
    regions: """
    measure,year,area_level,area_code,area_name,ons_code,numerator,denominator,respondents,margin_of_error,outcome,markers
    """,
    legacy: "measure_legacy,year,area_level,area_code,area_name,ons_code,numerator,denominator,base,outcome",
    populations:
      "reference_date,ons_code,area_name,geography,pop_18_64,pop_65_plus,pop_18_plus,pop_75_plus,pop_85_plus",
    "dols_england_timeseries.csv": """
    year,applications_received,applications_completed,applications_not_completed_at_year_end,\
    standard_completed_within_21_days_pct,mean_days_to_complete,standard_granted_count,\
    mean_actual_authorisation_days_standard,source_counts,source_other
    """,
    "safeguarding_england_timeseries.csv": """
    year,concerns,s42_enquiries_commenced,other_enquiries_commenced,individuals_in_s42,\
    risk_reduced_or_removed_pct,neglect_share_of_risks_pct,own_home_share_of_locations_pct,source
    """,
    "safeguarding_concerns_2020-21_regions.csv": "year,ons_code,area_name,concerns,source",
    "salt_activity_england_2015-16_to_2023-24.csv": "series,year,area,value,source",
  ]

  static let councils = "ascof_timeseries_2015-16_to_2024-25_councils.csv"
  static let regions = "ascof_timeseries_2015-16_to_2024-25_england_regions_ctype.csv"
  static let legacy = "ascof_2020-21_legacy_measures_all_areas.csv"
  static let populations = "population_18-64_65plus_mid2020_mid2024.csv"

  mutating func add(_ lines: String, to name: String) { files[name, default: ""] += "\n" + lines }

  func imported() throws -> [String: String] {
    let files = try importComparators(from: files.mapValues { Array($0.utf8) }, as: committedAreas())
    return Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  /// The lines of a written CSV after its header.
  func lines(_ path: String) throws -> [String] {
    let text = try #require(try imported()["data/" + path], "nothing is written to \(path)")
    return text.split(separator: "\n").dropFirst().map(String.init)
  }
}

@Suite struct Import {
  @Test(arguments: [
    (
      "1D,2024-25,Council,608,Oxfordshire,E10000025,,,315,10.2,56,",
      "1D,2024-25,Local authority,E10000025,Oxfordshire,z,z,315,10.2,56.0,", "a lost .0 comes back"
    ),
    (
      "1B,2024-25,Council,608,Oxfordshire,E10000025,,,125,0.03,0.4,",
      "1B,2024-25,Local authority,E10000025,Oxfordshire,z,z,125,0.030,0.400,", "1B has three decimal places"
    ),
    (
      "2D(1),2024-25,Council,608,Oxfordshire,E10000025,,,,,,[c]",
      "2D(1),2024-25,Local authority,E10000025,Oxfordshire,c,c,z,z,c,c",
      "hidden counts and what does not apply differ"
    ),
    (
      "1A,2020-21,Council,608,Oxfordshire,E10000025,,,,,,[x]",
      "1A,2020-21,Local authority,E10000025,Oxfordshire,z,z,x,x,x,x", "a survey that was not run"
    ),
    (
      "2A,2024-25,Region,E,Eastern,E12000006,10,20,,,50.0,",
      "2A,2024-25,Regional,E12000006,East of England,10,20,z,z,50.0,", "one name for a region"
    ),
    (
      "4A,2024-25,CouncilType,S,Shire Counties,[z],,,500,0.5,71,",
      "4A,2024-25,Council type,type:S,Shire Counties,z,z,500,0.5,71.0,",
      "council types have no code of their own"
    ),
    (
      "6A,2024-25,Council,[z],Cornwall and Isles of Scilly,[z],,,,,20.2,",
      "6A,2024-25,Joint authorities,joint:902-906,Cornwall and Isles of Scilly,z,z,z,z,20.2,",
      "two councils in one"
    ),
    (
      "6B,2023-24,Council,809,Dorset County,E10000009,89,98,,,90.8,",
      "6B,2023-24,Local authority,E06000059,Dorset,89,98,z,z,90.8,",
      "the old code is used for a year after it ended"
    ),
    (
      "1A,2018-19,Council,809,Dorset County,E10000009,,,338,0.4,19.4,",
      "1A,2018-19,Local authority,E10000009,Dorset County,z,z,338,0.4,19.4,",
      "before 2019 it was another council"
    ),
    (
      "1A,2024-25,Council,H6X4G,Cumberland,E06000063,,,338.0,0.4,19.4,",
      "1A,2024-25,Local authority,E06000063,Cumberland,z,z,338,0.4,19.4,",
      "a code with letters, a count with .0"
    ),
    (
      "1A,2015-16,Council,116,Durham,E06000047,,,\"1,338\",0.4,19.4,",
      "1A,2015-16,Local authority,E06000047,County Durham,z,z,1338,0.4,19.4,", "thousands commas"
    ),
  ])
  func putsALineStraight(given: String, expected: String, why: String) throws {
    var excerpt = ReferenceExcerpt()
    excerpt.add(given, to: ReferenceExcerpt.councils)
    let year = given.split(separator: ",")[1]
    #expect(try excerpt.lines("comparators/ascof/ascof-\(year).csv") == [expected], "\(why)")
  }

  /// The table of areas says what a code became; the importer knows none of its own.
  @Test func aCodeIsKeptUnderWhatTheTableOfAreasSays() throws {
    let table = """
      code,name,level,region,cassr,council_type,valid_from,valid_to,continued_by,replaced_by,note
      E12000009,South West,Regional,,,,,,,,
      E10000099,Oldshire,Local authority,E12000009,999,S,,2020-03-31,E06000099,,
      E06000099,Newshire,Local authority,E12000009,999,U,2020-04-01,,,,
      E10000098,Parted,Local authority,E12000009,998,S,,2019-03-31,,E06000097 E06000098,
      E06000097,Part of it,Local authority,E12000009,997,U,2019-04-01,,,,
      E06000098,The rest,Local authority,E12000009,998,U,2019-04-01,,,,
      E10000096,Later,Local authority,E12000009,996,S,,2025-03-31,E06000096,,
      E06000096,Later,Local authority,E12000009,996,U,2025-04-01,,,,
      """
    let (areas, findings) = Areas.read(try TextTable.read(Array(table.utf8), path: "areas.csv"))
    #expect(findings.isEmpty)
    var excerpt = ReferenceExcerpt()
    for line in [
      "2018-19,Council,999,Oldshire,E10000099", "2018-19,Council,998,Parted,E10000098",
      "2019-20,Council,998,Parted,E10000098", "2024-25,Council,996,Later,E10000096",
    ] { excerpt.add("1A,\(line),,,338,0.4,18.3,", to: ReferenceExcerpt.councils) }
    let files = try importComparators(from: excerpt.files.mapValues { Array($0.utf8) }, as: areas)
    let lines = files.filter { $0.path.hasSuffix(".csv") && $0.path.contains("/ascof/") }.flatMap {
      String(decoding: $0.bytes, as: UTF8.self).split(separator: "\n").dropFirst()
    }.map { $0.split(separator: ",").prefix(5).joined(separator: ",") }
    #expect(
      lines == [
        "1A,2018-19,Local authority,E06000099,Newshire", "1A,2018-19,Local authority,E10000098,Parted",
        "1A,2019-20,Local authority,E06000098,The rest", "1A,2024-25,Local authority,E10000096,Later",
      ])
  }

  @Test func keepsOneOfTwoEqualLinesForDorset() throws {
    var excerpt = ReferenceExcerpt()
    excerpt.add("1A,2024-25,Council,809,Dorset,E06000059,,,338,0.4,18.3,", to: ReferenceExcerpt.councils)
    excerpt.add(
      "1A,2024-25,Council,809,Dorset County,E10000009,,,338,0.4,18.3,", to: ReferenceExcerpt.councils)
    #expect(
      try excerpt.lines("comparators/ascof/ascof-2024-25.csv") == [
        "1A,2024-25,Local authority,E06000059,Dorset,z,z,338,0.4,18.3,"
      ])
  }

  @Test func ordersByMeasureLevelAndCode() throws {
    var excerpt = ReferenceExcerpt()
    excerpt.add(
      """
      2A,2024-25,Council,608,Oxfordshire,E10000025,1,2,,,50.0,
      1A,2024-25,Council,608,Oxfordshire,E10000025,,,300,0.3,19.0,
      1A,2024-25,Council,111,Hartlepool,E06000001,,,300,0.3,19.0,
      """, to: ReferenceExcerpt.councils)
    excerpt.add("1A,2024-25,England,England,England,E92000001,,,9000,0.0,19.0,", to: ReferenceExcerpt.regions)
    let places = try excerpt.lines("comparators/ascof/ascof-2024-25.csv").map {
      $0.split(separator: ",").enumerated().filter { [0, 3].contains($0.offset) }.map { String($0.element) }
    }
    #expect(
      places == [["1A", "E92000001"], ["1A", "E06000001"], ["1A", "E10000025"], ["2A", "E10000025"]])
  }

  @Test func writesLegacyCodesAsTheHandbookDid() throws {
    var excerpt = ReferenceExcerpt()
    excerpt.add(
      """
      2A1,2020-21,Council,218,North Yorkshire,E10000023,33,418594,,8
      1E,2020-21,Council,608,Oxfordshire,E10000025,[c],[c],,0
      1J,2020-21,Region,YH,Yorkshire and The Humber,E12000003,,,[x],[x]
      1C1B,2020-21,Council,608,Oxfordshire,E10000025,0,0,,[x]
      """, to: ReferenceExcerpt.legacy)
    #expect(
      try excerpt.lines("comparators/ascof-legacy/ascof-legacy-2020-21.csv") == [
        "1C(1B),2020-21,Local authority,E10000025,Oxfordshire,0,0,z,z,x,x",
        "1E,2020-21,Local authority,E10000025,Oxfordshire,c,c,z,z,0.0,",
        "1J,2020-21,Regional,E12000003,Yorkshire and The Humber,z,z,x,x,x,x",
        "2A(1),2020-21,Local authority,E06000065,North Yorkshire,33,418594,z,z,8.0,",
      ])
  }

  @Test func keepsKeyedFiguresAsPrintedAndSaysWhatIsAbsent() throws {
    var excerpt = ReferenceExcerpt()
    excerpt.add("2021-22,270650,254215,,20,,,,page one,page two", to: "dols_england_timeseries.csv")
    #expect(
      try excerpt.lines("comparators/dols/dols-2013-14-to-2023-24.csv").prefix(5) == [
        "applications-received,2021-22,National,E92000001,England,z,z,z,z,270650,",
        "applications-completed,2021-22,National,E92000001,England,z,z,z,z,254215,",
        "applications-not-completed,2021-22,National,E92000001,England,z,z,z,z,x,x",
        "standard-completed-in-21-days,2021-22,National,E92000001,England,z,z,z,z,20,",
        "mean-days-to-complete,2021-22,National,E92000001,England,z,z,z,z,x,x",
      ])
    let note = try #require(try excerpt.imported()["data/comparators/dols/dols-2013-14-to-2023-24.json"])
    #expect(
      note.contains(
        """
            "applications-received 2021-22; applications-completed 2021-22: page one",
            "standard-completed-in-21-days 2021-22: page two"
        """))
  }

  @Test func givesARateItsCounts() throws {
    var excerpt = ReferenceExcerpt()
    excerpt.add(
      """
      new_requests_18_64,2020-21,England,577765,page
      population_18_64,2020-21,England,33992830,page
      new_requests_per_100k_18_64,2020-21,England,1710,page
      """, to: "salt_activity_england_2015-16_to_2023-24.csv")
    #expect(
      try excerpt.lines("comparators/salt/salt-2015-16-to-2023-24.csv") == [
        "new-requests-18-64,2020-21,National,E92000001,England,z,z,z,z,577765,",
        "new-requests-per-100000-18-64,2020-21,National,E92000001,England,577765,33992830,z,z,1710,",
      ])
  }

  @Test func hidesASumWithItsPart() throws {
    var excerpt = ReferenceExcerpt()
    excerpt.add(
      """
      mid-2024,E06000017,Rutland,Council,[c],10949,,,
      mid-2024,E11000001,Greater Manchester (Met County),Metropolitan County,1,2,3,,
      """, to: ReferenceExcerpt.populations)
    #expect(
      try excerpt.lines("populations/mid-2024.csv") == [
        "adults-18-to-64,E06000017,Rutland,c", "adults-65-and-over,E06000017,Rutland,10949",
        "adults-18-and-over,E06000017,Rutland,c",
      ])
  }

  @Test func dropsANonBreakingSpaceAfterAName() throws {
    var excerpt = ReferenceExcerpt()
    excerpt.add(
      "mid-2020,E06000062,West Northamptonshire\u{A0} ,Unitary Authority,241391,72609,314000,31737,8715",
      to: ReferenceExcerpt.populations)
    #expect(
      try excerpt.lines("populations/mid-2020.csv").first
        == "adults-18-to-64,E06000062,West Northamptonshire,241391")
  }
}
