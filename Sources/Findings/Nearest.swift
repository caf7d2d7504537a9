/// A hint such as "did you mean 'waiting'?", or nil where no word is close enough.
package func suggestion(for word: String, in words: some Sequence<String>, quote: String = "'") -> String? {
  nearest(word, in: words).map { "did you mean \(quote)\($0)\(quote)?" }
}

/// The listed word closest to a misspelt one, or nil where none is close enough.
///
/// Close enough is an optimal-string-alignment distance of at most a third of the word's length, or of 2 for short words.
package func nearest(_ word: String, in words: some Sequence<String>) -> String? {
  let typed = Array(word.lowercased())
  let limit = max(2, typed.count / 3)
  var best: (word: String, distance: Int)?
  for candidate in words {
    let distance = editDistance(typed, Array(candidate.lowercased()))
    guard distance <= limit, distance < best?.distance ?? Int.max else { continue }
    best = (candidate, distance)
  }
  return best?.word
}

/// How many insertions, deletions, substitutions and swaps of neighbours turn one word into the other.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var before: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
      row.append(cost)
    }
    before = last
    last = row
  }
  return last[b.count]
}
