import ConfigurationFile
import Lint
import Testing

@testable import CLanguage

@Suite struct BoundsTests {
  @Test func `headers that include each other are read once each`() {
    let names = (0..<16).map { "h\($0).h" }
    let includes = names.map { "#include \"\($0)\"\n" }.joined()
    var reads: [String: Int] = [:]
    var preprocessor = Preprocessor(definitions: [:]) { name in
      reads[name, default: 0] += 1
      return tokens("#ifndef GUARD\n#define GUARD\n\(includes)int a;\n#endif\n")
    }
    preprocessor.run(tokens(includes))
    #expect(reads.count == 16)
    #expect(reads.values.allSatisfy { $0 == 1 })
  }

  @Test func `a list that is included for every use of it is read each time`() {
    var reads = 0
    var preprocessor = Preprocessor(definitions: [:]) { _ in
      reads += 1
      return tokens("#ifndef ITEM\n#define ITEM(x)\n#endif\nITEM(a)\nITEM(b)\n")
    }
    preprocessor.run(
      tokens("#include \"list.inc\"\n#include \"list.inc\"\n")
    )
    #expect(reads == 2)
  }

  @Test func `a text that only grows is known no more`() {
    let sums = String(repeating: "  n += 12345678;\n", count: 20_000)
    let facts = CReader(ClientNames(Configuration.Lint())).search(
      Array("void f(void) {\n  int n = 0;\n\(sums)}\n".utf8),
      path: "a.c"
    )
    #expect(!facts.strings.isEmpty)
    let longest = facts.strings.flatMap(\.alternatives).map(\.display.utf8.count).max()
    #expect((longest ?? 0) < 40_000)
  }

  private func tokens(_ source: String) -> [CToken] {
    Array(source.utf8).withUnsafeBufferPointer { CLexer($0).tokens }
  }
}
