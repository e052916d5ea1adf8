/// Copies that are written over what they must not be, drift that nobody sees, and fleets that anybody sees.
extension SourceMutant {
  static let contract: [SourceMutant] = writing + comparing + fleet

  private static func notices(_ suite: String, _ test: String) -> Killer {
    Killer("ContractDataTests.\(suite)", test)
  }

  private static let writing: [SourceMutant] = [
    demarc(
      "an event writes over a later version",
      in: "Contract/ComparedTable+Writing",
      within: "func apply(_ values: Assignments",
      #""where \(tenant) = $1 and \(self.version) < $2""#,
      #""where \(tenant) = $1 and $2::bigint is not null""#,
      killer: notices("ContractWriterTests", "an older state does not overwrite a newer one")
    ),
    demarc(
      "provisioning writes over a later version",
      in: "Contract/ComparedTable+Writing",
      within: "  func provision(",
      #""where target.\(tenant) = $1 and target.\(self.version) < excluded.\(self.version)""#,
      #""where target.\(tenant) = $1""#,
      killer: notices("ContractWriterTests", "a copy that is not there is not made by an event")
    ),
    demarc(
      "a repair does not look at what is there",
      in: "Contract/ComparedTable+Writing",
      within: "  func repair(",
      #""where \(tenant) = $5 and \(version) = $3 and \(digest) = $4""#,
      #""where \(tenant) = $5 and \(version) = $3 and $4::bytea is not null""#,
      killer: notices(
        "ContractRepairTests",
        "a copy that changed since it was seen is left alone"
      )
    ),
    SourceMutant(
      "a projection is written for any account",
      in: Place(
        layer: .generatedCode,
        file: "generated/ContractData/ContractWriter.swift"
      ),
      as: .expression,
      "projection.account == context.accountID",
      "true",
      killer: notices(
        "ContractWriterTests",
        "a projection is not written in the context of another account"
      )
    ),
  ]

  private static let comparing: [SourceMutant] = [
    demarc(
      "buckets are equal whatever their digests are",
      in: "Contract/CopyComparison",
      "Set(actual).symmetricDifference(wanted)",
      "Set<BucketDigest>()",
      killer: notices(
        "ContractDriftTests",
        "each drift is found alone, repaired, and then found no more"
      )
    ),
    demarc(
      "every secret has the same digest",
      in: "Contract/CanonicalForm",
      as: .literal,
      "encode(sha256($2 || sha256($1 || convert_to(",
      "encode($2 || $1 || int4send(num_nonnulls(convert_to(",
      killer: notices(
        "ContractDriftTests",
        "each drift is found alone, repaired, and then found no more"
      )
    ),
  ]

  private static let fleet: [SourceMutant] = [
    demarc(
      "all tenants are seen without a reason",
      in: "Routing/ClusterRouter+Fleet",
      #"reason.contains(where: \.isLetter)"#,
      "true",
      killer: Killer("DemarcTests.FleetContextTests", "without a reason there is none")
    )
  ]
}
