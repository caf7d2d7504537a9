import Periods

/// A day in a text, such as `2026-10-31` or `31 October 2026`.
struct TypedDay {
  var iso: String
  var range: Range<String.Index>
}

/// A number in a text.
struct TypedNumber {
  var range: Range<String.Index>
  /// Without thousands commas.
  var plain: String
  /// Whether it looks like a figure of a measure: a per cent, a decimal, or a count with thousands commas or at least two
  /// digits, that is no year, clause or time limit.
  var isFigure: Bool
}

func typedDays(in text: Substring) -> [TypedDay] {
  var days: [TypedDay] = []
  for word in words(of: text) {
    let body = text[word]
    if body.count == 10, Day(iso: String(body)) != nil {
      days.append(TypedDay(iso: String(body), range: word))
    }
  }
  let places = words(of: text)
  for index in places.indices.dropLast(2) {
    guard let date = Int(text[places[index]]),
      let month = monthNames.firstIndex(of: String(text[places[index + 1]])),
      let year = Int(text[places[index + 2]]), let day = Day(year: year, month: month + 1, day: date)
    else { continue }
    days.append(
      TypedDay(iso: day.description, range: places[index].lowerBound..<places[index + 2].upperBound))
  }
  return days
}

/// Numbers that are not part of a date, a year, a code such as `4B`, or of `section 42`.
func typedNumbers(in text: Substring) -> [TypedNumber] {
  let days = typedDays(in: text)
  let places = words(of: text)
  var out: [TypedNumber] = []
  for (index, place) in places.enumerated() {
    let word = text[place]
    guard word.first?.isNumber == true, !days.contains(where: { $0.range.overlaps(place) }) else { continue }
    let isPercent = word.hasSuffix("%")
    let body = isPercent ? word.dropLast() : word
    guard body.allSatisfy({ $0.isNumber || $0 == "." || $0 == "," }) else { continue }
    let plain = String(body.filter { $0 != "," })
    let before = index > 0 ? text[places[index - 1]].lowercased() : ""
    let after = index + 1 < places.count ? text[places[index + 1]].lowercased() : ""
    let isYear = plain.count == 4 && (1990...2100).contains(Int(plain) ?? 0)
    let isClause = ["section", "regulation", "article", "part", "theme", "page", "table", "aged", "over"]
      .contains(before)
    let isLimit = ["working", "days", "weeks", "months", "years", "hours", "to"].contains(after)
    let isMonth = monthNames.contains { $0.lowercased() == after || $0.lowercased() == before }
    let isPlain = !isYear && !isClause && !isLimit && !isMonth
    let isFigure = isPercent || body.contains(".") || (isPlain && plain.count > 1)
    // A year or a clause beside a placeholder is not a typed figure.
    guard isPercent || isPlain else { continue }
    out.append(TypedNumber(range: place, plain: plain, isFigure: isFigure))
  }
  return out
}

/// Words between spaces, without the punctuation at their ends.
private func words(of text: Substring) -> [Range<String.Index>] {
  var out: [Range<String.Index>] = []
  var at = text.startIndex
  while at < text.endIndex {
    guard !text[at].isWhitespace else {
      at = text.index(after: at)
      continue
    }
    var end = at
    while end < text.endIndex, !text[end].isWhitespace { end = text.index(after: end) }
    var (low, high) = (at, end)
    while low < high, isEdge(text[low]) { low = text.index(after: low) }
    while low < high, isEdge(text[text.index(before: high)]) { high = text.index(before: high) }
    if low < high { out.append(low..<high) }
    at = end
  }
  return out
}

private func isEdge(_ character: Character) -> Bool {
  !character.isLetter && !character.isNumber && character != "%"
}
