/// The version in manifests, pages and `--version`: semantic, and listed in CHANGELOG.md.
package let version = "0.1.0"
