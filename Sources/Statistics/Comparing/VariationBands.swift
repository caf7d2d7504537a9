/// An assessment's phrase for a z-score.
package enum VariationBand: String, Sendable, Hashable, CaseIterable, Codable {
  case positive
  case tendingPositive = "tending-positive"
  case unremarkable = "none"
  case tendingNegative = "tending-negative"
  case negative
}

/// The lower ends of z-scores' bands.
///
/// CQC's reports on councils use the phrases without a published method. 2 and 3 follow its intelligent monitoring of GP
/// practices (2015); they are a choice, so they are data.
package struct VariationBands: Sendable, Hashable {
  package let tending: Double
  package let clear: Double

  package static let usual = VariationBands(checked: 2, 3)

  /// Nil unless 0 < tending < clear.
  package init?(tending: Double, clear: Double) {
    guard 0 < tending, tending < clear else { return nil }
    self.init(checked: tending, clear)
  }

  private init(checked tending: Double, _ clear: Double) {
    self.tending = tending
    self.clear = clear
  }

  /// The band of a z-score; nil without a polarity, because the bands are judgements.
  package func band(of z: Double, polarity: Polarity) -> VariationBand? {
    guard let upIsGood = polarity.upIsGood else { return nil }
    let good = upIsGood ? z : -z
    if good >= clear { return .positive }
    if good >= tending { return .tendingPositive }
    if good <= -clear { return .negative }
    if good <= -tending { return .tendingNegative }
    return .unremarkable
  }
}
