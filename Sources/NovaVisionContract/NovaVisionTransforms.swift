public import AdminData
public import ContractData
public import PostgresDriver

/// What NovaVision makes of an account for its store's copy.
public struct NovaVisionTransforms: ContractTransforms {
  private let decrypt: @Sendable (Secret<String>) throws -> Secret<String>

  /// Makes copies.
  ///
  /// - Parameter decrypt: gives the access token of Mercado Pago that the Admin DB keeps encrypted.
  public init(decrypt: @escaping @Sendable (Secret<String>) throws -> Secret<String>) {
    self.decrypt = decrypt
  }

  /// A store without a subscription pays by the month.
  public func billingPeriod(subscriptionBillingCycle: String?) -> String {
    subscriptionBillingCycle ?? "monthly"
  }

  /// Whether the store can be seen.
  ///
  /// - Throws: `TransformError` for an account that is not to have a store yet.
  public func publication(
    status: String,
    storePaused: Bool,
    subscriptionStatus: SubscriptionStatus?
  ) throws -> ContractProjection.Activity {
    try publicationOf(
      status: status,
      storePaused: storePaused,
      subscriptionStatus: subscriptionStatus
    )
  }

  /// The access token, as the checkout needs it.
  ///
  /// - Throws: `TransformError` when Mercado Pago is connected and there is no token: a store that
  ///   cannot take money must not look as if it could.
  public func mpAccessToken(
    mpAccessTokenEncrypted: Secret<String>?,
    mpConnected: Bool
  ) throws -> Secret<String>? {
    guard let encrypted = mpAccessTokenEncrypted else {
      if mpConnected { throw TransformError.connectedWithoutToken }
      return nil
    }
    return try decrypt(encrypted)
  }

  /// What the plan and the active add-ons allow together.
  ///
  /// - Throws: `TransformError` when an add-on's part does not fit the plan's.
  public func entitlements(
    planEntitlements: JSON,
    addons: [ContractSource.Addon]
  ) throws -> JSON {
    var sum = Entitlements(of: try JSONValue(planEntitlements))
    for addon in addons {
      guard let delta = addon.deltaEntitlements else { continue }
      try sum.add(JSONValue(delta), times: addon.quantity)
    }
    return try JSON(encoding: sum.value)
  }

  /// The language and the time zone of the store's country.
  ///
  /// - Throws: `TransformError` for a country that NovaVision does not serve.
  public func locale(country: String?) throws -> ContractProjection.Locale {
    guard let country else { return ContractProjection.Locale(locale: nil, timezone: nil) }
    guard let served = servedCountries[country] else {
      throw TransformError.unknownCountry(country)
    }
    return served
  }
}

private let servedCountries: [String: ContractProjection.Locale] = [
  "AR": ContractProjection.Locale(
    locale: "es-AR",
    timezone: "America/Argentina/Buenos_Aires"
  ),
  "BR": ContractProjection.Locale(locale: "pt-BR", timezone: "America/Sao_Paulo"),
  "CL": ContractProjection.Locale(locale: "es-CL", timezone: "America/Santiago"),
  "CO": ContractProjection.Locale(locale: "es-CO", timezone: "America/Bogota"),
  "MX": ContractProjection.Locale(locale: "es-MX", timezone: "America/Mexico_City"),
  "PE": ContractProjection.Locale(locale: "es-PE", timezone: "America/Lima"),
  "UY": ContractProjection.Locale(locale: "es-UY", timezone: "America/Montevideo"),
]
