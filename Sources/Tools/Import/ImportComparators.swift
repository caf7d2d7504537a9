package import Declarations
package import Findings
import Periods
import Runs

/// A file to be written, with its path from the project's root.
package struct ImportedFile: Sendable, Hashable {
  package var path: String
  package var bytes: [UInt8]
}

/// Rewrites a folder of fetched tables as the project's own comparators and populations, each with its
/// provenance.
///
/// - Parameter folder: file name → content. The ADASS survey is not read: its figures are not openly
///   licensed.
/// - Parameter areas: those of the project, whose codes and names figures are kept under.
/// - Returns: files under `data/comparators/` and `data/populations/`, by path; same folder, same bytes.
/// - Throws: FILE-301 a table is absent, FILE-302 a column is, FILE-303 not a number, FILE-304 an unknown
///   area, FILE-305 an unknown measure, FILE-306 one figure twice with different values, FILE-307 no figure
///   and no reason.
package func importComparators(
  from folder: [String: [UInt8]], as areas: Areas
) throws(Finding) -> [ImportedFile] {
  let areas = ImportAreas(areas, until: ascofEdition.end)
  let files =
    try importAscof(from: folder, areas) + importLegacyAscof(from: folder, areas) + importDols(from: folder)
    + importSafeguarding(from: folder, areas) + importSalt(from: folder)
    + importPopulations(from: folder, areas)
  return files.sorted { $0.path < $1.path }
}

/// The CSV and the JSON of one publication and year.
func pair(_ path: String, csv: [UInt8], note: SourceNote) -> [ImportedFile] {
  [ImportedFile(path: path + ".csv", bytes: csv), ImportedFile(path: path + ".json", bytes: note.bytes)]
}
