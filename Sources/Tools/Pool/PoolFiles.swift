import Artefacts
import Declarations
import Periods
import Statistics
import Tables

/// The files of a pool: its figures, its funnels, and comparators that a pipeline reads.
struct PoolFiles {
  var place: Area
  var bundles: [Bundle]
  var figures: [PooledFigure]

  var files: [ImportedFile] {
    [ImportedFile(path: "pool.csv", bytes: table), ImportedFile(path: "funnel.csv", bytes: funnels)]
      + comparators
  }

  /// Quartiles of fewer councils would be one or two councils' own values.
  static let fewestForQuartiles = 8

  private var basis: String { Self.basis(bundles.count) }

  static func basis(_ councils: Int) -> String {
    "pooled by \(councils) \(councils == 1 ? "council" : "councils"), management information"
  }

  private var table: [UInt8] {
    var csv = CSVWriter(
      header: [
        "area", "measure", "period_kind", "period_start", "period_end", "councils", "numerator",
        "denominator",
        "value", "lower_95", "upper_95", "lower_quartile", "median", "upper_quartile", "note",
      ])
    for figure in figures {
      let decimals = figure.measure.decimals
      let interval = figure.interval
      let limits = [interval?.lower, interval?.upper].map { limit in
        limit.flatMap { FixedPoint(near: $0, places: max(decimals, 1)) }?.description ?? ""
      }
      let quartiles =
        figure.values.count >= Self.fewestForQuartiles ? Quartiles(of: figure.values) : nil
      let cuts = [quartiles?.lower, quartiles?.median, quartiles?.upper].map {
        $0?.rounded(to: max(decimals, 1))?.description ?? ""
      }
      csv.row(
        [place.code] + figure.key.texts
          + [String(figure.councils), figure.numerator, figure.denominator, figure.value] + limits + cuts
          + [basis])
    }
    return csv.bytes
  }

  /// The limits within which a council of a size is unremarkable. The sizes are round, so that they are no council's.
  private var funnels: [UInt8] {
    var csv = CSVWriter(
      header: ["measure", "period_kind", "period_start", "period_end", "size"]
        + ["lower_95", "upper_95", "lower_998", "upper_998"])
    for figure in figures where figure.areas.count >= Self.fewestForQuartiles {
      let kind: Funnel.Kind = figure.measure.formula == .rate ? .rate : .proportion
      guard let funnel = Funnel(kind, areas: figure.areas), let reading = figure.reading,
        let total = reading.denominator
      else { continue }
      for size in Self.sizes where size <= total {
        let limits = [Confidence.ninetyFive, .ninetyNinePointEight].flatMap { confidence in
          let found = funnel.limits(for: size, at: confidence, adjusted: false)
          return [found?.lower, found?.upper]
        }
        csv.row(
          figure.key.texts + [String(size)]
            + limits.map { limit in
              limit.flatMap {
                FixedPoint(near: $0 * Double(reading.multiplier), places: max(figure.measure.decimals, 1))
              }?.description ?? ""
            })
      }
    }
    return csv.bytes
  }

  private static let sizes = (0...8).flatMap { power in [1, 2, 5].map { $0 * FixedPoint.powersOfTen[power] } }

  /// One pair a financial year, and the framework that says which measure each code is.
  private var comparators: [ImportedFile] {
    var years: [FinancialYear: [PooledFigure]] = [:]
    for figure in figures where figure.value != "" {
      guard let period = figure.key.period else { continue }
      // A stock is of its day; a flow is of a whole year, as published figures are.
      guard period.kind == .financialYear || figure.measure.basis.isStock && period.kind == .day else {
        continue
      }
      years[FinancialYear(containing: period.end), default: []].append(figure)
    }
    let id = "pool-\(place.code.lowercased())"
    let codes = Set(years.values.flatMap { $0 }.map(\.key.measure)).sorted()
    let framework = JSONText.object([
      ("framework", .text(id)), ("title", .text("Figures of \(place.name), pooled")),
      ("source", .text(basis)),
      (
        "measures",
        .list(codes.map { .object([("code", .text($0)), ("measure", .text($0))]) })
      ),
    ])
    guard !codes.isEmpty else { return [] }
    return years.sorted { $0.key < $1.key }.flatMap { year, figures in
      pair("\(id)-\(year)", id, year, figures)
    } + [
      ImportedFile(path: "data/frameworks/\(id).json", bytes: framework.file),
      ImportedFile(path: "data/comparability/\(id).json", bytes: comparability(id, codes)),
    ]
  }

