import Folders

/// What the JSON beside an imported CSV says, in the order it says it.
struct SourceNote {
  private var fields: [(key: String, value: String)] = []

  mutating func say(_ key: String, _ text: String) { fields.append((key, quoted(text))) }

  mutating func say(_ key: String, _ texts: [String]) {
    let lines = texts.map { "    " + quoted($0) }
    fields.append((key, "[\n" + lines.joined(separator: ",\n") + "\n  ]"))
  }

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

func attribution(_ owner: String) -> String {
  "Contains public sector information licensed under the Open Government Licence v3.0. © Crown copyright, \(owner)."
}

/// Where a file of published figures came from; written as `ComparatorsNote` reads it.
struct ComparatorsSource {
  var id: String
  var title: String
  var publisher: String
  /// Left out where no source that was read gives the day.
  var published: String?
  var framework: String
  var timePeriod: String
  var attribution: String
  var obtainedFrom: String
  var transformation: String
  var sources: [String] = []
  var status = "final"

  var note: SourceNote {
    var note = SourceNote()
    note.say("comparators", id)
    note.say("title", title)
    note.say("publisher", publisher)
    if let published { note.say("published", published) }
    note.say("framework", framework)
    note.say("timePeriod", timePeriod)
    note.say("licence", openGovernmentLicence)
    note.say("attribution", attribution)
    note.say("obtainedFrom", obtainedFrom)
    note.say("transformation", transformation)
    if !sources.isEmpty { note.say("sources", sources) }
    note.say("status", status)
    return note
  }
}
