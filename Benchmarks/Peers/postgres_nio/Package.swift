// swift-tools-version: 6.1

import Foundation
import PackageDescription

// A package of its own, which is built only where `BENCHMARK_POSTGRES_NIO` names a checkout of postgres-nio: it takes
// some minutes, and nothing else here needs it.
let checkout = ProcessInfo.processInfo.environment["BENCHMARK_POSTGRES_NIO"] ?? "postgres-nio"

let package = Package(
  name: "postgres_nio_peer",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "postgres-nio", path: checkout),
    .package(url: "https://github.com/apple/swift-log", from: "1.5.3"),
  ],
  targets: [
    .executableTarget(
      name: "postgres_nio_peer",
      dependencies: [
        .product(name: "PostgresNIO", package: "postgres-nio"),
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Sources"
    )
  ],
  swiftLanguageModes: [.v6]
)
