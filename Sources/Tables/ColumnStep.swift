/// How one of the file's columns is met in every record.
struct ColumnStep: Sendable {
  enum Kind: UInt8, Sendable {
    /// Nothing is done with it.
    case pass
    /// Its place is noted.
    case cell
    /// As a cell of a column that nothing uses, copied only where something may be wrong with it.
    case unkept
    /// Its day is read.
    case day
    /// Its text is looked up among those met before.
    case code
  }

  var kind: Kind
  /// Blank is a fault, so the builder must see it.
  var isRequired = false
  /// Where the block keeps its values.
  var offset = 0
  /// Which of a day's bits is its, among `RecordBlock.Marks`.
  var bit = 0
  /// What a text without quotes ends with, most often.
  var stop = Byte.comma
  /// Where in the probe its texts are.
  var table = PerfectHash.Table()

  static let pass = ColumnStep(kind: .pass)

  /// What the loop over records reads of it, laid out so that each part is one load.
  struct Word: Sendable {
    /// Kind, whether it is required, what it ends with, and where its values are.
    private let bits: UInt64
    let dayMark: UInt64
    private let places: UInt64
    let multiplier: UInt64

    init(_ step: ColumnStep) {
      bits =
        UInt64(step.kind.rawValue) | (step.isRequired ? 1 << 8 : 0) | UInt64(step.stop) << 16
        | (step.table.isWide ? 1 << 24 : 0) | UInt64(step.offset) << 32
      dayMark = 1 << UInt64(step.bit)
      places = UInt64(step.table.base) << 32 | UInt64(step.table.mask)
      multiplier = step.table.multiplier
    }

    @inline(__always) var kind: UInt8 { UInt8(truncatingIfNeeded: bits) }
    @inline(__always) var isRequired: Bool { bits & 1 << 8 != 0 }
    @inline(__always) var stop: UInt8 { UInt8(truncatingIfNeeded: bits >> 16) }
    /// Whether a text of its table may need 64 bytes to find its end in.
    @inline(__always) var isWide: Bool { bits & 1 << 24 != 0 }
    @inline(__always) var offset: Int { Int(truncatingIfNeeded: bits >> 32) }
    @inline(__always) var base: Int { Int(truncatingIfNeeded: places >> 32) }
    @inline(__always) var mask: Int { Int(truncatingIfNeeded: places & 0xFFFF_FFFF) }
  }

  /// One step for each of the file's columns; nil is a column that no field has.
  static func steps(for plans: [FieldPlan?]) -> [ColumnStep] {
    var (days, values) = (0, 0)
    return plans.enumerated().map { column, plan in
      guard let plan else { return .pass }
      var step = ColumnStep(kind: .cell, isRequired: plan.isRequired)
      if column == plans.count - 1 { step.stop = Byte.lineFeed }
      switch plan.kind {
      // A day with its month first is read by the builder, and so is the 65th column of days.
      // So is one of which a usual day is declared to mean none.
      case .day where plan.dayForm != .monthFirst && days < 64 && !plan.blanks.hasQuickDay:
        step.kind = .day
        step.offset = values * RecordBlock.capacity
        step.bit = days
        days += 1
        values += 1
      case .code,
        .openCode where plan.isKept:
        step.kind = .code
        step.offset = values * RecordBlock.capacity
        values += 1
      case .text where !plan.isKept && !plan.isRequired && !plan.isNHSNumber,
        .openCode where !plan.isKept && !plan.isRequired:
        step.kind = .unkept
      default: break
      }
      return step
    }
  }
}
