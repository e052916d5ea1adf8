import ArgumentParser
import Foundation

/// The programs that are compared, as the environment names them.
struct Programs {
  /// The generator, built for release.
  let demarc: String
  /// The package, for the modules that generated code needs.
  let package: String
  /// A Python with sqlacodegen and psycopg2; nil leaves the peer out.
  let python: String?

  init() throws {
    let environment = ProcessInfo.processInfo.environment
    guard let demarc = environment["BENCHMARK_DEMARC"],
      let package = environment["BENCHMARK_PACKAGE"]
    else { throw ValidationError("Run it by Scripts/bench.") }
    self.demarc = demarc
    self.package = package
    python = environment["BENCHMARK_PYTHON"]
  }
}
