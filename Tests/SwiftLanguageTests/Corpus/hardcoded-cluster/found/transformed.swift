func joinedParts() { use(["cluster_", "shared_01"].joined()) } // ! hardcoded-cluster
func joinedBy() { use(["cluster", "shared", "01"].joined(separator: "_")) } // ! hardcoded-cluster
let parts = ["cluster", "shared", "01"]
func joinedConstant() { use(parts.joined(separator: "_")) } // ! hardcoded-cluster
func reducedWith() { use(["cluster_", "shared_01"].reduce("", +)) } // ! hardcoded-cluster
func reducedClosure() { use(["cluster", "shared", "01"].reduce("") { $0.isEmpty ? $1 : $0 + "_" + $1 }) } // ! hardcoded-cluster
func reducedInto() { use(["cluster_", "shared_01"].reduce(into: "") { $0 += $1 }) } // ! hardcoded-cluster
func mapped() { use(["CLUSTER", "SHARED", "01"].map { $0.lowercased() }.joined(separator: "_")) } // ! hardcoded-cluster
func mappedPath() { use([Tier.shared, .other].map(\.rawValue).joined(separator: "_01 cluster_")) } // ! hardcoded-cluster
enum Tier: String { case shared = "cluster_shared", other = "shared_01" }
func replacedWith() { use("cluster-shared-01".replacingOccurrences(of: "-", with: "_")) } // ! hardcoded-cluster
func replacing() { use("clusterXsharedX01".replacing("X", with: "_")) } // ! hardcoded-cluster
func lowercasedText() { use("CLUSTER_SHARED_01".lowercased()) } // ! hardcoded-cluster
func prefixed() { use("cluster_shared_0199".prefix(17)) } // ! hardcoded-cluster
func suffixed() { use("xcluster_shared_01".suffix(17)) } // ! hardcoded-cluster
func dropped() { use("xcluster_shared_01".dropFirst()) } // ! hardcoded-cluster
func droppedLast() { use(String("cluster_shared_019".dropLast(1))) } // ! hardcoded-cluster
func reversedText() { use(String("10_derahs_retsulc".reversed())) } // ! hardcoded-cluster
func formatted() { use(String(format: "cluster_%@_%02d", "shared", 1)) } // ! hardcoded-cluster
func formattedHole(tier: String) { use(String(format: "cluster_%@_01", tier)) } // ! hardcoded-cluster
func repeated() { use("cluster_" + String(repeating: "a", count: 4) + "_01") } // ! hardcoded-cluster
func splitPieces() {
  let pieces = "shared|cluster|01".split(separator: "|")
  use(pieces[1] + "_" + pieces[0] + "_" + pieces[2]) // ! hardcoded-cluster
}
func components() { use("cluster shared 01".components(separatedBy: " ").joined(separator: "_")) } // ! hardcoded-cluster
func characters() { use(String(["c", "l", "u", "s", "t", "e", "r", "_", "a", "_", "0", "1"] as [Character])) } // ! hardcoded-cluster
func bytes() { use(String(decoding: [99, 108, 117, 115, 116, 101, 114, 95, 97, 95, 48, 49], as: UTF8.self)) } // ! hardcoded-cluster
func hexBytes() { use(String(bytes: [0x63, 0x6C, 0x75, 0x73, 0x74, 0x65, 0x72, 0x5F, 0x61, 0x5F, 0x30, 0x31], encoding: .utf8)!) } // ! hardcoded-cluster
func scalars() { use([99, 108, 117, 115, 116, 101, 114].map { String(UnicodeScalar(UInt8($0))) }.joined() + "_shared_01") } // ! hardcoded-cluster
func shifted() { use(String(decoding: [100, 109, 118, 116, 117, 102, 115, 96, 98, 96, 49, 50].map { UInt8($0 - 1) }, as: UTF8.self)) } // ! hardcoded-cluster
func masked() { use(String(decoding: [98, 109, 116].map { UInt8($0 ^ 1) }, as: UTF8.self) + "ster_shared_01") } // ! hardcoded-cluster
struct Joined {
  private let parts: [String]
  init(_ parts: String...) { self.parts = parts }
  var text: String { parts.joined(separator: "_") }
}
func joinedParts() { use(Joined("cluster", "shared", "01").text) } // ! hardcoded-cluster
func base64() { use(String(data: Data(base64Encoded: "Y2x1c3Rlcl9zaGFyZWRfMDE=")!, encoding: .utf8)!) } // ! hardcoded-cluster
func base64Decoding() { use(String(decoding: Data(base64Encoded: "Y2x1c3Rlcl9zaGFyZWRfMDE=")!, as: UTF8.self)) } // ! hardcoded-cluster
func filtered() { use("c.luster_shared_01".filter { $0 != "." }) } // ! hardcoded-cluster
func zipped() { use(zip(["cluster", "01"], ["_shared_", ""]).map { $0 + $1 }.joined()) } // ! hardcoded-cluster
func inserted() {
  var list = ["shared", "01"]
  list.insert("cluster", at: 0)
  use(list.joined(separator: "_")) // ! hardcoded-cluster
}
func removed() {
  var id = "xcluster_shared_01"
  id.removeFirst() // ! hardcoded-cluster
  use(id)
}
func sortedParts() { use(["b_01", "a_shared"].sorted().joined(separator: " cluster_a_01 ")) } // ! hardcoded-cluster
func percent() { use("cluster%5Fshared%5F01".removingPercentEncoding!) } // ! hardcoded-cluster
func padded() { use("cluster_shared_".padding(toLength: 17, withPad: "01", startingAt: 0)) } // ! hardcoded-cluster
func substring() { use(String("cluster_shared_01" as Substring)) } // ! hardcoded-cluster
func radix() { use("cluster_shared_" + String(17, radix: 16)) } // ! hardcoded-cluster
func flat() { use(["cluster", "_a_", "01"].flatMap { Array($0) }.map(String.init).joined()) } // ! hardcoded-cluster
