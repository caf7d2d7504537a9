import Declarations
package import Findings
import Folders
import FoundationEssentials
package import Runs
import Tables

/// Writes the JSON Schemas of all kinds of declaration. Returns the paths.
package func writeSchemas(to folder: String) throws -> [String] {
  let files = try JSONSchema.schemas().map { ("\(folder)/\($0.name).schema.json", Array($0.text.utf8)) }
  for (path, _) in files { try OutputFile.check(path, for: .schema) }
  do throws(SystemFailure) { try SystemFile.makeFolders(SystemPath.plain(folder)) } catch {
    throw error.finding
  }
  for (path, bytes) in files { try OutputFile.write(bytes, to: path, as: .schema) }
  return files.map(\.0)
}

/// Writes every measure in words. Returns the path.
package func writeMeasures(to path: String, in workspace: Workspace) throws -> [String] {
  try OutputFile.write(Array(measurePage(in: workspace).utf8), to: path, as: .measures)
  return [path]
}

/// Writes every dataset and its fields. Returns the path.
package func writeFields(to path: String, in workspace: Workspace) throws -> [String] {
  try OutputFile.write(Array(fieldPage(in: workspace).utf8), to: path, as: .fields)
  return [path]
}

/// The pairs that a publisher's file makes.
///
/// - Parameter named: the layout; where it is nil, the one layout that reads the file.
/// - Throws: what is wrong with the file, and FILE-310 where no layout or more than one reads it.
package func importedFiles(
  of path: String, layout named: String?, in workspace: Workspace
) throws(Finding) -> [ImportedFile] {
  let file = ExtractBytes.mapped(try MappedFile(path: path))
  let layouts = workspace.catalogue.layouts
  if let named {
    guard let layout = layouts[named]?.value else {
      throw Finding(
        "FILE-310", "there is no layout '\(named)'",
        hint: suggestion(for: named, in: layouts.ids)
          ?? "layouts are files in data/layouts/")
    }
    return try importFile(file, path: path, as: layout, in: workspace)
  }
  var made: [(id: String, files: [ImportedFile])] = []
  var refusals: [String] = []
  for layout in layouts.all.map(\.value) {
    do throws(Finding) {
      made.append((layout.layout.value, try importFile(file, path: path, as: layout, in: workspace)))
    } catch {
      refusals.append("\(layout.layout.value): \(error.message)")
    }
  }
  guard made.count == 1 else {
    throw Finding(
      "FILE-310", effect: .refusesFile,
      made.isEmpty ? "no layout reads the file" : "more than one layout reads the file",
      hint: "name one with --layout: "
        + (made.isEmpty ? refusals.joined(separator: "; ") : made.map(\.id).joined(separator: ", ")),
      location: Location(path: path))
  }
  return made[0].files
}

/// Writes files into a folder, declarations into its `data/`; returns the paths written.
///
/// The list of what was written lies with the declarations, or beside the files where there are none.
///
/// - Throws: RUN-050 where a file that was not written so would be replaced.
package func write(_ files: [ImportedFile], to folder: String) throws -> [String] {
  let hasData = files.contains { $0.path.hasPrefix("data/") }
  return try SharedFolder(
    folder: SystemPath.plain(folder), list: (hasData ? "data/" : "") + MadeFiles.sharedMarker
  ).write(files.map { ($0.path, $0.bytes) })
}
