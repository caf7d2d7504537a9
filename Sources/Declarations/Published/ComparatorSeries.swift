package import Periods
package import Statistics
import Tables

/// One published value of one area and year, with its source.
package struct ComparatorFigure: Sendable, Hashable {
  package var measure: String
  package var area: String
  package var areaName: String
  package var year: FinancialYear
  package var outcome: FixedPoint?
  package var missing: Missing?
  package var numerator: Int?
  package var denominator: Int?
  /// Half the width of a survey value's 95% interval, as its publisher gives it.
  package var margin: FixedPoint?
  /// Id of the comparators file, which names publisher, day and licence.
  package var comparators: String
  /// What it was worked out from, where the publisher prints only counts.
  package var derived: DerivedValue?

  package init(
    measure: String, area: String, areaName: String, year: FinancialYear, outcome: FixedPoint?,
    missing: Missing?,
    numerator: Int? = nil, denominator: Int? = nil, margin: FixedPoint? = nil, comparators: String
  ) {
    self.measure = measure
    self.area = area
    self.areaName = areaName
    self.year = year
    self.outcome = outcome
    self.missing = missing
    self.numerator = numerator
    self.denominator = denominator
    self.margin = margin
    self.comparators = comparators
  }
}

/// How a value follows from published counts, which are themselves rounded.
package struct DerivedValue: Sendable, Hashable {
  /// The least and the most that the rounding of the counts leaves possible, to the measure's decimals.
  package var least: FixedPoint
  package var most: FixedPoint
  /// Such as `176,560 of 615,530`; `364,605 over 44,456,850 adults of mid-2020`.
  package var counts: String

  package init(least: FixedPoint, most: FixedPoint, counts: String) {
    self.least = least
    self.most = most
    self.counts = counts
  }
}

/// Published figures by measure, area and year.
package struct ComparatorSeries: Sendable {
  /// By measure and area, one figure a year, in the order of the years.
  private var series: [String: [String: [ComparatorFigure]]] = [:]
  /// The newest code of areas whose code has changed, by each older one: their figures are one series.
  private let codes: [String: String]

  package init(_ figures: [ComparatorFigure], codes: [String: String] = [:]) {
    self.codes = codes
    add(figures)
  }

  /// The figures of each measure, on all cores. A figure of a later list replaces that of an earlier one.
  ///
  /// - Parameter codes: the newest code of areas whose code has changed, by each older one.
  package init(byMeasure lists: [String: [[ComparatorFigure]]], codes: [String: String] = [:]) {
    self.codes = codes
    let measures = Array(lists)
    let made = parallelMap(measures.count) { index in
      var areas: [String: [ComparatorFigure]] = [:]
      for figure in measures[index].value.joined() {
        Self.put(figure, into: &areas[codes[figure.area] ?? figure.area, default: []])
      }
      return areas
    }
    // The keys are those of a dictionary, and so unique.
    series = Dictionary(uniqueKeysWithValues: zip(measures.map(\.key), made))
  }

  /// Adds figures. They replace those of the same measure, area and year.
  package func adding(_ figures: [ComparatorFigure]) -> ComparatorSeries {
    var out = self
    out.add(figures)
    return out
  }

  /// As `adding`.
  package mutating func add(_ figures: [ComparatorFigure]) {
    for figure in figures {
      Self.put(figure, into: &series[figure.measure, default: [:]][newest(figure.area), default: []])
    }
  }

  /// In place: copying a series for each of its figures took most of the time of reading comparators.
  private static func put(_ figure: ComparatorFigure, into known: inout [ComparatorFigure]) {
    let place = known.lastIndex { $0.year < figure.year }.map { $0 + 1 } ?? 0
    if place < known.endIndex, known[place].year == figure.year {
      known[place] = figure
    } else {
      known.insert(figure, at: place)
    }
  }

  private func newest(_ area: String) -> String { codes[area] ?? area }

  package func figure(of measure: String, area: String, year: FinancialYear) -> ComparatorFigure? {
    series[measure]?[newest(area)]?.last { $0.year == year }
  }

  /// All figures of one area, under any of its codes, oldest year first.
  package func figures(of measure: String, area: String) -> [ComparatorFigure] {
    series[measure]?[newest(area)] ?? []
  }

  /// The newest figure up to a year; nil where there is none.
  package func latest(of measure: String, area: String, upTo year: FinancialYear) -> ComparatorFigure? {
    series[measure]?[newest(area)]?.last { $0.year <= year }
  }

  /// The comparators files that these measures' and areas' figures came from.
  package func publications(of measures: Set<String>, areas: Set<String>) -> Set<String> {
    var out: Set<String> = []
    for measure in measures {
      for area in areas {
        for figure in figures(of: measure, area: area) where !out.contains(figure.comparators) {
          out.insert(figure.comparators)
        }
      }
    }
    return out
  }
}
