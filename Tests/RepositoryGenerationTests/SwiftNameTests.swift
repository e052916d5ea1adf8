@testable import RepositoryGeneration
import Testing

struct SwiftNameTests {
  @Test(arguments: [
    ("user_id", "userID"), ("userID", "userID"), ("URL", "url"), ("tracking_url", "trackingURL"),
    ("id", "id"), ("order ids", "orderIDs"), ("2fa", "_2fa"), ("é_è", "éÈ"), ("a\"b", "aB"),
    ("🐘 trunk", "trunk"), ("UPPER", "upper"), ("camelCase", "camelCase"),
    ("oauth_token", "oauthToken"),
    ("self", "self_"), ("class", "class"), ("a--b", "aB"), ("1️⃣", "_1"), ("a\u{200B}b", "aB"),
    ("cafe\u{301}", "café"), ("名前", "名前"), ("x²", "x"), ("_", nil), ("🐘", nil), ("", nil),
  ])
  func `members are words in lower camel case`(name: String, expected: String?) {
    #expect(SwiftName.member(name) == expected)
  }

  @Test(arguments: [
    ("orders", "Order"), ("order_items", "OrderItem"), ("categories", "Category"),
    ("cors_origins", "CORSOrigin"), ("client_settings", "ClientSettings"), ("addresses", "Address"),
    ("statuses", "Status"), ("alias", "Alias"), ("caches", "Cache"), ("cookies", "Cookie"),
    ("people", "Person"), ("faqs", "FAQ"), ("2fa_codes", "_2faCode"),
    ("analyses", "Analysis"), ("boxes", "Box"), ("branches", "Branch"), ("bus", "Bus"),
    ("news", "News"), ("leaves", "Leaf"), ("oauth_state_nonces", "OAuthStateNonce"), ("🐘", nil),
  ])
  func `rows are singular and in upper camel case`(name: String, expected: String?) {
    #expect(SwiftName.type(name, singularize: true) == expected)
  }

  @Test(arguments: [
    ("class", "`class`"), ("init", "`init`"), ("default", "`default`"), ("await", "`await`"),
    ("Type", "`Type`"), ("classes", "classes"), ("value", "value"),
  ])
  func `keywords stand between back-ticks`(name: String, expected: String) {
    #expect(SwiftName.escaped(name) == expected)
  }

  @Test(arguments: [("class", "class"), ("in", "in"), ("inout", "`inout`"), ("var", "`var`")])
  func `labels are escaped only where they must be`(name: String, expected: String) {
    #expect(SwiftName.label(name) == expected)
  }

  @Test(arguments: [
    ("userID", "UserID"), ("id", "ID"), ("urlPath", "URLPath"), ("self_", "Self"), ("_2fa", "_2fa"),
  ])
  func `a member is the end of a longer name`(name: String, expected: String) {
    #expect("by" + SwiftName.suffix(name) == "by" + expected)
  }
}
