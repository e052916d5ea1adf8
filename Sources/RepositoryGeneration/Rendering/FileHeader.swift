import ConfigurationFile

/// The first lines of a generated file: where it comes from, and its imports.
func fileHeader(source: String, imports: Imports) -> String {
  let origin = "\(generatedFileMarker) from \(source). Do not edit: run 'demarc generate'."
  let text = imports.text
  return text.isEmpty ? origin + "\n" : "\(origin)\n\n\(text)\n"
}
