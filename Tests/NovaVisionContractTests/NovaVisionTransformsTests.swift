import ContractData
import NovaVisionContract
import PostgresDriver
import Testing

struct NovaVisionTransformsTests {
  private let transforms = NovaVisionTransforms { sealed in
    Secret(String(sealed.reveal().dropFirst("sealed:".count)))
  }

  private func entitlements(_ plan: String, _ addons: (Int32, String?)...) throws -> String {
    let addons = addons.map { quantity, delta in
      ContractSource.Addon(
        quantity: quantity,
        deltaEntitlements: delta.map { JSON(text: $0) }
      )
    }
    return try transforms.entitlements(
      planEntitlements: JSON(text: plan),
      addons: addons
    ).text
  }

  // MARK: Entitlements

  @Test func `each add-on counts as often as it was bought`() throws {
    #expect(
      try entitlements(
        #"{"products": 100, "domain": false, "images": {"each": 5}}"#,
        (3, #"{"products": 50}"#),
        (1, #"{"domain": true, "images": {"each": 2}, "staff": 1}"#),
        (2, nil)
      ) == #"{"domain":true,"images":{"each":7},"products":250,"staff":1}"#
    )
  }

  @Test func `a plan without add-ons allows what it says`() throws {
    #expect(
      try entitlements(#"{"a": [1, "b", null], "price": 0.10, "big": 12345678901234567}"#)
        == #"{"a":[1,"b",null],"big":12345678901234567,"price":0.1}"#
    )
  }

  @Test(arguments: [
    #"{"products": "many"}"#, #"{"products": true}"#, #"{"products": null}"#, #"[1]"#,
  ])
  func `an add-on that does not fit the plan is an error`(delta: String) {
    #expect(throws: TransformError.self) {
      try entitlements(#"{"products": 100}"#, (1, delta))
    }
  }

  // MARK: Locale

  @Test(arguments: [
    ("AR", "es-AR", "America/Argentina/Buenos_Aires"), ("MX", "es-MX", "America/Mexico_City"),
    ("CL", "es-CL", "America/Santiago"), ("CO", "es-CO", "America/Bogota"),
    ("BR", "pt-BR", "America/Sao_Paulo"), ("UY", "es-UY", "America/Montevideo"),
    ("PE", "es-PE", "America/Lima"),
  ])
  func `a country has its language and its time zone`(
    country: String,
    locale: String,
    timezone: String
  ) throws {
    let made = try transforms.locale(country: country)
    #expect(made == ContractProjection.Locale(locale: locale, timezone: timezone))
  }

  @Test func `no country has neither, and one that is not served is an error`() throws {
    let none = try transforms.locale(country: nil)
    #expect(none == ContractProjection.Locale(locale: nil, timezone: nil))
    #expect(throws: TransformError.self) { try transforms.locale(country: "US") }
  }

  // MARK: Money

  @Test func `the token is decrypted`() throws {
    let token = try transforms.mpAccessToken(
      mpAccessTokenEncrypted: Secret("sealed:APP_USR-1"),
      mpConnected: true
    )
    #expect(token?.reveal() == "APP_USR-1")
  }

  @Test func `a connected account without a token is an error`() throws {
    #expect(throws: TransformError.self) {
      try transforms.mpAccessToken(mpAccessTokenEncrypted: nil, mpConnected: true)
    }
    #expect(
      try transforms.mpAccessToken(mpAccessTokenEncrypted: nil, mpConnected: false) == nil
    )
  }

  @Test func `without a subscription it is paid by the month`() {
    #expect(transforms.billingPeriod(subscriptionBillingCycle: nil) == "monthly")
    #expect(transforms.billingPeriod(subscriptionBillingCycle: "annual") == "annual")
  }
}
