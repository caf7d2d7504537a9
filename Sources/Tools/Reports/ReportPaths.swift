import Findings
import Runs

/// The path of a finding's file, relative to where the command was given, as CI systems need it.
struct ReportPaths {
  private let inputFolder: String
  private let sources: Set<String>

  init(inputFolder: String, sources: Set<String>) {
    self.inputFolder = inputFolder
    self.sources = sources
  }

  /// Findings have extracts' paths relative to the input folder, and declarations' relative to the root. Made visible,
  /// for people.
  func path(of location: Location) -> String { Visible.text(file(of: location)) }

  private func file(of location: Location) -> String {
    guard inputFolder != ".", sources.contains(location.path) else { return location.path }
    return inputFolder.hasSuffix("/") ? inputFolder + location.path : "\(inputFolder)/\(location.path)"
  }

  /// The path with URI escapes (RFC 3986).
  func uri(of location: Location) -> String {
    var out = ""
    for byte in file(of: location).utf8 {
      let isPlain =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-._~/".utf8.contains(byte)
      if isPlain {
        out.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        out += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return out
  }
}
