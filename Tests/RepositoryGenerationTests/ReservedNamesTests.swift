import Foundation
@testable import RepositoryGeneration
import Testing

struct ReservedNamesTests {
  /// A table or enum of such a name would hide what generated code means by it.
  @Test func `every type that generated code names is reserved`() throws {
    var named: Set<String> = []
    var own: Set<String> = []
    for (path, text) in try GoldenCase(name: "hostile").expectedFiles() {
      let file = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      own.insert(file.components(separatedBy: "+")[0])
      named.formUnion(typeNames(in: text))
    }
    // What stands only behind `canImport` is no type.
    own.insert("FoundationEssentials")
    #expect(named.subtracting(own).subtracting(reservedTypeNames).sorted() == [])
  }

  /// The words of code in upper camel case, without those of comments, imports and literals.
  private func typeNames(in text: String) -> Set<String> {
    let code = text.replacing(#/(?m)^\s*(?://|(?:@?\w+ )*import ).*$/#, with: "")
      .replacing(#/(?s)""".*?"""/#, with: "")
      .replacing(#/"(?:[^"\\]|\\.)*"/#, with: "")
    return Set(code.matches(of: #/\b[A-Z]\w*/#).map { String($0.output) })
  }
}
