extension Array {
  /// Sorts a range of elements in place. Nearly every person has few records, and sorting a slice would copy it.
  mutating func sortStretch(_ range: Range<Int>, by precedes: (Element, Element) -> Bool) {
    guard range.count <= 32 else {
      self[range].sort(by: precedes)
      return
    }
    var own = mutableSpan
    for index in range.dropFirst() {
      var place = index
      while place > range.lowerBound, precedes(own[place], own[place - 1]) {
        own.swapAt(place, place - 1)
        place -= 1
      }
    }
  }
}
