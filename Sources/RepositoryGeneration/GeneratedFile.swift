/// A file that the generator writes.
public struct GeneratedFile: Hashable, Sendable {
  /// Where the file stands, below the database's output folder, with `/` between its parts.
  public let path: String
  /// The whole text, ending in a newline.
  public let text: String

  /// Makes a file.
  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}
