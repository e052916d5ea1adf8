/// An allow comment that does not hold; what finds it is `Suppressions`, which sees all other findings.
package enum InvalidAllow {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "invalid-allow",
    summary: "an allow comment without rule, date or reason, past its date, or not needed",
    what: """
      Finds comments that begin with 'demarc:allow' and do not follow the form, name a rule that does not
      exist, are past their date, or allow what is not there. It cannot itself be allowed.
      """,
    why: "An exception that nobody has to look at again becomes the rule.",
    example: "// demarc:allow static-client",
    useInstead: "// demarc:allow static-client until 2027-01-31 by sync-team: moves in TEN-412"
  )
}
