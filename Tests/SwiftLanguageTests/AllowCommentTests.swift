import Testing

@Suite struct AllowCommentTests {
  @Test(arguments: [
    "// demarc:allow static-client until 2027-01-31: moves in TEN-412\nlet c: AdminClient? = nil",
    "let c: AdminClient? = nil // demarc:allow static-client until 2027-01-31 by sync: reason",
    "/* demarc:allow static-client until 2027-01-31: reason */ let c: AdminClient? = nil",
    "// demarc:allow static-client until 2026-11-25: the last day counts\nlet c: AdminClient? = nil",
    "// demarc:allow static-client, removed-api until 2027-01-31: two\nlet c: AdminClient = getBackendPool()",
    """
    // demarc:allow static-client until 2027-01-31: one
    // demarc:allow removed-api until 2027-01-31: two
    let c: AdminClient = getBackendPool()
    """,
  ])
  func `a comment with rule, date and reason allows`(source: String) throws {
    #expect(try findings(in: source).isEmpty)
  }

  @Test(arguments: [
    "// demarc:allow static-client until 2027-01-31", "// demarc:allow static-client: reason",
    "// demarc:allow until 2027-01-31: reason", "// demarc:allow static-client until soon: reason",
    "// demarc:allow static-client until 2027-01-31: ",
    "// demarc:allow static-client until 2027-01-31 sync: reason",
    "// demarc:allow static-client until 2026-11-24: ended",
    "// demarc:allow statik-client until 2027-01-31: unknown",
    "// demarc:allow hardcoded-cluster until 2027-01-31: not needed",
    "// demarc:allow invalid-allow until 2027-01-31: itself",
  ])
  func `any other comment is a finding and allows nothing`(comment: String) throws {
    let found = try findings(in: comment + "\nlet c: AdminClient? = nil")
    #expect(found == ["1:1 invalid-allow", "2:5 static-client"])
  }

  @Test func `a comment speaks for its own line and the next alone`() throws {
    let comment = "// demarc:allow static-client until 2027-01-31: reason"
    #expect(try findings(in: "\(comment)\n\nlet c: AdminClient? = nil").count == 2)
    #expect(try findings(in: "let a = 1 \(comment)\nlet c: AdminClient? = nil").count == 2)
  }

  @Test func `prose and strings are no comments that allow`() throws {
    let text = "demarc:allow static-client until 2027-01-31: reason"
    #expect(try findings(in: "// see \(text)\nlet c: AdminClient? = nil") == ["2:5 static-client"])
    #expect(try findings(in: "let c: AdminClient? = f(\"// \(text)\")") == ["1:5 static-client"])
  }
}
