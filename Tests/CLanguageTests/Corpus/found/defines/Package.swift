// swift-tools-version: 6.0
import PackageDescription
let package = Package(name: "p", targets: [.target(name: "t", cSettings: [.define("TIER", to: "\"shared\"")])])
