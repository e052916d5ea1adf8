import SQLLanguage
import Testing

/// What of a text is a parameter, and what only looks like one.
struct SQLTokenTests {
  @Test(arguments: [
    ("select :a, :b_2?", ["a", "b_2?"]),
    ("a::int, :a::int, ':no', \":no\", 'it''s :no'", ["a"]),
    ("E'\\':no' || e'\\\\' || :a", ["a"]),
    ("$$ :no $$ $q$ :no $$ :no $q$ :a", ["a"]),
    ("/* :no /* ' */ :no */ :a -- :no", ["a"]),
    ("a[1:n], a[:n], x:=1, (:a)", ["n", "a"]),
    ("foo$1:no, ñ:no", []),
    ("data ? :key, 'ñ🎨'||:ñ", ["key"]),
    ("where a=:a and b>:b\nlimit :c", ["a", "b", "c"]),
  ])
  func `names after a colon are parameters, unless they are quoted, cast or sliced`(
    sql: String,
    expected: [String]
  ) {
    let names = SQLToken.tokens(of: sql).compactMap { token in
      if case .parameter(let name, let isOptional) = token.kind {
        name + (isOptional ? "?" : "")
      } else {
        nil
      }
    }
    #expect(names == expected)
  }

  @Test(arguments: [
    "select 'a", "select \"a", "select $$ a $", "select /* a /* b */", "select $tag$ $Tag$",
  ])
  func `what does not end says where it begins`(sql: String) {
    let last = SQLToken.tokens(of: sql).last
    #expect(last?.offset == 7)
    guard case .unterminated = last?.kind else {
      Issue.record("\(sql) ends in \(String(describing: last))")
      return
    }
  }

  @Test(arguments: ["select 'ñ' -- é\n, $1; /* ü */ :a?", "", ";;", "$", "'", ":", "-", "E'\\"])
  func `tokens are the text, in order`(sql: String) {
    let tokens = SQLToken.tokens(of: sql, at: 10)
    #expect(tokens.map(\.text).joined() == sql)
    var offset = 10
    for token in tokens {
      #expect(token.offset == offset)
      offset += token.text.utf8.count
    }
  }

  @Test func `ends of statements and positional parameters are told apart`() {
    let kinds = SQLToken.tokens(of: "select $12; -- end").map(\.kind)
    #expect(kinds == [.text, .positional, .semicolon, .text, .lineComment(" end")])
  }
}
