extension Column {
  /// Whether no row marked with 1 has a value; of all rows where nothing is marked. false for a column that was not kept.
  package func isBlank(where rows: [UInt8]? = nil) -> Bool {
    func isMarked(_ row: Int) -> Bool { rows.map { $0[row] == 1 } ?? true }
    func isBlank(_ count: Int, _ hasValue: (Int) -> Bool) -> Bool {
      !(0..<count).contains { isMarked($0) && hasValue($0) }
    }
    return switch self {
    case .days(let values), .integers(let values): isBlank(values.count) { values[$0] != Self.missingNumber }
    case .decimals(let values): isBlank(values.count) { values[$0] != Self.missingDecimal }
    case .codes(let values): isBlank(values.count) { values[$0] != Self.missingCode }
    case .flags(let values): isBlank(values.count) { values[$0] != Self.missingFlag }
    case .text(let texts): isBlank(texts.count) { !texts.isEmpty($0) }
    case .absent: false
    }
  }
}
