import Findings
import Statistics

/// The operands of a claim: the later one, or the part, comes first.
struct Operands {
  struct Problem: Error { var text: String }

  struct Operand: Hashable, Sendable {
    var value: FixedPoint
    var scale = 1
    var isPercent = false
    /// Whether it means every number that rounds to it: it has decimals, is a per cent, or is in thousands or millions.
    var isRounded = false
  }

  var all: [Operand]
  /// Whether all of them were written as per cent.
  var arePercent: Bool { all.allSatisfy(\.isPercent) }

  private static let passedOver: Set<String> = [
    "from", "of", "+", "and", "per", "in", "among", "is", "median", "maximum", "each", "days", "people",
  ]

  static func read(_ text: String, _ figures: RunFigures?) -> Result<Operands, Problem> {
    var all: [Operand] = []
    var isReversed = false
    for word in text.split(whereSeparator: { $0.isWhitespace }).map(String.init) {
      if passedOver.contains(word.lowercased()) { continue }
      if word.lowercased() == "to" {
        isReversed = true
        continue
      }
      do throws(Problem) {
        all.append(try operand(word, figures))
      } catch {
        return .failure(error)
      }
    }
    guard !all.isEmpty else {
      return .failure(Problem(text: "it does not say what the figure is made from"))
    }
    return .success(Operands(all: isReversed ? all.reversed() : all))
  }

  private static func operand(_ word: String, _ figures: RunFigures?) throws(Problem) -> Operand {
    if word.first?.isLetter == true {
      guard let figures else { throw Problem(text: "'\(word)' needs a run: name one with --run") }
      switch figures.figure(word) {
      case .success(let found):
        guard let number = found.value else {
          throw Problem(text: "'\(word)' has no value in the run: \(found.text)")
        }
        return Operand(
          value: number, isPercent: found.isPercent, isRounded: number.places > 0 || found.isPercent)
      case .failure(let problem): throw Problem(text: problem.message)
      }
    }
    let tokens: [FigureToken]
    do throws(FigureFault) { tokens = try FigureLexer.tokens(word) } catch { throw Problem(text: error.text) }
    let signs = tokens.filter { $0 == .word("minus") || $0 == .word("plus") || $0 == .word("about") }
    guard case .number(var number)? = tokens.last, tokens.count == signs.count + 1 else {
      throw Problem(text: "'\(word)' is neither a number nor a measure")
    }
    if signs.contains(.word("minus")) { number.value.units = -number.value.units }
    return Operand(
      value: number.value, scale: number.scale, isPercent: number.isPercent,
      isRounded: number.isAbout || number.isPercent || number.scale > 1 || number.value.places > 0)
  }
}
