import Findings
import Tables

/// Text that is safe inside HTML, built from parts. Only `init(markup:)` takes markup as it is.
struct HTMLText: ExpressibleByStringInterpolation, CustomStringConvertible {
  private(set) var markup: String

  init(markup: String) { self.markup = markup }
  init(stringLiteral value: String) { markup = value }
  init(stringInterpolation: Interpolation) { markup = stringInterpolation.markup }

  /// Escapes a plain text. Hidden characters are written out.
  init(_ text: String) { markup = Self.escaped(text) }

  var description: String { markup }

  static func += (left: inout HTMLText, right: HTMLText) { left.markup += right.markup }

  static func escaped(_ text: String) -> String {
    // Most texts have nothing to escape, and there are hundreds of thousands.
    guard text.hasByte(where: isSpecial) else { return text }
    var out = ""
    for scalar in Visible.lines(text).unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: Visible.mayHide(byte)
    }
  }

  /// Escapes every interpolated string. An interpolated `HTMLText` stays as it is.
  struct Interpolation: StringInterpolationProtocol {
    var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity * 2) }
    mutating func appendLiteral(_ literal: String) { markup += literal }
    mutating func appendInterpolation(_ text: String) { markup += HTMLText.escaped(text) }
    mutating func appendInterpolation(_ number: Int) { markup += String(number) }
    mutating func appendInterpolation(_ text: HTMLText) { markup += text.markup }
  }
}

extension Sequence where Element == HTMLText {
  func joined(separator: String = "") -> HTMLText {
    HTMLText(markup: map(\.markup).joined(separator: separator))
  }
}
