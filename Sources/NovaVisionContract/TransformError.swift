/// Why no copy of an account can be made.
public struct TransformError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The cause and the next step.
  public let description: String

  static let connectedWithoutToken = TransformError(
    description: """
      Mercado Pago is connected, and the account has no access token. Have the customer connect it again.
      """
  )

  static func noStore(status: String) -> TransformError {
    TransformError(
      description: """
        An account with the status '\(status)' has no store yet. Correct its placement or its status.
        """
    )
  }

  static func unknownCountry(_ country: String) -> TransformError {
    TransformError(
      description: """
        No language and time zone is stated for the country '\(country)'. Correct the account, or add the \
        country to the locales of NovaVisionContract.
        """
    )
  }

  static func entitlement(_ path: String) -> TransformError {
    TransformError(
      description: """
        What an add-on gives under '\(path)' does not add up with what the plan allows: both must be numbers, \
        or both true or false. Correct addon_catalog or plans.
        """
    )
  }
}
