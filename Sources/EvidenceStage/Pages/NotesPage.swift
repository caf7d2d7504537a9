import Artefacts
import Declarations
import Findings
import Periods
import Statistics

/// How to read the pack, the sources of its comparators, and its inputs.
func notesPage(_ pack: PackContents) -> Page {
  Page(slug: "notes", title: "Notes and sources") { place in
    let shorthand = Wording.shorthandKey.map {
      "<li><code>\($0.symbol)</code> \($0.meaning)</li>" as HTMLText
    }
    let sources = pack.context.sources.map { source -> HTMLText in
      let published = source.published.map { ", published \(Day(iso: $0.value)?.words ?? $0.value)" } ?? ""
      return """
        <li id="\(place.id("source-\(source.comparators.value)"))">\(source.title), \(source.publisher)\(published); \
        \(source.status.rawValue). \(source.attribution)</li>
        """
    }
    let inputs = pack.context.inputs.map { "<li>\(inputText($0))</li>" as HTMLText }
    return """
      \(place.heading(1, "Notes and sources"))<p>Every comparator shows its own period. Differences are between the values as printed: percentages
      in points, rates per 100,000 and the like in per cent where the measure says so.
      Better and worse are said only where it is agreed which way is good.</p>
      \(place.heading(2, "Shorthand"))<ul>
      \(shorthand.joined(separator: "\n"))
      </ul>
      \(place.heading(2, "Comparators"))<ul>
      \(sources.isEmpty ? "<li>None.</li>" : sources.joined(separator: "\n"))
      </ul>
      \(place.heading(2, "Extracts"))<ul>
      \(inputs.isEmpty ? "<li>None.</li>" : inputs.joined(separator: "\n"))
      </ul>

      """
  }
}

/// A file, with its records and digest if exact figures may be shown.
func inputText(_ input: EvidenceContext.Input) -> HTMLText {
  guard let reading = input.reading else { return HTMLText(input.path) }
  return "\(input.path): \(reading.records.tidy) records, SHA-256 <code>\(reading.sha256)</code>"
}
