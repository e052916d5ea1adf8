import ConfigurationFile
import Lint
import Testing

@testable import CLanguage

@Suite struct ClangTests {
  private func facts(_ source: String, path: String = "/nowhere/a.c") -> Facts {
    CReader(ClientNames(Configuration.Lint())).read(Array(source.utf8), path: path, location: path)
  }

  @Test func `a file that compiles is analysed to its end`() {
    #expect(facts("#include <stddef.h>\nsize_t a = 1;\n").incompleteness == nil)
  }

  @Test func `a header that takes in one of the standard library of C++ is C++`() {
    let source = "#include <iterator>\nint first(int (&a)[2]) { return *std::begin(a); }\n"
    #expect(facts(source, path: "/nowhere/first.inc").incompleteness == nil)
  }

  @Test func `a header that is missing is named, and what follows is searched`() throws {
    let facts = facts("#include <missing.h>\nvoid f(void) { void *c = PQconnectdb(\"\"); }\n")
    let reason = try #require(facts.incompleteness)
    #expect(reason.message.contains("missing.h"))
    #expect(reason.position.line == 1)
    #expect(facts.references.contains { $0.name == "PQconnectdb" && $0.isCall })
  }

  @Test func `a connection is seen behind a type that a system header declares`() {
    let facts = facts(
      "#include <libpq-fe.h>\n#define T(x) x\nstatic __typeof__(PQsetdbLogin(0,0,0,0,0,0,0)) kept;\n"
    )
    #expect(facts.storages.map(\.name) == ["kept"])
  }

  @Test func `a literal that the preprocessor makes is one string`() {
    let strings = facts("#define S(x) #x\nconst char *a = \"cluster_\" S(shared) \"_01\";\n")
      .strings
    #expect(strings.contains { $0.alternatives == [FoldedText("cluster_shared_01")] })
  }
}
