/// The version that manifests, pages and `--version` name; semantic, and written in CHANGELOG.md.
package let version = "0.1.0"
