import Periods
import Statistics
import TestKit
import Testing

@testable import Declarations

/// Published figures laid out by measure on all cores are those that are put in one after another.
@Suite struct ComparatorSeriesTests {
  @Test func listsByMeasureAreWhatAddingOneByOneGives() {
    var chance = Seeded(seed: 8)
    let (measures, areas) = (["a", "b", "c"], ["E1", "E2", "E3", "E4"])
    var lists: [[ComparatorFigure]] = []
    for publication in 0..<5 {
      lists.append(
        (0..<60).map { place in
          ComparatorFigure(
            measure: measures.randomElement(using: &chance) ?? "a",
            area: areas.randomElement(using: &chance) ?? "E1", areaName: "",
            year: FinancialYear(startYear: .random(in: 2015...2024, using: &chance)),
            outcome: FixedPoint("\(place).5"), missing: nil, comparators: "p\(publication)")
        })
    }
    var added = ComparatorSeries([])
    for list in lists { added.add(list) }
    var byMeasure: [String: [[ComparatorFigure]]] = [:]
    for list in lists {
      for (measure, figures) in Dictionary(grouping: list, by: \.measure) {
        byMeasure[measure, default: []].append(figures)
      }
    }
    let series = ComparatorSeries(byMeasure: byMeasure)
    var figures = 0
    for measure in measures {
      for area in areas {
        #expect(series.figures(of: measure, area: area) == added.figures(of: measure, area: area))
        figures += series.figures(of: measure, area: area).count
      }
    }
    #expect(figures > 60)
    #expect(series.figures(of: "d", area: "E1").isEmpty)
  }
}

extension ComparatorSeriesTests {
  /// A table as it stood at the time knows no figure that was published for a later year.
  @Test func theLatestUpToAYearIsOfNoLaterOne() {
    let figures = [2019, 2021, 2023].map { year in
      ComparatorFigure(
        measure: "m", area: "E1", areaName: "", year: FinancialYear(startYear: year),
        outcome: FixedPoint("\(year).0"), missing: nil, comparators: "p")
    }
    let series = ComparatorSeries(figures)
    let found = (2018...2024).map {
      series.latest(of: "m", area: "E1", upTo: FinancialYear(startYear: $0))?.year.startYear
    }
    #expect(found == [nil, 2019, 2019, 2021, 2021, 2023, 2023])
  }
}