  /// The councils' definitions are the reader's own: their digests are equal, or nothing is pooled.
  private func comparability(_ id: String, _ codes: [String]) -> [UInt8] {
    let entries = codes.map { code in
      JSONText.object([
        ("measure", .text(code)), ("framework", .text(id)), ("match", .text("exact")),
        ("reason", .text("every council of the pool counted by one definition")),
      ])
    }
    return JSONText.object([
      ("comparability", .text(id)),
      ("title", .text("Figures of \(place.name), pooled, beside a council's own")),
      ("source", .text(basis)), ("entries", .list(entries)),
    ]).file
  }

  private func pair(
    _ id: String, _ framework: String, _ year: FinancialYear, _ figures: [PooledFigure]
  ) -> [ImportedFile] {
    var csv = CSVWriter(
      header: [
        "measure_code", "time_period", "geographic_level", "area_code", "area_name", "numerator",
        "denominator", "respondents", "margin_of_error", "outcome", "status",
      ])
    var written: Set<String> = []
    for figure in figures where written.insert(figure.key.measure).inserted {
      csv.row([
        figure.key.measure, "\(year)", place.level.rawValue, place.code, place.name,
        figure.numerator.isEmpty ? "z" : figure.numerator,
        figure.denominator.isEmpty ? "z" : figure.denominator, "z", "z", figure.value, "",
      ])
    }
    let note = JSONText.object([
      ("comparators", .text(id)), ("title", .text("\(place.name), \(year): \(basis)")),
      ("publisher", .text("The councils of \(place.name)")), ("framework", .text(framework)),
      ("timePeriod", .text("\(year)")), ("licence", .text("Not published: for the councils that pooled it")),
      ("attribution", .text(basis)), ("obtainedFrom", .text("caretally pool")),
      ("transformation", .text("Sums of the councils' aggregates; stocks are of the day of the pool.")),
      ("status", .text("provisional")),
    ])
    return [
      ImportedFile(path: "data/comparators/\(id).csv", bytes: csv.bytes),
      ImportedFile(path: "data/comparators/\(id).json", bytes: note.file),
    ]
  }
}

extension PooledFigure {
  var numerator: String { reading?.numerator.map(String.init) ?? "" }
  var denominator: String { reading?.denominator.map(String.init) ?? "" }
  /// Empty where there is none.
  var value: String { reading?.rounded(to: measure.decimals)?.description ?? "" }

  /// In the unit of the value.
  var interval: (lower: Double, upper: Double)? {
    guard let reading else { return nil }
    let (above, below) = (reading.numerator ?? 0, reading.denominator ?? 0)
    switch measure.formula {
    case .proportion:
      return Interval.wilson(above, of: below, at: .ninetyFive).map { scaled($0, reading.multiplier) }
    case .rate:
      return Interval.rate(above, of: below, at: .ninetyFive).map { scaled($0, reading.multiplier) }
    case .summary:
      return reading.intervals.first { $0.confidence == .ninetyFive }.map { ($0.lower, $0.upper) }
    case .count, .ratio, .published, .reading: return nil
    }
  }

  private func scaled(_ interval: Interval, _ times: Int) -> (lower: Double, upper: Double) {
    (interval.lower * Double(times), interval.upper * Double(times))
  }
}

extension FixedPoint {
  /// nil where the number is too large to be written so.
  fileprivate init?(near number: Double, places: Int) {
    let scaled = (number * Double(FixedPoint.powersOfTen[places])).rounded(.toNearestOrAwayFromZero)
    guard let units = Int(exactly: scaled) else { return nil }
    self.init(units: units, places: places)
  }
}
