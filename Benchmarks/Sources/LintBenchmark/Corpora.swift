import BenchmarkSupport
import Foundation

/// The same Swift files three times: clean, and with a violation in some of them.
struct Corpora {
  /// A folder of files.
  struct Corpus {
    let name: String
    let path: String
  }

  let folder: String
  let all: [Corpus]
  let summary: String

  /// Copies the Swift files of packages.
  init(packages: String) throws {
    let files = FileManager.default
    folder = NSTemporaryDirectory() + "demarc-lint-benchmark-\(UUID().uuidString)"
    let sources = try files.subpathsOfDirectory(atPath: packages).sorted()
      .filter { $0.hasSuffix(".swift") && !$0.contains("/.build/") }
    var bytes = 0
    let shares = [("clean", 0), ("5 % planted", 20), ("30 % planted", 3)]
    all = shares.map { [folder] name, _ in Corpus(name: name, path: "\(folder)/\(name)/") }
    for (corpus, (_, every)) in zip(all, shares) {
      for (number, source) in sources.enumerated() {
        let path = corpus.path + source
        try files.createDirectory(
          atPath: (path as NSString).deletingLastPathComponent,
          withIntermediateDirectories: true
        )
        guard var data = files.contents(atPath: "\(packages)/\(source)") else { continue }
        if every == 0 { bytes += data.count }
        if every > 0, number % every == 0 { data += Data(Self.violation.utf8) }
        try data.write(to: URL(fileURLWithPath: path))
      }
    }
    try Self.configuration.write(toFile: folder + "/demarc.yml", atomically: true, encoding: .utf8)
    summary = "\(sources.count) Swift files, \(bytes / 1_000_000) MB"
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: folder)
  }

  private static let violation = """

    enum PlantedStore { static let client = AdminClient.shared; static let cluster = "cluster_shared_01" }

    """

  static let configuration = """
    lint:
      clusters: ["cluster_[a-z]+_[0-9]{2}"]
      clients: { types: [AdminClient], names: [SUPABASE_ADMIN_CLIENT], factories: [] }

    """
}
