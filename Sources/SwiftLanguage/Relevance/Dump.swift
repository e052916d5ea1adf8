import SourceText
import Foundation
extension Relevance {
  func dump(_ pending: Int, _ all: Int) {
    var un = 0
    var c = 0, p = 0, m = 0, l = 0, w = 0
    for f in files.values { for u in f.units { un += 1
      if u.evidence.contains(.carried) { c += 1 } 
      if u.holdsPiece { p += 1 }
      if u.evidence.contains(.making) { m += 1 }
      if u.evidence.contains(.local) { l += 1 }
      if u.evidence.contains(.fileWide) { w += 1 }
    } }
    print("DUMP pending", pending, "of", all, "parsed", files.count, "whole", files.values.filter(\.isWhole).count, "units", un, "relevant", relevant.values.reduce(0) { $0 + $1.count }, "carriers", carriers.values.reduce(0) { $0 + $1.count }, "makers", makers.values.reduce(0) { $0 + $1.count }, "carried", c, "piece", p, "making", m, "local", l, "wide", w)
    if ProcessInfo.processInfo.environment["RDEBUG"] == "2" {
      for (n, f) in files { for (i, u) in f.units.enumerated() where relevant[n]?.contains(i) == true || u.isHeading {
        let c = carriersOf(n, i)
        print("UNIT", n, f.module, u.ranges, "ev", u.evidence.rawValue, "carries", c, "most", u.holdsMost, "lit", !u.literalCalls.isEmpty)
      } } }
  }
}
