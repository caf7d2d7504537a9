import Folders

/// What the JSON beside an imported CSV says, in the order it says it.
struct SourceNote {
  private var fields: [(key: String, value: String)] = []

  mutating func say(_ key: String, _ text: String) { fields.append((key, quoted(text))) }

  mutating func say(_ key: String, _ texts: [String]) {
    fields.append((key, "[\n" + texts.map { "    " + quoted($0) }.joined(separator: ",\n") + "\n  ]"))
  }

  mutating func say(_ key: String, _ number: Int) { fields.append((key, String(number))) }

  var bytes: [UInt8] {
    let lines = fields.map { "  \(quoted($0.key)): \($0.value)" }
    return Array(("{\n" + lines.joined(separator: ",\n") + "\n}\n").utf8)
  }

  private func quoted(_ text: String) -> String {
    var out = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      default: out.unicodeScalars.append(character)
      }
    }
    return out + "\""
  }
}

let openGovernmentLicence =
  "Open Government Licence v3.0, https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
