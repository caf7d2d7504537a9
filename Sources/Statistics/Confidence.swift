/// The two levels of confidence used in public health comparisons, as on Fingertips.
///
/// Both are two-sided. The normal deviates are to the nearest double.
package enum Confidence: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
  case ninetyFive = "95"
  case ninetyNinePointEight = "99.8"

  /// The normal deviate that leaves `tail` beyond it.
  package var z: Double {
    switch self {
    case .ninetyFive: 1.959_963_984_540_054
    case .ninetyNinePointEight: 3.090_232_306_167_813
    }
  }

  /// The probability beyond each end.
  package var tail: Double {
    switch self {
    case .ninetyFive: 0.025
    case .ninetyNinePointEight: 0.001
    }
  }

  /// As in a table's header: `95%`.
  package var label: String { rawValue + "%" }

  package static func < (one: Confidence, other: Confidence) -> Bool { one.z < other.z }
}
