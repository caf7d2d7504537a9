/// Which direction is good for a measure, so that a difference can be called better or worse.
///
/// Publishers rarely print it, so the measure declares it. Without agreement it is `neither`.
package enum Polarity: String, Sendable, Hashable, CaseIterable, Codable {
  case higherIsBetter = "higher-is-better"
  case lowerIsBetter = "lower-is-better"
  case neither

  /// Whether a rise is good; nil without agreement.
  package var upIsGood: Bool? {
    switch self {
    case .higherIsBetter: true
    case .lowerIsBetter: false
    case .neither: nil
    }
  }
}
