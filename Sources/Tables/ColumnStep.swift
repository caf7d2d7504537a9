/// What the reader does with one of the file's columns in every record.
struct ColumnStep: Sendable {
  enum Kind: UInt8, Sendable {
    /// Nothing is done with it.
    case pass
    /// Its place is recorded as a cell.
    case cell
    /// For a column that nothing uses: a cell is recorded only if it may have a fault.
    case unkept
    /// Its day is read.
    case day
    /// Its text is looked up among known ones.
    case code
  }

  var kind: Kind
  /// A blank is a fault, which the builder must see.
  var isRequired = false
  /// Where the block stores its values.
  var offset = 0
  /// The bit of this column of days in `RecordBlock.Marks`.
  var bit = 0
  /// The byte that usually ends a text without quotes.
  var stop = Byte.comma
  /// Where the probe has its texts.
  var table = PerfectHash.Table()

  static let pass = ColumnStep(kind: .pass)

  /// The part of it that the loop over records reads, laid out so that each field is one load.
  struct Word: Sendable {
    /// Its kind, whether it is required, its usual end, and where its values are.
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
    /// Whether a text of its table may need 64 bytes to include its end.
    @inline(__always) var isWide: Bool { bits & 1 << 24 != 0 }
    @inline(__always) var offset: Int { Int(truncatingIfNeeded: bits >> 32) }
    @inline(__always) var base: Int { Int(truncatingIfNeeded: places >> 32) }
    @inline(__always) var mask: Int { Int(truncatingIfNeeded: places & 0xFFFF_FFFF) }
  }

  /// One step for each of the file's columns; nil for a column without a field.
  static func steps(for plans: [FieldPlan?]) -> [ColumnStep] {
    var (days, values) = (0, 0)
    return plans.enumerated().map { column, plan in
      guard let plan else { return .pass }
      var step = ColumnStep(kind: .cell, isRequired: plan.isRequired)
      if column == plans.count - 1 { step.stop = Byte.lineFeed }
      switch plan.kind {
      // The builder reads days with the month first, the 65th column of days and beyond, and columns in which a usual day
      // means blank.
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
