import Periods

extension DayReading {
  /// Reads any text, as the column's declaration and decisions say, and records how it is written.
  ///
  /// - Parameter row: the row of the segment.
  func read(
    _ bytes: Span<UInt8>, _ range: Range<Int>, by plan: FieldPlan, row: Int,
    noting evidence: inout DayEvidence
  ) -> ParseResult<Int32> {
    let text = bytes.trimmed(range)
    if bytes.isMissing(text) { return .missing }
    let usual = plan.dayForm == .monthFirst ? ParseResult<Int32>.bad : read(bytes, range)
    if case .value(let number) = usual {
      guard !plan.blanks.days.contains(number) else { return placeholder(row, &evidence) }
      evidence.noteUsual(bytes, text)
      return usual
    }
    guard !plan.blanks.contains(bytes, text) else { return placeholder(row, &evidence) }
    let found = DayText(bytes, text, latestShortYear: plan.latestShortYear)
    var day = day(found.value, by: plan)
    if let written = day, plan.blanks.days.contains(written.number) { return placeholder(row, &evidence) }
    evidence.note(found)
    guard let written = day else { return .bad }
    if let seconds = found.utcSeconds { day = BritishTime.day(ofUTC: written, seconds: seconds) }
    for note in found.notes { evidence.notes[note, default: Sighting()].note(row) }
    if day != written { evidence.notes[.nextDay, default: Sighting()].note(row) }
    if case .serial = found.value, plan.readsSerials {
      evidence.notes[.serial, default: Sighting()].note(row)
    }
    if found.hasShortYear, plan.notesShortYears { evidence.notes[.shortYear, default: Sighting()].note(row) }
    return day.map { .value($0.number) } ?? .bad
  }

  private func placeholder(_ row: Int, _ evidence: inout DayEvidence) -> ParseResult<Int32> {
    evidence.notes[.placeholder, default: Sighting()].note(row)
    return .missing
  }

  private func day(_ value: DayText.Value, by plan: FieldPlan) -> Day? {
    switch value {
    case .numbers(let first, let second, let year):
      plan.dayForm == .monthFirst
        ? Day(year: year, month: first, day: second) : Day(year: year, month: second, day: first)
    case .day(let year, let month, let day): Day(year: year, month: month, day: day)
    case .serial(let serial):
      plan.dayForm == .serial || plan.readsSerials
        ? SheetNumber.day(serial, isFrom1904: plan.isFrom1904) : nil
    case .none: nil
    }
  }
}

extension DayEvidence {
  /// Records a text that was read as `2024-07-31` or `31/07/2024`, with or without a time.
  fileprivate mutating func noteUsual(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    guard bytes[text.lowerBound + 4] != UInt8(ascii: "-") else {
      sawISO = true
      return
    }
    let isEither = bytes.digits(text.lowerBound..<text.lowerBound + 2).map { $0 <= 12 } ?? false
    if isEither { sawEither = true } else { sawDayFirst = true }
  }

  fileprivate mutating func note(_ text: DayText) {
    switch text.value {
    // Any other form is recorded by its note.
    case .day where text.notes.contains(where: \.isForm): break
    case .day: if text.isNamed { sawNamed = true } else { sawISO = true }
    case .serial: serial += 1
    case .numbers(let first, let second, _):
      switch ((1...12).contains(first), (1...12).contains(second)) {
      case (true, true): sawEither = true
      case (false, true) where first <= 31: sawDayFirst = true
      case (true, false) where second <= 31: monthFirst += 1
      default: other += 1
      }
    case .none: other += 1
    }
  }
}
