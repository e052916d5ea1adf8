import PostgresDriver

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a plan allows, and what add-ons add to it.
struct Entitlements {
  /// Both together.
  private(set) var value: JSONValue

  /// Begins with what a plan allows.
  init(of plan: JSONValue) {
    value = plan
  }

  /// Adds what an add-on gives, as often as it was bought.
  ///
  /// Numbers add up, and what is allowed once stays allowed.
  ///
  /// - Throws: `TransformError` when the two do not fit together.
  mutating func add(_ addon: JSONValue, times quantity: Int32) throws {
    value = try sum(value, addon, times: Decimal(Int(quantity)), at: "")
  }

  private func sum(
    _ plan: JSONValue,
    _ addon: JSONValue,
    times quantity: Decimal,
    at path: String
  ) throws -> JSONValue {
    switch (plan, addon) {
    case (.number(let number), .number(let more)):
      return .number(number + more * quantity)
    case (.bool(let isAllowed), .bool(let isAdded)):
      return .bool(isAllowed || isAdded)
    case (.object(var object), .object(let additions)):
      for (key, addition) in additions {
        object[key] = try sum(
          object[key] ?? nothing(like: addition),
          addition,
          times: quantity,
          at: path.isEmpty ? key : "\(path).\(key)"
        )
      }
      return .object(object)
    default:
      throw TransformError.entitlement(path)
    }
  }

  /// What an addition is added to where the plan says nothing.
  private func nothing(like addition: JSONValue) -> JSONValue {
    switch addition {
    case .number: .number(0)
    case .bool: .bool(false)
    case .object: .object([:])
    case .null, .string, .array: .null
    }
  }
}
